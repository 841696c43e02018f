import { comparePositions, type Position, type Range } from '../engine/index';

/** One edit in an open document; the whole text is new where there is no range. */
export interface TextChange {
  readonly range?: Range;
  readonly newText: string;
}

/**
 * Where a range lies after edits that came one after the other. Findings of checks that run `go` are only renewed on save;
 * until then they move with the text, and drop out when the text that they are about was touched.
 * @returns undefined where an edit touched it
 */
export function shiftRange(range: Range, changes: readonly TextChange[]): Range | undefined {
  let shifted = range;
  for (const change of changes) {
    if (change.range === undefined) return undefined;
    // An insertion at the very start or end of the range leaves what it is about as it is.
    const isBefore = comparePositions(change.range.end, shifted.start) <= 0;
    const isAfter = comparePositions(change.range.start, shifted.end) >= 0;
    if (isBefore) shifted = moveBehind(shifted, change.range, change.newText);
    else if (!isAfter) return undefined;
  }
  return shifted;
}

function moveBehind(range: Range, edited: Range, newText: string): Range {
  const lines = newText.split('\n');
  const addedLines = lines.length - 1 - (edited.end.line - edited.start.line);
  const lastLine = lines.at(-1) ?? '';
  const endColumn = lines.length === 1 ? edited.start.column + lastLine.length : lastLine.length;
  const move = ({ line, column }: Position): Position => ({
    line: line + addedLines,
    column: line === edited.end.line ? column - edited.end.column + endColumn : column,
  });
  return { start: move(range.start), end: move(range.end) };
}
