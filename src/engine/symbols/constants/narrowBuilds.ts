import {
  complement,
  intersect,
  isEmpty,
  listRows,
  noRows,
  rowsOfTag,
  unite,
  type RowSet,
} from '../../constraints/rows';
import { signsIn } from '../../constraints/tagSigns';
import type { ConstantOverflow, LevelOfBuilds } from '../../model/symbols';
import { levelsFor, levelsWithTests, tellRows, type BuildLevel } from '../buildLevels';
import type { ConditionRows } from '../conditionRows';
import type { SourceHead } from '../packageFiles';
import { narrowRows } from './wordTypes';

/** The builds on which something shows. */
export interface NarrowShow {
  /** equal where they are the same */
  readonly key: string;
  readonly told: Pick<ConstantOverflow, 'level' | 'witness' | 'intended' | 'targets'>;
}

/** Which builds with an int of four bytes take a file. */
export class NarrowBuilds {
  readonly #rows: ConditionRows;
  readonly #levels: readonly LevelOfBuilds[];
  /** tags that a file of the folder wants set */
  readonly #wanted: ReadonlySet<string>;

  /** @param heads of the folder's files, as far as one of them has a constraint */
  constructor(rows: ConditionRows, levels: readonly LevelOfBuilds[], heads: readonly SourceHead[]) {
    this.#rows = rows;
    this.#levels = levels;
    this.#wanted = new Set(heads.flatMap(({ condition }) => signsIn(condition?.expr).plain));
  }

  mayBuild(file: SourceHead): boolean {
    const { condition, packageName } = file;
    if (condition === undefined || packageName === '' || packageName === 'documentation') return false;
    return levelsFor({ files: [file] }, this.#levels).some(
      (level) => !isEmpty(this.#builtAt([file], level, level.tags)),
    );
  }

  /** The first builds that take all of these files. */
  showing(files: readonly SourceHead[]): NarrowShow | undefined {
    const levels = files.some(({ isTest }) => isTest) ? levelsWithTests(this.#levels) : this.#levels;
    for (const level of levelsFor({ files }, levels)) {
      let rows = this.#builtAt(files, level, level.tags);
      // What shows without the tag is told without it.
      if (level.level === 'tagged') rows = intersect(rows, complement(this.#builtAt(files, level, noTags)));
      if (isEmpty(rows)) continue;
      const isNamed = level.level === 'declared' || level.level === 'built' || level.level === 'tagged';
      const meant = isNamed ? rows : this.#meant(rows);
      const intended = !isEmpty(meant);
      // Nobody meant to have a port beyond the first class of which no file speaks.
      if (!intended && level.level === 'all') continue;
      const { level: name, witness, targets } = tellRows(rows, intended ? meant : rows, level, false);
      return {
        key: [name, ...level.tags, intended, rows].join(),
        told: { level: name, witness, intended, targets },
      };
    }
    return undefined;
  }

  #builtAt(files: readonly SourceHead[], { rows }: BuildLevel, tags: ReadonlySet<string>): RowSet {
    let built = intersect(rows, narrowRows);
    for (const { condition } of files) if (condition) built = intersect(built, this.#rows.of(condition, tags).certain);
    return built;
  }

  /** The rows of an architecture that a file of the folder is written for. */
  #meant(rows: RowSet): RowSet {
    const arches = new Set(listRows(rows).map(({ goarch }) => goarch));
    return [...arches]
      .filter((arch) => this.#wanted.has(arch))
      .reduce((meant, arch) => unite(meant, intersect(rows, rowsOfTag(arch) ?? noRows)), noRows);
  }
}

const noTags: ReadonlySet<string> = new Set();
