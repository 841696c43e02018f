import type { GoFile, OtherFile } from '../model/tree';
import type { ConstraintTable } from './constraintTable';
import { fileExpr } from './inclusion';
import { certainRows, possibleRows } from './reach';
import { noRows, type RowSet } from './rows';
import { universeOf, type TargetLevel } from './targetLevels';

/** Rows of a level on which a build certainly takes a file, or may take it. */
export function rowsOfFile(
  table: ConstraintTable,
  file: GoFile | OtherFile,
  level: TargetLevel,
  kind: 'certain' | 'possible',
): RowSet {
  const { condition } = table.header(file.constraints);
  if (condition.kind === 'malformed') return kind === 'possible' ? level.rows : noRows;
  const expr = fileExpr({ ...file, cgo: 'cgo' in file && file.cgo }, condition);
  if (expr === undefined) return level.rows;
  return kind === 'certain' ? certainRows(expr, universeOf(level)) : possibleRows(expr, universeOf(level));
}
