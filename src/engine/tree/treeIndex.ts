import { relativeWithin } from '../../base/paths';
import { HeaderNames } from '../parse/headerNames';
import { childPath, countGoFiles, type Folder } from './folder';
import { joinFolders, unreadFolders } from './joinFolders';
import type { DividedWalk } from './dividedWalk';
import { RowStore } from './rowStore';
import { touchedBy, type Touched } from './touched';
import { treeDelta, type TreeDelta } from './treeDelta';
import type { TreeReader } from './treeReader';
import { TreeWalk, type WalkLimits, type WalkPlan } from './treeWalk';

export interface TreeOptions extends Partial<WalkLimits> {
  /** absolute, with `/` */
  readonly root: string;
  readonly reader: TreeReader;
  /** absolute folders that are not looked into where they lie inside the root: GOROOT, GOMODCACHE */
  readonly skip?: readonly string[];
  /** milliseconds, monotonic */
  readonly now: () => number;
}

/** DESIGN.md, "Decided". */
const defaults: WalkLimits = { maxGoFiles: 200_000, maxMs: 60_000 };

/**
 * The Go files of a tree, read once and then kept up to date. Folders and files that did not change keep their identity.
 * Without I/O of its own: the reader does that.
 */
export class TreeIndex {
  readonly #options: TreeOptions & WalkLimits;
  readonly #skip: ReadonlySet<string>;
  /** shared by all headers of the tree */
  readonly names = new HeaderNames();
  readonly #rows = new RowStore();
  #folder: Folder | undefined;
  /** a limit ended the last walk, so that it knows not what it would have to update */
  #limited = false;

  constructor(options: TreeOptions) {
    this.#options = { ...defaults, ...options };
    this.#skip = new Set((options.skip ?? []).map((path) => relativeWithin(options.root, path) ?? ''));
  }

  /**
   * Begins to read what changed. Nothing is changed here before `finish`: a walk that is not wanted any more is dropped.
   * @param changed absolute files and folders that may have changed, a folder with all below it; 'all' at first
   * @param divided of a first walk, where another one reads a part of the tree: then `join` comes before `finish`
   */
  begin(changed: readonly string[] | 'all', divided?: DividedWalk): TreeWalk {
    const last = this.#folder;
    const touched = last === undefined || this.#limited || changed === 'all' ? 'all' : this.#touched(changed, last);
    return this.#walk({ last, touched, divided });
  }

  /**
   * Puts together what two walks have read.
   * @param walk begun as a divided one, and done
   * @param theirs what the other walk read, its names from `names`; undefined where nothing came of it
   * @returns a walk through what neither has read
   */
  join(walk: TreeWalk, theirs: Folder | undefined): TreeWalk {
    const { deadline } = walk;
    const both = theirs === undefined ? walk.result : joinFolders(walk.result, theirs);
    // Which folders are above the limit only a walk of one's own can tell.
    if (countGoFiles(both) >= this.#options.maxGoFiles)
      return this.#walk({ last: undefined, touched: 'all', deadline });
    return this.#walk({ last: both, touched: touchedBy(unreadFolders(both)), deadline });
  }

  /** @param walk begun after the last one was finished, and done */
  finish(walk: TreeWalk): TreeDelta {
    const last = this.#folder;
    this.#folder = walk.result;
    this.#limited = walk.isLimited;
    return treeDelta(this.#options.root, last, walk.result);
  }

  /** Reads what changed in one go. @returns undefined where `shouldStop` said yes: then nothing is changed */
  update(changed: readonly string[] | 'all', shouldStop: () => boolean = () => false): TreeDelta | undefined {
    const walk = this.begin(changed);
    while (walk.step()) if (shouldStop()) return undefined;
    return this.finish(walk);
  }

  #walk(plan: Pick<WalkPlan, 'last' | 'touched' | 'divided' | 'deadline'>): TreeWalk {
    return new TreeWalk({ ...this.#options, skip: this.#skip, names: this.names, rows: this.#rows, ...plan });
  }

  #touched(changed: readonly string[], last: Folder): Touched {
    const paths: string[] = [];
    for (const path of changed) {
      const relative = relativeWithin(this.#options.root, path);
      if (relative !== undefined) paths.push(relative);
      // A folder above the root changed: anything may have.
      else if (relativeWithin(path, this.#options.root) !== undefined) return 'all';
    }
    addLinks(last, paths);
    return touchedBy(paths);
  }
}

function addLinks(folder: Folder, paths: string[]): void {
  for (const link of folder.links) paths.push(childPath(folder.path, link));
  for (const child of folder.children.values()) addLinks(child, paths);
}
