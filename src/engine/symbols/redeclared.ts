import { haveOverlap, intersect, isEmpty, type RowSet } from '../constraints/rows';
import { isEverywhere, levelsWithTests, type BuildLevel } from './buildLevels';
import type { ConditionRows } from './conditionRows';
import type { DeclaredNames, Site, Sites } from './declaredNames';
import type { SourceFile } from './packageFiles';

/** Two declarations of a name that the same build takes. */
export interface Redeclared {
  /** the number of the name */
  readonly id: number;
  readonly first: SourceFile;
  readonly second: SourceFile;
  readonly level: BuildLevel;
  readonly rows: RowSet;
  readonly everywhere: boolean;
}

/**
 * Finds names that two files declare which one build takes. Names declared by files of the same conditions are alike, so a
 * package of ten thousand names has a few hundred questions.
 */
export class RedeclarationFinder {
  readonly #rows: ConditionRows;
  readonly #levels: readonly BuildLevel[];
  /** whether files of these kinds ever meet */
  readonly #meeting = new Map<Sites, boolean>();

  constructor(rows: ConditionRows, levels: readonly BuildLevel[]) {
    this.#rows = rows;
    this.#levels = levels;
  }

  /** Each declaration with those before it that it meets on the worst level. */
  find(names: DeclaredNames): readonly Redeclared[] {
    const meeting = names.numbers.filter((id) => {
      const sites = names.sitesOf(id);
      return sites !== undefined && sites.files > 1 && this.#mayMeet(sites);
    });
    const found: Redeclared[] = [];
    for (const [id, files] of names.filesOf(new Set(meeting)))
      for (const [at, second] of files.entries()) found.push(...this.#worst(id, files.slice(0, at), second));
    return found;
  }

  #mayMeet(sites: Sites): boolean {
    let meets = this.#meeting.get(sites);
    if (meets === undefined) {
      meets = sites.repeats || this.#levels.some((level) => this.#meetAt(sites.members, level));
      this.#meeting.set(sites, meets);
    }
    return meets;
  }

  #meetAt(members: readonly Site[], { level, rows, tags }: BuildLevel): boolean {
    const conditions = members.map(({ condition }) => condition).filter((each) => each !== undefined);
    // Where nobody asks for the tag, it is as on the level without it.
    if (level === 'tagged' && !conditions.some((condition) => [...tags].some((tag) => condition.tags.has(tag))))
      return false;
    return haveOverlap(
      conditions.map((condition) => this.#rows.of(condition, tags).certain),
      rows,
    );
  }

  #worst(id: number, before: readonly SourceFile[], second: SourceFile): readonly Redeclared[] {
    const pairs = before.map((first) => this.#pair(id, first, second)).filter((pair) => pair !== undefined);
    const worst = this.#levels.find((level) => pairs.some((pair) => pair.level === level));
    return pairs.filter(({ level }) => level === worst);
  }

  #pair(id: number, first: SourceFile, second: SourceFile): Redeclared | undefined {
    const [a, b] = [first.condition, second.condition];
    if (a === undefined || b === undefined || (a.expr === undefined && b.expr === undefined)) return undefined;
    const meetAt = ({ rows, tags }: Pick<BuildLevel, 'rows' | 'tags'>): RowSet =>
      intersect(intersect(this.#rows.of(a, tags).certain, this.#rows.of(b, tags).certain), rows);
    const levels = first.isTest || second.isTest ? levelsWithTests(this.#levels) : this.#levels;
    for (const level of levels) {
      const rows = meetAt(level);
      if (!isEmpty(rows)) {
        const plain = this.#levels.find(({ level: name }) => name === 'first-class');
        // What has a constraint is to be looked at.
        const [other, place] = b.expr === undefined ? [second, first] : [first, second];
        return {
          id,
          first: other,
          second: place,
          level,
          rows,
          everywhere: plain !== undefined && isEverywhere(meetAt(plain)),
        };
      }
    }
    return undefined;
  }
}
