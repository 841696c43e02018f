import { intersect, isEmpty, type RowSet } from '../constraints/rows';
import { predeclared } from '../parse/goSource/predeclared';
import type { GoUses, ImportedName, NameUse } from '../parse/goSource/goUses';
import { isEverywhere, type BuildLevel } from './buildLevels';
import type { ConditionRows } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';
import type { Declared } from './redeclared';

/** A file that only builds take which others do not see: what it uses may be declared nowhere, and nobody was told. */
export interface SelectiveFile {
  readonly user: SourceFile;
  readonly level: BuildLevel;
  readonly rows: RowSet;
}

/** Larger files are written by programs, which do not forget a name; to read their uses takes a second each. */
const largest = 256 * 1024;

/** Where every first-class port builds a file, the compiler tells on any machine, so it is left out. */
export function selectiveFiles(
  { files }: Namespace,
  rows: ConditionRows,
  levels: readonly BuildLevel[],
): readonly SelectiveFile[] {
  const plain = levels.find(({ level }) => level === 'first-class');
  const found: SelectiveFile[] = [];
  for (const user of files) {
    const { condition } = user;
    if (condition?.expr === undefined || user.isGuard || user.size > largest) continue;
    const builtAt = (level: BuildLevel): RowSet => intersect(rows.of(condition, level.tags).certain, level.rows);
    if (plain && isEverywhere(builtAt(plain))) continue;
    const level = levels.find((each) => each.level !== 'tagged' && !isEmpty(builtAt(each)));
    if (level) found.push({ user, level, rows: builtAt(level) });
  }
  return found;
}

/** The uses of names that neither the package, an import nor Go itself declares. */
export function undeclaredUses(
  { uses, imports }: GoUses,
  user: SourceFile,
  names: ReadonlyMap<string, readonly Declared[]>,
): readonly NameUse[] {
  if (imports.some(({ name }) => name === '.')) return [];
  const unknown = uses.filter(
    ({ name }) =>
      !predeclared.has(name) &&
      !isFromCgo(name) &&
      !imports.some((imported) => imported.name === name) &&
      !names.get(name)?.some(({ file }) => user.isTest || !file.isTest),
  );
  if (unknown.length === 0) return [];
  const selected = new Set(uses.filter((use) => use.selected).map(({ name }) => name));
  const unnamed = imports.filter(({ name, path }) => name === '' && path !== 'C');
  const guesses = new Set(unnamed.flatMap(likelyNames));
  // An import whose package is called otherwise than its path may be any name with a dot behind it.
  const hasStranger = unnamed.some((imported) => !likelyNames(imported).some((name) => selected.has(name)));
  return unknown.filter((use) => !use.selected || (!hasStranger && !guesses.has(use.name)));
}

function isFromCgo(name: string): boolean {
  return /^_(C(type|func|var|macro|iconst|fpvar)_|cgo)/.test(name);
}

/** What packages are called whose paths end so. */
function likelyNames({ path }: ImportedName): readonly string[] {
  const elements = path.split('/');
  const last = elements.at(-1) ?? '';
  const base = /^v\d+$/.test(last) ? (elements.at(-2) ?? last) : last;
  const plain = base.replace(/\.v\d+$/, '');
  return [
    base,
    // k8s.io/api/core/v1 is no second version of a module core, but a package v1.
    last,
    plain,
    plain.replace(/^go[-.]|[-.]go$/g, ''),
    ...plain.split(/[-.]/),
    plain.replace(/[-.]/g, ''),
    plain.replace(/[-.]/g, '_'),
  ];
}
