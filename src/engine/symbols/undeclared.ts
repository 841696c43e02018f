import { intersect, isEmpty, type RowSet } from '../constraints/rows';
import type { ImportedName } from '../parse/goSource/goFileParser';
import type { NumberedUses } from '../parse/goSource/goUses';
import type { NumberedUse } from '../parse/goSource/useList';
import { isPredeclared } from '../parse/goSource/nameTable';
import { isEverywhere, type BuildLevel } from './buildLevels';
import type { Condition, ConditionRows } from './conditionRows';
import type { Candidate, SourceFile } from './packageFiles';
import type { DeclaredNames } from './declaredNames';

/** What is told of a file that some builds take and others do not see: what it uses may be declared nowhere, unnoticed. */
export interface Selection {
  readonly level: BuildLevel;
  readonly rows: RowSet;
}

/** Which files of a folder only some builds take, by their condition. */
export class SelectiveFiles {
  readonly #rows: ConditionRows;
  readonly #levels: readonly BuildLevel[];
  readonly #known = new Map<Condition, Selection | undefined>();

  constructor(rows: ConditionRows, levels: readonly BuildLevel[]) {
    this.#rows = rows;
    this.#levels = levels;
  }

  selectionOf({ condition, isGuard }: Candidate): Selection | undefined {
    if (condition?.expr === undefined || isGuard) return undefined;
    if (!this.#known.has(condition)) this.#known.set(condition, this.#select(condition));
    return this.#known.get(condition);
  }

  /** Where every first-class port builds a file, the compiler tells on any machine, so it is left out. */
  #select(condition: Condition): Selection | undefined {
    const builtAt = ({ rows, tags }: BuildLevel): RowSet => intersect(this.#rows.of(condition, tags).certain, rows);
    const plain = this.#levels.find(({ level }) => level === 'first-class');
    if (plain && isEverywhere(builtAt(plain))) return undefined;
    const level = this.#levels.find((each) => !isEmpty(builtAt(each)));
    return level && { level, rows: builtAt(level) };
  }
}

/**
 * The uses of names that neither the package, an import nor Go itself declares.
 * @param cgo a file of the package imports "C", so that cgo adds names to it
 */
export function undeclaredUses(
  { uses, imports }: NumberedUses,
  user: SourceFile,
  names: DeclaredNames,
  cgo: boolean,
): readonly NumberedUse[] {
  if (imports.some(({ name }) => name === '.')) return [];
  const unknown = uses.filter(
    ({ id }) =>
      !isSeen(names, id, user) &&
      !isPredeclared(id) &&
      !imports.some((imported) => imported.id === id) &&
      !(cgo && isFromCgo(names.table.textOf(id))),
  );
  if (unknown.length === 0) return [];
  const selected = new Set(uses.filter((use) => use.selected).map(({ id }) => names.table.textOf(id)));
  const unnamed = imports.filter(({ name, path }) => name === '' && path !== 'C');
  const guesses = new Set(unnamed.flatMap(likelyNames));
  // An import whose package is called otherwise than its path may be any name with a dot behind it.
  const hasStranger = unnamed.some((imported) => !likelyNames(imported).some((name) => selected.has(name)));
  return unknown.filter((use) => !use.selected || (!hasStranger && !guesses.has(names.table.textOf(use.id))));
}

/** What only tests declare, others do not see. */
function isSeen(names: DeclaredNames, id: number, { isTest }: SourceFile): boolean {
  const sites = names.sitesOf(id);
  return sites !== undefined && (isTest || sites.sources > 0);
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
