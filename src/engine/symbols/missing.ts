import { impliedOs, unixOses } from '../constraints/knownNames';
import {
  complement,
  haveCommonRow,
  intersect,
  isEmpty,
  isSubset,
  listRows,
  noRows,
  rowsOfPorts,
  unite,
  type Row,
  type RowSet,
} from '../constraints/rows';
import { hashName } from '../parse/goSource/nameSketch';
import { predeclared } from '../parse/goSource/predeclared';
import type { BuildExpr } from '../parse/buildExpr';
import type { BuildLevel } from './buildLevels';
import type { Condition, ConditionRows } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';
import type { Declared } from './redeclared';

/** A file may use a name that is not declared in some builds that take the file. */
export interface Gap {
  readonly user: SourceFile;
  readonly name: string;
  readonly declared: readonly Declared[];
  readonly level: BuildLevel;
  readonly rows: RowSet;
  /** those to speak of */
  readonly shown: RowSet;
  readonly everywhere: boolean;
  readonly intended: boolean;
}

/** Where something is missing. */
type Hole = Pick<Gap, 'level' | 'rows' | 'shown' | 'everywhere' | 'intended'>;

/** Finds the names that files may use and that their builds may lack; whether they really use them takes a closer look. */
export class GapFinder {
  readonly #rows: ConditionRows;
  readonly #levels: readonly BuildLevel[];
  readonly #namespace: Namespace;
  readonly #everyRow: RowSet;
  /** tags that a file of the package wants set, and those that one wants not set */
  readonly #wanted: ReadonlySet<string>;
  readonly #unwanted: ReadonlySet<string>;

  constructor(rows: ConditionRows, levels: readonly BuildLevel[], namespace: Namespace) {
    this.#rows = rows;
    this.#levels = levels;
    this.#namespace = namespace;
    this.#everyRow = levels.map((level) => level.rows).reduce(unite, noRows);
    const signed = namespace.files.map(({ condition }) => signsIn(condition?.expr));
    this.#wanted = new Set(signed.flatMap(({ plain }) => plain));
    this.#unwanted = new Set(signed.flatMap(({ negated }) => negated));
  }

  find(names: ReadonlyMap<string, readonly Declared[]>): readonly Gap[] {
    const gaps: Gap[] = [];
    for (const group of this.#byConditions(names).values()) {
      for (const user of this.#namespace.files) {
        // Asked first: it costs next to nothing, and nearly always the answer is no.
        const used = group.names.filter(({ hash }) => user.sketch.mayHave(hash));
        const hole = used.length === 0 ? undefined : this.#hole(user, group);
        if (hole) for (const { name, declared } of used) gaps.push({ user, name, declared, ...hole });
      }
    }
    return gaps;
  }

