/**
 * Positions inside the engine are zero-based: line, and column in UTF-16 code units, as LSP counts them. Only the report
 * (`report/`) counts from one. A range's end is exclusive.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a file. */
export interface Location {
  /** absolute path with `/` */
  readonly file: string;
  readonly range: Range;
}

export const startOfFile: Range = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };

/** A range within one line. */
export function lineRange(line: number, startColumn: number, endColumn: number): Range {
  return { start: { line, column: startColumn }, end: { line, column: endColumn } };
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
