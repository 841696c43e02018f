import { LineIndex } from '../../base/lineIndex';
import type { TextEdit } from '../model/fix';
import { comparePositions, type Range } from '../model/range';

/**
 * Applies edits whose ranges all refer to `text`. Insertions at one place keep their order. A byte order mark is no column,
 * as in editors, and stays.
 * @returns undefined where edits overlap or a range lies outside the text: then nothing is applied
 */
export function applyEdits(text: string, edits: readonly Pick<TextEdit, 'range' | 'newText'>[]): string | undefined {
  if (!text.startsWith('\uFEFF')) return applied(text, edits);
  const rest = applied(text.slice(1), edits);
  return rest === undefined ? undefined : `\uFEFF${rest}`;
}

function applied(text: string, edits: readonly Pick<TextEdit, 'range' | 'newText'>[]): string | undefined {
  const index = new LineIndex(text);
  const sorted = edits.toSorted(
    (a, b) => comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end),
  );
  let result = '';
  let at = 0;
  for (const { range, newText } of sorted) {
    const start = exactOffset(text, index, range.start);
    const end = exactOffset(text, index, range.end);
    if (start === undefined || end === undefined || start < at || end < start) return undefined;
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** Whether two ranges share a character, or are insertions at the same place. */
export function rangesOverlap(a: Range, b: Range): boolean {
  if (comparePositions(a.start, b.start) === 0) return true;
  return comparePositions(a.start, b.end) < 0 && comparePositions(b.start, a.end) < 0;
}

/** The offset of a position that exists: in the line, or at its end. The start of the line after the last is the end of the text. */
function exactOffset(text: string, index: LineIndex, { line, column }: Range['start']): number | undefined {
  if (line === index.lineCount && column === 0) return text.length;
  if (line < 0 || column < 0 || line >= index.lineCount) return undefined;
  const offset = index.offsetAt(line, 0) + column;
  const lineEnd = line + 1 < index.lineCount ? index.offsetAt(line + 1, 0) : text.length;
  return offset <= lineEnd ? offset : undefined;
}
