import { newestKnownMinor } from '../constraints/ports';
import { certainRows, possibleRows, type Universe } from '../constraints/reach';
import { allRows, type RowSet } from '../constraints/rows';
import type { TagKind } from '../constraints/tagKind';
import { tagsOf, type BuildExpr } from '../parse/buildExpr';

/** The rows on which a file is built in some, and in every, build with certain tags. */
export interface ReachOfFile {
  readonly possible: RowSet;
  readonly certain: RowSet;
}

/** One condition of files: equal conditions share one. */
export interface Condition {
  readonly id: number;
  /** undefined: always true */
  readonly expr: BuildExpr | undefined;
  readonly tags: ReadonlySet<string>;
}

const noTags: readonly string[] = [];
const everywhere: ReachOfFile = { possible: allRows, certain: allRows };

/**
 * Where the files of a package are built. What differs between toolchains (releases from the go line on, experiments, levels
 * of an architecture) counts for nobody: what is built in some of them only is possible, not certain.
 */
export class ConditionRows {
  readonly #oldestMinor: number;
  readonly #known = new Map<string, ReachOfFile>();
  /** without a tag that the condition names, by its id */
  readonly #untagged: (ReachOfFile | undefined)[] = [];
  /** with any tags, by its id */
  readonly #tagged: (RowSet | undefined)[] = [];

  constructor(oldestMinor: number) {
    this.#oldestMinor = Math.min(oldestMinor, newestKnownMinor);
  }

  /** @param tags what -tags sets */
  of({ id, expr, tags: named }: Condition, tags: ReadonlySet<string>): ReachOfFile {
    if (expr === undefined) return everywhere;
    const relevant = tags.size === 0 ? noTags : [...tags].filter((tag) => named.has(tag));
    if (relevant.length === 0) return (this.#untagged[id] ??= this.#reach(expr, relevant));
    const key = `${id} ${relevant.join()}`;
    let reach = this.#known.get(key);
    if (reach === undefined) this.#known.set(key, (reach = this.#reach(expr, relevant)));
    return reach;
  }

  /** The rows on which a file is built in some build, whatever -tags sets. */
  possibleWithTags({ id, expr }: Condition): RowSet {
    if (expr === undefined) return allRows;
    return (this.#tagged[id] ??= possibleRows(expr, { ...this.#universe(new Set()), fixed: isOpen }));
  }

  #reach(expr: BuildExpr, tags: readonly string[]): ReachOfFile {
    const universe = this.#universe(new Set(tags));
    return { possible: possibleRows(expr, universe), certain: certainRows(expr, universe) };
  }

  #universe(tags: ReadonlySet<string>): Universe {
    return {
      rows: allRows,
      minors: { from: this.#oldestMinor, to: newestKnownMinor },
      compilers: ['gc'],
      fixed: (tag, { kind }) => {
        if (tags.has(tag)) return true;
        return kind === 'custom' ? false : isOpen(tag, { kind });
      },
    };
  }
}

function isOpen(tag: string, { kind }: Pick<TagKind, 'kind'>): false | undefined {
  return kind === 'ignore' || ['race', 'msan', 'asan', 'generate'].includes(tag) ? false : undefined;
}

export function namedTags(expr: BuildExpr | undefined): ReadonlySet<string> {
  return new Set(expr ? tagsOf(expr).map(({ tag }) => tag) : []);
}
