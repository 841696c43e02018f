import { getOrSet } from '../../base/getOrSet';
import { onlyListed } from '../constraints/cgoPartners';
import { impliedOs, unixOses } from '../constraints/knownNames';
import {
  allRows,
  complement,
  intersect,
  isEmpty,
  listRows,
  noRows,
  unite,
  type Row,
  type RowSet,
} from '../constraints/rows';
import { tagKind } from '../constraints/tagKind';
import { signsIn } from '../constraints/tagSigns';
import { argumentsOf, takes, unknownArity, type Arity } from '../parse/goSource/arity';
import { isEverywhere, levelsWithTests, type BuildLevel } from './buildLevels';
import type { ConditionRows } from './conditionRows';
import type { DeclaredNames } from './declaredNames';
import type { Namespace } from './namespaces';
import type { OwnCall } from './ownCalls';
import type { SourceFile } from './packageFiles';

/** A call that the declaration of the function in some builds does not take, while other builds have another declaration. */
export interface Miscall {
  readonly user: SourceFile;
  readonly call: OwnCall;
  readonly declaring: SourceFile;
  /** the number of arguments that it takes there, or the least */
  readonly wanted: number;
  readonly level: BuildLevel;
  readonly rows: RowSet;
  /** those to speak of */
  readonly shown: RowSet;
  /** somebody meant to have these builds */
  readonly intended: boolean;
}

type Where = Pick<Miscall, 'level' | 'rows' | 'shown' | 'intended'>;

/** A file that declares a function. */
interface Declaring {
  readonly file: SourceFile;
  readonly arity: Arity;
}

/** Reads the calls of some functions in a file. */
export type ReadCalls = (file: SourceFile, wanted: ReadonlySet<number>) => readonly OwnCall[] | undefined;

/**
 * Finds calls that fit one variant of a function and not another. Of types nothing is known, but how many arguments a call has
 * and how many a function takes is written there, and a build in which they differ does not compile.
 */
export class MiscallFinder {
  readonly #rows: ConditionRows;
  readonly #levels: readonly BuildLevel[];
  readonly #namespace: Namespace;
  /** tags that a file of the package wants set */
  readonly #wanted: ReadonlySet<string>;

  constructor(rows: ConditionRows, levels: readonly BuildLevel[], namespace: Namespace) {
    this.#rows = rows;
    this.#levels = levels;
    this.#namespace = namespace;
    this.#wanted = new Set(namespace.files.flatMap(({ condition }) => signsIn(condition?.expr).plain));
  }

