import { LineIndex } from '../../base/lineIndex';
import type { TextEdit } from '../model/fix';
import { lineRange, type Location, type Range } from '../model/range';
import type { TagExpr } from '../parse/buildExpr';
import type { ConstraintComment } from '../parse/constraintComments';
import type { GoHeader } from '../parse/goHeader';

/** Places and edits of constraint lines in the text of a file. */

interface FileText {
  readonly path: string;
  readonly text: string;
}

/** The lines of one form that go honours. */
export function honoured(header: GoHeader, form: 'go:build' | '+build'): readonly ConstraintComment[] {
  return header.constraints.filter((line) => line.form === form && line.place === 'honoured');
}

/** Where a tag of a parsed line stands. @param tag from parsing the text of the line */
export function tagRange(line: ConstraintComment, tag: Pick<TagExpr, 'start' | 'end'>): Range {
  const { start } = line.range;
  return lineRange(start.line, start.column + tag.start, start.column + tag.end);
}

/** The expression of a line; its marker where there is no expression. */
export function expressionRange(line: ConstraintComment): Range {
  const { text, start, end } = line.expression;
  return text === '' ? line.range : { start, end };
}

/** From the first to the last of some lines. */
export function span(lines: readonly ConstraintComment[]): Range | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  return first && last && { start: first.range.start, end: last.range.end };
}

export function locate({ path }: FileText, range: Range): Location {
  return { file: path, range };
}

export function replace(file: FileText, range: Range, newText: string): TextEdit {
  return { kind: 'text', file: file.path, range, newText };
}

/**
 * Deletes whole lines. A blank line below goes with them where a blank line or nothing stands above, so that no gap stays.
 * @param lines numbers of lines, ascending and adjacent
 */
export function deleteLines(file: FileText, first: number, last: number): TextEdit {
  const index = new LineIndex(file.text);
  const textOf = (line: number): string => file.text.slice(index.offsetAt(line, 0), index.offsetAt(line + 1, 0)).trim();
  const blankAbove = first === 0 || textOf(first - 1) === '';
  const blankBelow = last + 1 < index.lineCount && textOf(last + 1) === '';
  const end = blankAbove && blankBelow ? last + 2 : last + 1;
  const stop = index.positionAt(index.offsetAt(end, 0));
  return replace(file, { start: { line: first, column: 0 }, end: stop }, '');
}

/** The line ending that the file uses. */
export function lineEnding({ text }: FileText): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Puts a `//go:build` line where go honours it: at the top, below a leading licence, never glued to what is there. */
export function insertGoBuild(file: FileText, header: GoHeader, expression: string): TextEdit {
  const index = new LineIndex(file.text);
  const newline = lineEnding(file);
  const line = lineAboveDoc(file, index, header);
  const at = { line, column: 0 };
  return replace(file, { start: at, end: at }, `//go:build ${expression}${newline}${newline}`);
}

/** The line of the package clause, or of the `//` comment that is glued to it; the first line below a block comment. */
function lineAboveDoc(file: FileText, index: LineIndex, header: GoHeader): number {
  let line = header.packageClause?.clauseRange.start.line ?? 0;
  while (line > 0) {
    const above = file.text.slice(index.offsetAt(line - 1, 0), index.offsetAt(line, 0)).trim();
    // Blank lines within a block comment are no place for a line.
    if (above.endsWith('*/')) return 0;
    if (above === '') break;
    line--;
  }
  return line;
}
