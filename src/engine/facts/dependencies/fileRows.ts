import { nameTagsOf } from '../../constraints/fileName';
import { fileExpr, headerCondition } from '../../constraints/inclusion';
import { newestKnownMinor } from '../../constraints/ports';
import { certainRows, plainBuilds, possibleRows, type Universe } from '../../constraints/reach';
import { noRows, type RowSet } from '../../constraints/rows';
import type { GoFile } from '../../model/tree';

/** The builds that something is asked for: targets, what -tags sets, and every Go from a release on. */
export interface AskedBuilds {
  readonly rows: RowSet;
  readonly tags: readonly string[];
  /** others may be set too, by somebody who builds so whenever he does: what only they give is no fault */
  readonly hasOpenTags: boolean;
  readonly oldestMinor: number;
}

/** Rows on which every one of these builds takes a file, and rows on which one may. */
interface RowsOfFile {
  readonly certain: RowSet;
  readonly possible: RowSet;
}

/** What thousands of files of other modules have in common: some hundred conditions. */
export class FileRows {
  readonly #universe: Universe;
  /** with all tags that may be set */
  readonly #open: Universe;
  /** of most */
  readonly #always: RowsOfFile;
  readonly #known = new Map<string, RowsOfFile>();

  constructor({ rows, tags, hasOpenTags, oldestMinor }: AskedBuilds) {
    const plain = plainBuilds(newestKnownMinor);
    const set = new Set(tags);
    this.#always = { certain: rows, possible: rows };
    const minors = { from: Math.min(oldestMinor, newestKnownMinor), to: newestKnownMinor };
    const fixed: Universe['fixed'] = (tag, kind) => (set.has(tag) ? true : plain.fixed(tag, kind));
    // The go command takes the other compiler only where it is told to.
    const compilers = ['gc'];
    this.#universe = { rows, minors, compilers, fixed };
    this.#open = hasOpenTags
      ? { rows, minors, compilers, fixed: (tag, kind) => (kind.kind === 'custom' ? undefined : fixed(tag, kind)) }
      : this.#universe;
  }

  of(file: GoFile): RowsOfFile {
    const { name, cgo, constraints, packageName } = file;
    // go drops it.
    if (packageName === 'documentation') return { certain: noRows, possible: noRows };
    // What does not read may be anything.
    if (packageName === '') return { certain: noRows, possible: this.#universe.rows };
    const tags = nameTagsOf(name)?.tags ?? [];
    const { goBuild, plusBuild } = constraints;
    if (tags.length + goBuild.length + plusBuild.length === 0 && !cgo) return this.#always;
    const key = [cgo ? 'cgo' : '', ...tags, '', ...goBuild, '', ...plusBuild].join('\n');
    let rows = this.#known.get(key);
    if (rows === undefined) this.#known.set(key, (rows = this.#judge(file)));
    return rows;
  }

  /** Whether every one of these builds takes it. */
  isAlways(file: GoFile): boolean {
    return this.of(file).certain === this.#universe.rows;
  }

  #judge(file: GoFile): RowsOfFile {
    const { rows } = this.#universe;
    const condition = headerCondition(file.constraints);
    if (condition.kind === 'malformed') return { certain: noRows, possible: rows };
    const expr = fileExpr(file, condition);
    if (expr === undefined) return { certain: rows, possible: rows };
    return { certain: certainRows(expr, this.#universe), possible: possibleRows(expr, this.#open) };
  }
}
