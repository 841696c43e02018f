import { onlyListed, rowsThatCount, rowWithoutCgo, withBothCgo } from '../constraints/cgoPartners';
import { impliedOs, unixOses } from '../constraints/knownNames';
import {
  complement,
  intersect,
  isEmpty,
  isSubset,
  listRows,
  noRows,
  outside,
  unite,
  type Row,
  type RowSet,
} from '../constraints/rows';
import { signsIn } from '../constraints/tagSigns';
import { isPredeclared } from '../parse/goSource/nameTable';
import { levelsWithTests, type BuildLevel } from './buildLevels';
import type { Condition, ConditionRows } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';
import type { DeclaredNames, Site, Sites } from './declaredNames';

/** A file may use a name that is not declared in some builds that take the file. */
export interface Gap {
  readonly user: SourceFile;
  /** the number of the name */
  readonly id: number;
  readonly level: BuildLevel;
  readonly rows: RowSet;
  /** those to speak of */
  readonly shown: RowSet;
  readonly everywhere: boolean;
  readonly intended: boolean;
}

/** A package names a million times what is conditional nowhere: of most hashes a table says so sooner than a map. */
const filterSize = 1 << 14;

/** Where something is missing. */
type Hole = Pick<Gap, 'level' | 'rows' | 'shown' | 'everywhere' | 'intended'>;

/** Finds the names that files may use and that their builds may lack; whether they really use them takes a closer look. */
export class GapFinder {
  readonly #rows: ConditionRows;
  readonly #levels: readonly BuildLevel[];
  readonly #namespace: Namespace;
  /** tags that a file of the package wants set */
  readonly #wanted: ReadonlySet<string>;
  /** on which a file may be built that wants cgo off */
  readonly #withoutCgo: RowSet;

  constructor(rows: ConditionRows, levels: readonly BuildLevel[], namespace: Namespace) {
    this.#rows = rows;
    this.#levels = levels;
    this.#namespace = namespace;
    const conditions = namespace.files.flatMap(({ condition }) => condition ?? []);
    this.#wanted = new Set(conditions.flatMap(({ expr }) => signsIn(expr).plain));
    this.#withoutCgo = conditions
      .filter(({ expr }) => signsIn(expr).negated.includes('cgo'))
      .reduce((all, condition) => unite(all, rows.of(condition, noTags).possible), noRows);
  }

  find(names: DeclaredNames): readonly Gap[] {
    const byHash = this.#byHash(names);
    if (byHash.size === 0) return [];
    const gaps: { readonly gap: Gap; readonly order: number }[] = [];
    const maybe = new Uint8Array(filterSize);
    for (const hash of byHash.keys()) maybe[hash & (filterSize - 1)] = 1;
    for (const user of this.#namespace.files)
      for (const hash of user.names) {
        if (maybe[hash & (filterSize - 1)] === 0) continue;
        for (const { id, group } of byHash.get(hash) ?? []) {
          const hole = this.#hole(user, group);
          if (hole) gaps.push({ gap: { user, id, ...hole }, order: group.order });
        }
      }
    return gaps.toSorted((a, b) => a.order - b.order).map(({ gap }) => gap);
  }

  /** The names that some builds may lack. Those whose declarations stand in files of the same conditions are missing together. */
  #byHash(names: DeclaredNames): ReadonlyMap<number, readonly ConditionalName[]> {
    const groups = new Map<string, NameGroup>();
    const bySites = new Map<Sites, NameGroup | 'everywhere'>();
    const byHash = new Map<number, ConditionalName[]>();
    const { table } = names;
    for (const id of names.numbers) {
      const sites = names.sitesOf(id);
      if (sites === undefined || table.isMethod(id) || isPredeclared(id)) continue;
      let group = bySites.get(sites);
      if (group === undefined) bySites.set(sites, (group = groupOf(sites, groups)));
      if (group === 'everywhere') continue;
      const hash = table.hashOf(id);
      const entry = { id, group };
      const known = byHash.get(hash);
      if (known) known.push(entry);
      else byHash.set(hash, [entry]);
    }
    return byHash;
  }

