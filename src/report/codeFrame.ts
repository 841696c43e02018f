import type { Range } from '../engine/index';
import { characterWidth } from './displayWidth';
import { isPrintable, printable } from './printable';

/** Go sources are indented with tabs; two columns each keep a frame narrow. */
const tab = '  ';

/** Long lines (generated code, minified data) are cut to a window around what is marked. */
const lead = 24;

export interface FrameStyle {
  /** box-drawing characters; ASCII otherwise */
  readonly unicode: boolean;
  /** columns for the text of a line */
  readonly width: number;
}

export interface Frame {
  /** one-based */
  readonly lineNumber: number;
  /** the line as a terminal shows it: tabs expanded, control characters escaped, cut to the width */
  readonly text: string;
  /** columns before the mark */
  readonly indent: number;
  /** columns of the mark, at least one */
  readonly length: number;
  /** one-based last line where the range goes on below */
  readonly continuesTo: number | undefined;
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly marked: boolean;
}

/** The lines of a text, as positions count them. */
export function linesOf(text: string): readonly string[] {
  // A byte order mark is no column, as in editors.
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n');
}

/**
 * The line of a range with what to underline, in display columns.
 * @param range zero-based, columns in UTF-16 code units
 * @returns undefined where the text has no such line
 */
export function codeFrame(lines: readonly string[], range: Range, style: FrameStyle): Frame | undefined {
  const source = lines[range.start.line]?.replace(/\r$/, '');
  if (source === undefined) return undefined;
  const last = endLine(range);
  const end = last > range.start.line ? source.length : range.end.column;
  // A place without width is shown by the character that stands there.
  const cells = cut(cellsOf(source, range.start.column, Math.max(end, range.start.column + 1)), style);
  const first = cells.findIndex((cell) => cell.marked);
  const before = first === -1 ? cells : cells.slice(0, first);
  const marked = cells.filter((cell) => cell.marked);
  return {
    lineNumber: range.start.line + 1,
    text: cells
      .map((cell) => cell.text)
      .join('')
      .trimEnd(),
    indent: widthOf(before),
    length: Math.max(1, widthOf(marked)),
    continuesTo: last > range.start.line ? last + 1 : undefined,
  };
}

/** The last line that a range really touches: one that ends at column 0 ends on the line before. */
function endLine({ start, end }: Range): number {
  return end.column === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function cellsOf(source: string, from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (const character of source) {
    const marked = at >= from && at < to;
    if (character === '\t') cells.push({ text: tab, width: tab.length, marked });
    else if (isPrintable(character)) cells.push({ text: character, width: characterWidth(character), marked });
    else cells.push({ text: printable(character), width: printable(character).length, marked });
    at += character.length;
  }
  return cells;
}

/** Leaves out columns far from the mark, and says so with an ellipsis. */
function cut(cells: readonly Cell[], { width, unicode }: FrameStyle): readonly Cell[] {
  if (widthOf(cells) <= width) return cells;
  const dots: Cell = unicode ? { text: '…', width: 1, marked: false } : { text: '...', width: 3, marked: false };
  const kept: Cell[] = [];
  const firstMarked = cells.findIndex((cell) => cell.marked);
  let used = dots.width;
  let start = 0;
  if (firstMarked > 0 && widthOf(cells.slice(0, firstMarked)) > width - lead) {
    start = Math.max(0, firstMarked - lead);
    kept.push(dots);
    used += dots.width;
  }
  for (let at = start; at < cells.length; at++) {
    const cell = cells[at];
    if (cell === undefined || used + cell.width > width) break;
    kept.push(cell);
    used += cell.width;
  }
  return start + kept.length >= cells.length ? kept : [...kept, dots];
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
