import { haveCommonRow, intersect, isEmpty, noRows, unite, type RowSet } from '../constraints/rows';
import type { GoDeclaration } from '../parse/goSource/goDeclarations';
import { isEverywhere, type BuildLevel } from './buildLevels';
import type { Condition, ConditionRows } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';

/** One declaration in one file. */
export interface Declared {
  readonly file: SourceFile;
  readonly declaration: GoDeclaration;
}

/** Two declarations of a name that the same build takes. */
export interface Redeclared {
  readonly first: Declared;
  readonly second: Declared;
  readonly level: BuildLevel;
  readonly rows: RowSet;
  readonly everywhere: boolean;
}

/** By name; a name that one file declares twice is the compiler's business and stands once. */
export function declaredNames({ files }: Namespace): ReadonlyMap<string, readonly Declared[]> {
  const names = new Map<string, Declared[]>();
  for (const file of files)
    for (const declaration of file.declarations) {
      const known = names.get(declaration.name);
      if (known === undefined) names.set(declaration.name, [{ file, declaration }]);
      else if (known.at(-1)?.file !== file) known.push({ file, declaration });
    }
  return names;
}

/**
 * Finds names that two files declare which one build takes. Names declared by files of the same conditions are alike, so a
 * package of ten thousand names has a few hundred questions.
 */
export class RedeclarationFinder {
  readonly #rows: ConditionRows;
  readonly #levels: readonly BuildLevel[];
  /** whether files of these conditions, each more than once or not, ever meet */
  readonly #meeting = new Map<string, boolean>();

  constructor(rows: ConditionRows, levels: readonly BuildLevel[]) {
    this.#rows = rows;
    this.#levels = levels;
  }

  /** Each declaration with those before it that it meets on the worst level. */
  find(names: ReadonlyMap<string, readonly Declared[]>): readonly Redeclared[] {
    const found: Redeclared[] = [];
    for (const declared of names.values()) {
      if (declared.length < 2 || !this.#mayMeet(declared)) continue;
      for (const [at, second] of declared.entries()) found.push(...this.#worst(declared.slice(0, at), second));
    }
    return found;
  }

  #mayMeet(declared: readonly Declared[]): boolean {
    const conditions = declared.map(({ file }) => file.condition).filter((condition) => condition !== undefined);
    const key = conditions.map(({ id }) => id).join();
    let meets = this.#meeting.get(key);
    if (meets === undefined) {
      meets = this.#levels.some((level) => this.#meetAt(conditions, level));
      this.#meeting.set(key, meets);
    }
    return meets;
  }

  #meetAt(conditions: readonly Condition[], { rows, tags }: BuildLevel): boolean {
    let taken = noRows;
    for (const condition of conditions) {
      const own = this.#rows.of(condition, tags).certain;
      if (haveCommonRow(own, taken, rows)) return true;
      taken = unite(taken, own);
    }
    return false;
  }

  #worst(before: readonly Declared[], second: Declared): readonly Redeclared[] {
    const pairs = before.map((first) => this.#pair(first, second)).filter((pair) => pair !== undefined);
    const worst = this.#levels.find((level) => pairs.some((pair) => pair.level === level));
    return pairs.filter(({ level }) => level === worst);
  }

  #pair(first: Declared, second: Declared): Redeclared | undefined {
    const [a, b] = [first.file.condition, second.file.condition];
    if (a === undefined || b === undefined || (a.expr === undefined && b.expr === undefined)) return undefined;
    const meetAt = ({ rows, tags }: Pick<BuildLevel, 'rows' | 'tags'>): RowSet =>
      intersect(intersect(this.#rows.of(a, tags).certain, this.#rows.of(b, tags).certain), rows);
    for (const level of this.#levels) {
      const rows = meetAt(level);
      if (!isEmpty(rows)) {
        const plain = this.#levels.find(({ level: name }) => name === 'first-class');
        // What has a constraint is to be looked at.
        const [other, place] = b.expr === undefined ? [second, first] : [first, second];
        return {
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