  #hole(user: SourceFile, group: NameGroup): Hole | undefined {
    const { condition } = user;
    if (condition === undefined) return undefined;
    // Of what only tests declare, others know nothing.
    const seen = user.isTest ? group.seenByTests : group.seenByOthers;
    if (seen.files === 0) return undefined;
    let hole = seen.holes.get(condition.id);
    if (hole === undefined) {
      hole = this.#look(condition, seen, user.isTest ? levelsWithTests(this.#levels) : this.#levels) ?? 'none';
      seen.holes.set(condition.id, hole);
    }
    return hole === 'none' ? undefined : hole;
  }

  /** The rows on which nothing declares the names, for certain. */
  #uncovered({ conditions, tags: named, uncovered }: Seen, tags: ReadonlySet<string>): RowSet {
    const key = tags.size === 0 ? '' : [...tags].filter((tag) => named.has(tag)).join();
    let rows = uncovered.get(key);
    if (rows === undefined) {
      rows = outside(conditions.map((condition) => this.#rows.of(condition, tags).possible));
      uncovered.set(key, rows);
    }
    return rows;
  }

  #missingAt(condition: Condition, seen: Seen, { rows, tags }: Pick<BuildLevel, 'rows' | 'tags'>): RowSet {
    const uncovered = this.#uncovered(seen, tags);
    const { certain } = this.#rows.of(condition, tags);
    return intersect(intersect(certain, uncovered), rows);
  }

  /** The same, without what only a build with cgo off lacks where nobody turns it off: it is a package of C code then. */
  #missingAtBuild(condition: Condition, seen: Seen, level: BuildLevel): RowSet {
    if (level.level !== 'built') return this.#missingAt(condition, seen, level);
    return rowsThatCount(level, this.#missingAt(condition, seen, { ...level, rows: withBothCgo(level.rows) }));
  }

  #look(condition: Condition, seen: Seen, levels: readonly BuildLevel[]): Hole | undefined {
    for (const level of levels) {
      const isTagged = level.level === 'tagged';
      if (isTagged && ![...level.tags].some((tag) => condition.tags.has(tag) || seen.tags.has(tag))) continue;
      let rows = this.#missingAtBuild(condition, seen, level);
      // What is missing without the tag is told without it.
      if (isTagged) rows = intersect(rows, complement(this.#missingAt(condition, seen, { ...level, tags: noTags })));
      if (isEmpty(rows)) continue;
      if (isTagged && !this.#isSwitch(level, seen)) continue;
      const firstClass = this.#levels.find(({ level: name }) => name === 'first-class');
      // With cgo off alone it is hidden from most machines.
      const everywhere =
        firstClass !== undefined && isSubset(firstClass.rows, this.#missingAt(condition, seen, firstClass));
      if (isTagged || level.level === 'declared' || level.level === 'built')
        return { level, rows, shown: rows, everywhere, intended: true };
      const built = intersect(this.#rows.of(condition, level.tags).certain, level.rows);
      const meant = this.#meant(rows, built, seen);
      if (meant.length > 0) return { level, rows, shown: onlyListed(rows, meant), everywhere, intended: true };
      if (level.level === 'first-class' && !everywhere)
        return { level, rows, shown: rows, everywhere, intended: false };
      // Nobody meant to have a port beyond the first class of which no file speaks.
      return undefined;
    }
    return undefined;
  }

  /** Whether a file here wants the tag set: where none does, the other half lies elsewhere. */
  #isSwitch({ tags }: BuildLevel, { conditions }: Seen): boolean {
    return [...tags].every(
      (tag) => this.#wanted.has(tag) && conditions.every(({ expr }) => !signsIn(expr).plain.includes(tag)),
    );
  }

  /**
   * Where somebody meant the package to be built: what sets the row apart from those where nothing is missing is named by a
   * file, or a declaration that has others beside it leaves just that out.
   */
  #meant(missing: RowSet, built: RowSet, { files, conditions }: Seen): readonly Row[] {
    const complete = listRows(intersect(built, complement(missing)));
    if (complete.length === 0) return [];
    const left = files > 1 ? conditions.flatMap(({ expr }) => signsIn(expr).negated) : [];
    const named = (tag: string): boolean => this.#wanted.has(tag) || left.includes(tag);
    const systems = new Set(complete.map(({ goos }) => goos));
    const targets = new Set(complete.map(({ goos, goarch }) => `${goos}/${goarch}`));
    return listRows(missing).filter(({ goos, goarch, cgo }) => {
      if (targets.has(`${goos}/${goarch}`))
        return cgo ? named('cgo') : !isEmpty(intersect(this.#withoutCgo, rowWithoutCgo(goos, goarch)));
      if (systems.has(goos)) return named(goarch);
      const implied = impliedOs.get(goos);
      return named(goos) || (implied !== undefined && named(implied)) || (unixOses.has(goos) && named('unix'));
    });
  }
}

/** What is known of the names that files of the same conditions declare. */
interface NameGroup {
  /** names that are declared first are told first */
  readonly order: number;
  readonly seenByTests: Seen;
  readonly seenByOthers: Seen;
}

interface ConditionalName {
  readonly id: number;
  readonly group: NameGroup;
}

function groupOf({ members, files, sources }: Sites, groups: Map<string, NameGroup>): NameGroup | 'everywhere' {
  if (members.some(({ condition, isTest }) => condition?.expr === undefined && !isTest)) return 'everywhere';
  const key = members
    .map(({ condition, isTest }) => `${condition?.id ?? ''}${isTest ? 't' : ''}`)
    .toSorted()
    .join();
  let group = groups.get(key);
  if (group === undefined) {
    const others = members.filter(({ isTest }) => !isTest);
    group = { order: groups.size, seenByTests: seenOf(members, files), seenByOthers: seenOf(others, sources) };
    groups.set(key, group);
  }
  return group;
}

/** Declarations that a file sees: those of one name of the group stand for all. */
interface Seen {
  /** how many files declare the name */
  readonly files: number;
  readonly conditions: readonly Condition[];
  /** that their conditions name */
  readonly tags: ReadonlySet<string>;
  /** by the tags of theirs that are set */
  readonly uncovered: Map<string, RowSet>;
  /** by the id of the user's condition */
  readonly holes: Map<number, Hole | 'none'>;
}

function seenOf(members: readonly Site[], files: number): Seen {
  const conditions = [...new Set(members.map(({ condition }) => condition).filter((each) => each !== undefined))];
  const tags = new Set<string>();
  for (const condition of conditions) for (const tag of condition.tags) tags.add(tag);
  return { files, conditions, tags, uncovered: new Map(), holes: new Map() };
}

const noTags: ReadonlySet<string> = new Set();
