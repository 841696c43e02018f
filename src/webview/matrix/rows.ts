import type { MatrixConditionState, MatrixFilter, MatrixPackageState, MatrixState } from '../../protocol/index';

/** A line of the grid: a package, or a file of the package above it. */
export type MatrixRow = PackageRow | FileRow;

export interface PackageRow {
  readonly kind: 'package';
  /** '.' for the folder that is looked at */
  readonly label: string;
  /** of its files that are no tests, shown or not */
  readonly conditions: readonly MatrixConditionState[];
}

export interface FileRow {
  readonly kind: 'file';
  /** relative to the folder that is looked at */
  readonly path: string;
  readonly name: string;
  readonly condition: MatrixConditionState;
}

export interface RowFilter {
  readonly query: string;
  readonly filter: MatrixFilter;
  /** '' for any */
  readonly tag: string;
}

/** The rows that match, each package above its files; a package without such files is left out. */
export function rowsOf(matrix: MatrixState, wanted: RowFilter): readonly MatrixRow[] {
  const words = wanted.query.toLowerCase().split(/\s+/).filter(Boolean);
  const own = matrix.targets.findIndex(({ origin }) => origin === 'own');
  const rows: MatrixRow[] = [];
  for (const each of matrix.packages) {
    const files = filesOf(each, matrix).filter(({ path, condition }) => {
      if (!isOfKind(condition, wanted.filter, own)) return false;
      if (wanted.tag !== '' && !condition.tags.includes(wanted.tag)) return false;
      const text = `${path} ${condition.text}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    if (files.length === 0) continue;
    const sources = each.files.filter(({ isTest, name }) => !isTest && name.endsWith('.go'));
    const conditions = new Set(sources.map(({ condition }) => matrix.conditions[condition]));
    const known = [...conditions].filter((condition) => condition !== undefined);
    rows.push({ kind: 'package', label: each.path === '' ? '.' : each.path, conditions: known }, ...files);
  }
  return rows;
}

function filesOf({ path, files }: MatrixPackageState, { conditions }: MatrixState): readonly FileRow[] {
  return files.flatMap(({ name, condition: at }): readonly FileRow[] => {
    const condition = conditions[at];
    return condition ? [{ kind: 'file', path: path === '' ? name : `${path}/${name}`, name, condition }] : [];
  });
}

function isOfKind({ text, cells, ports }: MatrixConditionState, filter: MatrixFilter, own: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'conditional':
      return text !== '' || cells.some((cell) => cell !== 'in');
    case 'missed':
      return !isBuilt(cells[own] ?? 'in');
    case 'nowhere':
      return ports === 0;
  }
}

export function isBuilt(cell: MatrixConditionState['cells'][number]): boolean {
  return cell === 'in' || cell === 'with-cgo' || cell === 'without-cgo' || cell === 'perhaps';
}

/** Whether some file of the package is built for a target. */
export function isPackageBuilt({ conditions }: PackageRow, target: number): boolean {
  return conditions.some(({ cells }) => isBuilt(cells[target] ?? 'in'));
}

/** The tags that conditions name, with how many files name each, by name. */
export function tagCounts({ packages, conditions }: MatrixState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { files } of packages)
    for (const { condition } of files)
      for (const tag of conditions[condition]?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
