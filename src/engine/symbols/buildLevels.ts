import { firstClassPorts, newestKnownMinor, portsOf } from '../constraints/ports';
import {
  complement,
  haveCommonRow,
  intersect,
  listRows,
  printRow,
  rowsOfPorts,
  unite,
  type RowSet,
} from '../constraints/rows';
import { tagKind } from '../constraints/tagKind';
import { describeRows } from '../constraints/targetLevels';
import type { LevelOfBuilds, SymbolClash, SymbolLevel } from '../model/symbols';
import type { ConditionRows } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceHead } from './packageFiles';

/** Builds in which a clash is looked for, of the question or with one tag of the package on top. */
export interface BuildLevel extends Omit<LevelOfBuilds, 'level'> {
  readonly level: SymbolLevel;
}

export const firstClass: RowSet = rowsOfPorts(firstClassPorts);
const everyPort: RowSet = rowsOfPorts(portsOf(newestKnownMinor));

/** Names that somebody gives to what is never built, and tags of other toolchains: with them anything goes. */
export const neverSet: ReadonlySet<string> = new Set(
  'none never exclude excluded disabled ignored tools tool example examples skip manual appengine appenginevm gofuzz gopherjs libfuzzer llgo tamago tinygo baremetal wasi wasip2 wasip3 alpha m68k nios2 rumprun sh shbe compiler_bootstrap cmd_go_bootstrap'.split(
    ' ',
  ),
);

/** Packages with more switches are made of switches. */
const mostTags = 24;

/** The levels of the question, then the builds with each single tag that a file of the package wants set. */
export function levelsFor(
  { files }: { readonly files: readonly Pick<SourceHead, 'condition'>[] },
  levels: readonly LevelOfBuilds[],
): readonly BuildLevel[] {
  const tags = new Set<string>();
  for (const { condition } of files) {
    for (const tag of condition?.tags ?? [])
      if (!tags.has(tag) && tagKind(tag).kind === 'custom' && !neverSet.has(tag)) tags.add(tag);
  }
  if (tags.size > mostTags) return levels;
  const tagged = [...tags].toSorted().map((tag) => ({
    level: 'tagged' as const,
    rows: firstClass,
    tags: new Set([tag]),
  }));
  return [...levels, ...tagged];
}

/** Without those in which nobody compiles a test: what is only built there. */
export function levelsWithTests<T extends BuildLevel>(levels: readonly T[]): readonly T[] {
  return levels.filter(({ level, tested }) => level !== 'built' || tested === true);
}

/** The same builds but for those that may take a file of the package that does not parse. */
export function levelsWithout(
  { files, broken }: Namespace,
  levels: readonly BuildLevel[],
  rows: ConditionRows,
): readonly BuildLevel[] {
  if (broken.length === 0) return levels;
  const conditions = files.flatMap(({ name, condition }) => (condition && broken.includes(name) ? [condition] : []));
  return levels.map((level) => ({
    ...level,
    rows: conditions.reduce(
      (left, condition) => intersect(left, complement(rows.of(condition, level.tags).possible)),
      level.rows,
    ),
  }));
}

/** The same builds but for those that take a file of another package: there go stops at the folder, whatever its names are. */
export function levelsWithOnePackage(
  { files: [member] }: Namespace,
  all: readonly SourceHead[],
  levels: readonly BuildLevel[],
  rows: ConditionRows,
): readonly BuildLevel[] {
  const own = member && packageOf(member);
  const others = all.filter((file) => !['', 'documentation', own].includes(packageOf(file)));
  if (others.length === 0) return levels;
  const conditions = others.flatMap(({ condition }) => condition ?? []);
  return levels.map((level) => ({
    ...level,
    rows: conditions.reduce(
      (left, condition) => intersect(left, complement(rows.of(condition, level.tags).certain)),
      level.rows,
    ),
  }));
}

/** go leaves out the ending of a test's. */
function packageOf({ packageName, isTest }: SourceHead): string {
  return isTest ? packageName.replace(/_test$/, '') : packageName;
}

/**
 * How some rows of a level are told.
 * @param shown those of them to speak of; not empty
 */
export function tellRows(
  rows: RowSet,
  shown: RowSet,
  level: BuildLevel,
  everywhere: boolean,
): Pick<SymbolClash, 'level' | 'witness' | 'everywhere' | 'targets'> {
  const suffix = level.tags.size > 0 ? `,tags=${[...level.tags].join('+')}` : '';
  // A single target must not be told as its whole system.
  const isSingle = level.level === 'declared' || level.level === 'built';
  const among = level.level === 'all' || isSingle ? unite(level.rows, everyPort) : level.rows;
  const described = {
    rows: among,
    tags: level.tags,
    level: level.level === 'tagged' ? 'first-class' : level.level,
  } as const;
  return {
    level: level.level,
    witness: describeRows(shown, described),
    everywhere,
    targets: listRows(rows).map((row) => `${printRow(row)}${suffix}`),
  };
}

const firstClassRows: readonly RowSet[] = firstClassPorts.map((port) => rowsOfPorts([port]));

/** Whether some rows hold all of the first-class ports: each with cgo on, off, or both. */
export function isEverywhere(rows: RowSet): boolean {
  return firstClassRows.every((port) => haveCommonRow(port, rows));
}
