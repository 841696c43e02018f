import { failingWithBothCgo, hasCgoRow, rowsThatCount, rowsWithCgo, withBothCgo } from '../constraints/cgoPartners';
import { complement, intersect, isEmpty, noRows, unite, type RowSet } from '../constraints/rows';
import { signsIn } from '../constraints/tagSigns';
import { neverSet, type BuildLevel } from './buildLevels';
import type { ConditionRows } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';

/** A program that builds link without a function main. */
export interface Mainless {
  /** the first that they take */
  readonly file: SourceFile;
  readonly level: BuildLevel;
  readonly rows: RowSet;
  /** those of them that take the file */
  readonly shown: RowSet;
  /** files that declare main for other builds */
  readonly declaring: readonly SourceFile[];
  /** those of every level that somebody links it for */
  readonly rowsOfAll: RowSet;
}

/**
 * A package main of which some builds take files, and none that declares main: the linker stops there. Only where somebody
 * links it: programs for some systems are meant to have no main elsewhere. One that has none at all is a plugin, or fails anywhere.
 *
 * @param main the number of the name
 * @param levels before builds were left out that stop for another reason
 * @param whole what is left of them
 */
export function mainlessBuild(
  { files }: Namespace,
  main: number,
  rows: ConditionRows,
  levels: readonly BuildLevel[],
  whole: readonly BuildLevel[],
): Mainless | undefined {
  if (!levels.some(({ linked }) => linked)) return undefined;
  const sources = files.filter(({ isTest, packageName }) => !isTest && packageName === 'main');
  const declaring = sources.filter(({ declared }) => declared.includes(main));
  if (!declaring.some(isForBuilds)) return undefined;
  let first: Omit<Mainless, 'rowsOfAll'> | undefined;
  let rowsOfAll = noRows;
  for (const [at, level] of levels.entries()) {
    if (level.linked !== true) continue;
    const missing = intersect(whole[at]?.rows ?? noRows, rowsWithout(sources, declaring, rows, level));
    if (isEmpty(missing)) continue;
    rowsOfAll = unite(rowsOfAll, missing);
    first ??= tell(sources, missing, rows, level, declaring);
  }
  return first && { ...first, rowsOfAll };
}

/** A main for whoever asks for it by a tag that nobody sets says nothing of builds. */
function isForBuilds({ condition }: SourceFile): boolean {
  return !signsIn(condition?.expr).plain.some((tag) => tag === 'ignore' || neverSet.has(tag));
}

function rowsWithout(
  sources: readonly SourceFile[],
  declaring: readonly SourceFile[],
  rows: ConditionRows,
  level: BuildLevel,
): RowSet {
  const reach = (file: SourceFile, kind: 'possible' | 'certain'): RowSet =>
    file.condition ? rows.of(file.condition, level.tags)[kind] : noRows;
  const built = sources.map((file) => reach(file, 'certain')).reduce(unite, noRows);
  const covered = declaring.map((file) => reach(file, 'possible')).reduce(unite, noRows);
  // What declares nothing under a constraint may be there to stop the build.
  const stopped = sources
    .filter(({ isGuard, condition }) => isGuard && condition?.expr !== undefined)
    .map((file) => reach(file, 'possible'))
    .reduce(unite, noRows);
  const missing = intersect(withBothCgo(level.rows), intersect(built, complement(unite(covered, stopped))));
  return countedRows(level, missing);
}

/** A target that says nothing of cgo counts where main is missing with cgo on and off: it is a program of C code else. */
function countedRows(level: BuildLevel, missing: RowSet): RowSet {
  const { rows } = level;
  if (level.level === 'built') return rowsThatCount(level, missing);
  const isLeftOpen = hasCgoRow(rows) && !isEmpty(intersect(rows, complement(rowsWithCgo(rows))));
  const own = intersect(rows, missing);
  return isLeftOpen ? intersect(own, failingWithBothCgo(missing)) : own;
}

function tell(
  sources: readonly SourceFile[],
  missing: RowSet,
  rows: ConditionRows,
  level: BuildLevel,
  declaring: readonly SourceFile[],
): Omit<Mainless, 'rowsOfAll'> | undefined {
  for (const file of sources) {
    const shown = file.condition ? intersect(missing, rows.of(file.condition, level.tags).certain) : noRows;
    if (!isEmpty(shown)) return { file, level, rows: missing, shown, declaring };
  }
  return undefined;
}
