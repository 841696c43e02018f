import { displayWidth } from './displayWidth';

/** How lines are broken. */
export interface WrapOptions {
  /** columns of a line */
  readonly width: number;
  /** before every line but the first */
  readonly indent?: string;
  /** how a code span is written; it takes no columns of its own */
  readonly code?: (span: string) => string;
}

/** A piece that no line break divides. */
interface Piece {
  readonly text: string;
  readonly spaceBefore: boolean;
}

/**
 * Text of one paragraph in lines of a width. It is broken at spaces and between Chinese characters, never before a closing
 * mark or after an opening one; a code span stays whole, so that a command can be copied.
 */
export function wrapText(paragraph: string, { width, indent = '', code = (span) => span }: WrapOptions): string {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const { text, spaceBefore } of piecesOf(paragraph)) {
    const own = displayWidth(text);
    const gap = spaceBefore && line !== '' ? 1 : 0;
    if (columns > indent.length && columns + gap + own > width) {
      lines.push(line);
      line = indent;
      columns = indent.length;
    } else if (gap === 1) {
      line += ' ';
      columns += 1;
    }
    line += text.replace(/`[^`]+`/g, code);
    columns += own;
  }
  return [...lines, line].join('\n');
}

/** Lines of the source as one: Chinese needs no space where a line ended. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const glued = isWide(text.at(-1) ?? '') && isWide(line.at(0) ?? '');
    const marked = isMark(text.at(-1) ?? '') || isMark(line.at(0) ?? '');
    return text === '' || glued || marked ? text + line : `${text} ${line}`;
  }, '');
}

function piecesOf(paragraph: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let spaceBefore = false;
  const end = (): void => {
    if (text !== '') pieces.push({ text, spaceBefore });
    text = '';
    spaceBefore = false;
  };
  // A code span, or one character.
  for (const [unit] of paragraph.matchAll(/`[^`]+`|./gu)) {
    if (unit === ' ') {
      end();
      spaceBefore = true;
      continue;
    }
    if (breaksBetween(text, unit)) end();
    text += unit;
  }
  end();
  return pieces;
}

function breaksBetween(before: string, unit: string): boolean {
  const last = Array.from(before).at(-1) ?? '';
  if (last === '' || isClosing(unit) || isOpening(last)) return false;
  return isWide(last) || isWide(unit);
}

function isWide(character: string): boolean {
  return displayWidth(character) === 2;
}

/** Marks of Chinese that have their own room beside them. */
function isMark(character: string): boolean {
  return /[\u3001-\u301f\uff01-\uff0f\uff1a-\uff1f]/.test(character);
}

function isClosing(unit: string): boolean {
  return /^[\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d\u2019\u2026,.;:!?)\]}]/.test(
    unit,
  );
}

function isOpening(character: string): boolean {
  return /[\u3008\u300a\u300c\u300e\u3010\uff08\u201c\u2018([{]/.test(character);
}