  /** The first call for each declaration that it does not fit. */
  find(names: DeclaredNames, readCalls: ReadCalls): readonly Miscall[] {
    const { drifting } = names;
    if (drifting.size === 0) return [];
    const declaring = declarationsOf(names, drifting);
    const idOf = new Map([...drifting].map((id) => [names.table.hashOf(id), id]));
    const found = new Map<string, Miscall>();
    for (const user of this.#namespace.files) {
      const wanted = new Set<number>();
      for (const hash of user.names) {
        const id = idOf.get(hash);
        if (id !== undefined && this.#seesSeveral(user, declaring.get(id) ?? [])) wanted.add(id);
      }
      if (wanted.size === 0) continue;
      for (const call of readCalls(user, wanted) ?? [])
        for (const miscall of this.#judge(user, call, declaring.get(call.id) ?? [])) {
          const key = [call.id, miscall.declaring.name, miscall.level.level, ...miscall.level.tags].join('/');
          if (!found.has(key)) found.set(key, miscall);
        }
    }
    return [...found.values()];
  }

  /** Whether builds of a file have declarations that take different numbers of arguments: to read its calls takes a while. */
  #seesSeveral({ condition, isTest }: SourceFile, all: readonly Declaring[]): boolean {
    const seen = all.filter(({ file }) => isTest || !file.isTest);
    const met = seen.filter(({ file }) => !isEmpty(intersect(this.#reach(condition), this.#reach(file.condition))));
    return new Set(met.map(({ arity }) => arity)).size > 1;
  }

  /** Where a file is built at all; with a tag of its own, anywhere. */
  #reach(condition: SourceFile['condition']): RowSet {
    if (condition === undefined) return noRows;
    const isSwitched = [...condition.tags].some((tag) => tagKind(tag).kind === 'custom');
    return isSwitched ? allRows : this.#rows.of(condition, noTags).possible;
  }

  #judge(user: SourceFile, call: OwnCall, all: readonly Declaring[]): readonly Miscall[] {
    // What only tests declare, others do not see.
    const seen = user.isTest ? all : all.filter(({ file }) => !file.isTest);
    const unfit = seen
      .filter(({ arity }) => !takes(arity, call.values))
      .map((own) => ({ own, at: this.#stops(user, own.file, seen) }));
    const plain = this.#levels.find(({ level }) => level === 'first-class');
    // What no first-class port builds, any compiler tells.
    if (plain && isEverywhere(unfit.reduce((all, { at }) => unite(all, at(plain)), noRows))) return [];
    return unfit.flatMap(({ own: { file, arity }, at }) => {
      const found = this.#worst(user, user.isTest || file.isTest, at);
      return found ? [{ user, call, declaring: file, wanted: argumentsOf(arity), ...found }] : [];
    });
  }

  #worst(user: SourceFile, isTest: boolean, at: StopsAt): Where | undefined {
    for (const level of isTest ? levelsWithTests(this.#levels) : this.#levels) {
      const rows = at(level);
      // What stops without the tag is told without it.
      const fresh = level.level === 'tagged' ? intersect(rows, complement(at({ ...level, tags: noTags }))) : rows;
      if (isEmpty(fresh)) continue;
      if (level.level !== 'first-class') return { level, rows: fresh, shown: fresh, intended: true };
      const meant = this.#meant(user, fresh, level);
      const intended = meant.length > 0;
      return { level, rows: fresh, shown: intended ? onlyListed(fresh, meant) : fresh, intended };
    }
    return undefined;
  }

  /** Systems that a file of the package names, or on which other builds of the calling file go well. */
  #meant({ condition }: SourceFile, rows: RowSet, level: BuildLevel): readonly Row[] {
    const built = condition ? intersect(this.#rows.of(condition, level.tags).certain, level.rows) : noRows;
    const well = new Set(listRows(intersect(built, complement(rows))).map(({ goos }) => goos));
    return listRows(rows).filter(({ goos }) => {
      const names = [goos, impliedOs.get(goos), unixOses.has(goos) ? 'unix' : undefined];
      return well.has(goos) || names.some((name) => name !== undefined && this.#wanted.has(name));
    });
  }

  /** Where both files are built for certain, and no other declaration can be. */
  #stops(user: SourceFile, declaring: SourceFile, all: readonly Declaring[]): StopsAt {
    return ({ rows, tags }) => {
      const conditions = [user.condition, declaring.condition];
      const others = all.flatMap(({ file }) => (file === declaring ? [] : [file.condition]));
      const built = conditions.map((condition) => (condition ? this.#rows.of(condition, tags).certain : noRows));
      const other = others.map((condition) => (condition ? this.#rows.of(condition, tags).possible : allRows));
      return intersect(built.reduce(intersect, rows), complement(other.reduce(unite, noRows)));
    };
  }
}

/** The builds of a level that a call stops. */
type StopsAt = (level: Pick<BuildLevel, 'rows' | 'tags'>) => RowSet;

const noTags: ReadonlySet<string> = new Set();

function declarationsOf(names: DeclaredNames, wanted: ReadonlySet<number>): ReadonlyMap<number, readonly Declaring[]> {
  const arities = new Map<SourceFile, ReadonlyMap<number, Arity>>();
  const arityIn = (file: SourceFile, id: number): Arity =>
    getOrSet(arities, file, () => aritiesOf(file, wanted)).get(id) ?? unknownArity;
  const found = new Map<number, readonly Declaring[]>();
  for (const [id, files] of names.filesOf(wanted))
    found.set(
      id,
      files.map((file) => ({ file, arity: arityIn(file, id) })),
    );
  return found;
}

/** By the numbers of the names; of one that a file declares twice the first. */
function aritiesOf({ declared, arities }: SourceFile, wanted: ReadonlySet<number>): ReadonlyMap<number, Arity> {
  const found = new Map<number, Arity>();
  declared.forEach((id, at) => {
    if (wanted.has(id) && !found.has(id)) found.set(id, arities[at] ?? unknownArity);
  });
  return found;
}
