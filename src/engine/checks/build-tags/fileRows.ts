import type { ConstraintTable } from '../../constraints/constraintTable';
import { nameTagsOf } from '../../constraints/fileName';
import { complement, intersect, isEmpty, type RowSet } from '../../constraints/rows';
import { portLevels, type TargetLevel } from '../../constraints/targetLevels';
import type { GoFile, OtherFile } from '../../model/tree';
import { tagsOf } from '../../parse/buildExpr';

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
