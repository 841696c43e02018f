import type { ConstraintTable } from '../../constraints/constraintTable';
import { nameTagsOf } from '../../constraints/fileName';
import { fileExpr } from '../../constraints/inclusion';
import { certainRows, possibleRows } from '../../constraints/reach';
import { complement, intersect, isEmpty, noRows, type RowSet } from '../../constraints/rows';
import { portLevels, universeOf, type TargetLevel } from '../../constraints/targetLevels';
import type { GoFile, OtherFile } from '../../model/tree';
import { tagsOf } from '../../parse/buildExpr';

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

/** The first level on which rows are left, with them. */
export function firstLevel(
  levels: readonly TargetLevel[],
  rowsAt: (level: TargetLevel) => RowSet,
): { readonly level: TargetLevel; readonly rows: RowSet; readonly everywhere: boolean } | undefined {
  for (const level of levels) {
    const rows = rowsAt(level);
    if (isEmpty(rows)) continue;
    const everywhere = portLevels.every((ports) => isEmpty(intersect(ports.rows, complement(rowsAt(ports)))));
    return { level, rows, everywhere };
  }
  return undefined;
}

/** The tags in conditions and names of files: what somebody thought of who wrote them. */
export function tagsNamedBy(files: readonly (GoFile | OtherFile)[], table: ConstraintTable): readonly string[] {
  return files.flatMap((file) => {
    const { condition } = table.header(file.constraints);
    const named = condition.kind === 'expression' ? tagsOf(condition.expr).map(({ tag }) => tag) : [];
    return [...named, ...(nameTagsOf(file.name)?.tags ?? [])];
  });
}