  /** Names whose declarations stand in files of the same conditions are missing in the same builds. */
  #byConditions(names: ReadonlyMap<string, readonly Declared[]>): ReadonlyMap<string, NameGroup> {
    const groups = new Map<string, NameGroup>();
    for (const [name, declared] of names) {
      if (declared.some(({ file }) => file.condition?.expr === undefined && !file.isTest)) continue;
      if (name.includes('.') || predeclared.has(name)) continue;
      const ids = declared.map(({ file }) => `${file.condition?.id ?? ''}${file.isTest ? 't' : ''}`);
      const key = [...new Set(ids)].toSorted().join();
      let group = groups.get(key);
      if (group === undefined) {
        const seenByOthers = seenOf(declared.filter(({ file }) => !file.isTest));
        groups.set(key, (group = { names: [], seenByTests: seenOf(declared), seenByOthers }));
      }
      group.names.push({ name, hash: hashName(name), declared });
    }
    return groups;
  }

  #hole(user: SourceFile, group: NameGroup): Hole | undefined {
    const { condition } = user;
    if (condition === undefined) return undefined;
    // Of what only tests declare, others know nothing.
    const seen = user.isTest ? group.seenByTests : group.seenByOthers;
    if (seen.declared.length === 0) return undefined;
    let hole = seen.holes.get(condition.id);
    if (hole === undefined) {
      hole = this.#look(condition, seen) ?? 'none';
      seen.holes.set(condition.id, hole);
    }
    return hole === 'none' ? undefined : hole;
  }

  /** The rows on which nothing declares the names, for certain. */
  #uncovered({ declared, tags: named, uncovered }: Seen, tags: ReadonlySet<string>): RowSet {
    const key = tags.size === 0 ? '' : [...tags].filter((tag) => named.has(tag)).join();
    let rows = uncovered.get(key);
    if (rows === undefined) {
      let cover = noRows;
      for (const { file } of declared)
        if (file.condition) cover = unite(cover, this.#rows.of(file.condition, tags).possible);
      rows = intersect(this.#everyRow, complement(cover));
      uncovered.set(key, rows);
    }
    return rows;
  }

  #missingAt(condition: Condition, seen: Seen, { rows, tags }: Pick<BuildLevel, 'rows' | 'tags'>): RowSet {
    const uncovered = this.#uncovered(seen, tags);
    const { certain } = this.#rows.of(condition, tags);
    return haveCommonRow(certain, uncovered, rows) ? intersect(intersect(certain, uncovered), rows) : noRows;
  }

  #look(condition: Condition, seen: Seen): Hole | undefined {
    const { declared } = seen;
    for (const level of this.#levels) {
      const isTagged = level.level === 'tagged';
      if (isTagged && ![...level.tags].some((tag) => condition.tags.has(tag) || seen.tags.has(tag))) continue;
      let rows = this.#missingAt(condition, seen, level);
      // What is missing without the tag is told without it.
      if (isTagged) rows = intersect(rows, complement(this.#missingAt(condition, seen, { ...level, tags: noTags })));
      if (isEmpty(rows)) continue;
      if (isTagged && !this.#isSwitch(level, declared)) continue;
      const firstClass = this.#levels.find(({ level: name }) => name === 'first-class');
      // With cgo off alone it is hidden from most machines.
      const everywhere =
        firstClass !== undefined && isSubset(firstClass.rows, this.#missingAt(condition, seen, firstClass));
      if (isTagged || level.level === 'declared' || level.level === 'built')
        return { level, rows, shown: rows, everywhere, intended: true };
      const built = intersect(this.#rows.of(condition, level.tags).certain, level.rows);
      const meant = this.#meant(rows, built, declared);
      if (meant.length > 0) return { level, rows, shown: only(rows, meant), everywhere, intended: true };
      if (level.level === 'first-class' && !everywhere)
        return { level, rows, shown: rows, everywhere, intended: false };
      // Nobody meant to have a port beyond the first class of which no file speaks.
      return undefined;
    }
    return undefined;
  }

  /** Whether a file here wants the tag set: where none does, the other half lies elsewhere. */
  #isSwitch({ tags }: BuildLevel, declared: readonly Declared[]): boolean {
    return [...tags].every(
      (tag) =>
        this.#wanted.has(tag) && declared.every(({ file }) => !signsIn(file.condition?.expr).plain.includes(tag)),
    );
  }

  /**
   * Where somebody meant the package to be built: what sets the row apart from those where nothing is missing is named by a
   * file, or a declaration that has others beside it leaves just that out.
   */
  #meant(missing: RowSet, built: RowSet, declared: readonly Declared[]): readonly Row[] {
    const complete = listRows(intersect(built, complement(missing)));
    if (complete.length === 0) return [];
    const left = declared.length > 1 ? declared.flatMap(({ file }) => signsIn(file.condition?.expr).negated) : [];
    const named = (tag: string): boolean => this.#wanted.has(tag) || left.includes(tag);
    const systems = new Set(complete.map(({ goos }) => goos));
    const targets = new Set(complete.map(({ goos, goarch }) => `${goos}/${goarch}`));
    return listRows(missing).filter(({ goos, goarch, cgo }) => {
      if (targets.has(`${goos}/${goarch}`)) return cgo ? named('cgo') : this.#unwanted.has('cgo');
      if (systems.has(goos)) return named(goarch);
      const implied = impliedOs.get(goos);
      return named(goos) || (implied !== undefined && named(implied)) || (unixOses.has(goos) && named('unix'));
    });
  }
}

/** Names that files of the same conditions declare. */
interface NameGroup {
  readonly names: { readonly name: string; readonly hash: number; readonly declared: readonly Declared[] }[];
  readonly seenByTests: Seen;
  readonly seenByOthers: Seen;
}

/** Declarations that a file sees, as those of one name of the group stand for all. */
interface Seen {
  readonly declared: readonly Declared[];
  /** that their conditions name */
  readonly tags: ReadonlySet<string>;
  /** by the tags of theirs that are set */
  readonly uncovered: Map<string, RowSet>;
  /** by the id of the user's condition */
  readonly holes: Map<number, Hole | 'none'>;
}

function seenOf(declared: readonly Declared[]): Seen {
  const tags = new Set(declared.flatMap(({ file }) => [...(file.condition?.tags ?? [])]));
  return { declared, tags, uncovered: new Map(), holes: new Map() };
}

const noTags: ReadonlySet<string> = new Set();

function only(rows: RowSet, listed: readonly Row[]): RowSet {
  let kept = noRows;
  for (const { goos, goarch, cgo } of listed) {
    const port = { goos, goarch, firstClass: false };
    const off = rowsOfPorts([{ ...port, cgo: false }]);
    kept = unite(kept, cgo ? intersect(rowsOfPorts([{ ...port, cgo }]), complement(off)) : off);
  }
  return intersect(rows, kept);
}

/** The tags that an expression wants set, and those that it wants not set. */
function signsIn(expr: BuildExpr | undefined): {
  readonly plain: readonly string[];
  readonly negated: readonly string[];
} {
  const plain: string[] = [];
  const negatedTags: string[] = [];
  const visit = (at: BuildExpr, negated: boolean): void => {
    if (at.kind === 'not') visit(at.x, !negated);
    else if (at.kind === 'tag') (negated ? negatedTags : plain).push(at.tag);
    else {
      visit(at.x, negated);
      visit(at.y, negated);
    }
  };
  if (expr) visit(expr, false);
  return { plain, negated: negatedTags };
}
