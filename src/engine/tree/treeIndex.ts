import { relativeWithin } from '../../base/paths';
import { HeaderNames } from '../parse/headerNames';
import { childPath, type Folder } from './folder';
import type { Touched, TouchedBelow } from './folderVisit';
import { treeDelta, type TreeDelta } from './treeDelta';
import type { TreeReader } from './treeReader';
import { TreeWalk, type WalkLimits } from './treeWalk';

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
  readonly #names = new HeaderNames();
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
   */
  begin(changed: readonly string[] | 'all'): TreeWalk {
    const last = this.#folder;
    const touched = last === undefined || this.#limited || changed === 'all' ? 'all' : this.#touched(changed, last);
    return new TreeWalk({ ...this.#options, skip: this.#skip, names: this.#names, last, touched });
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

  #touched(changed: readonly string[], last: Folder): Touched {
    const touched = new Map<string, TouchedBelow>();
    const add = (path: string): void => {
      let names = touched;
      const parts = path.split('/');
      for (const [at, part] of parts.entries()) {
        let below = names.get(part);
        if (below === undefined) names.set(part, (below = { whole: false, below: new Map() }));
        if (at === parts.length - 1) below.whole = true;
        names = below.below;
      }
    };
    for (const path of changed) {
      const relative = relativeWithin(this.#options.root, path);
      if (relative === '') return 'all';
      if (relative !== undefined) add(relative);
      // A folder above the root changed: anything may have.
      else if (relativeWithin(path, this.#options.root) !== undefined) return 'all';
    }
    addLinks(last, add);
    return touched;
  }
}

function addLinks(folder: Folder, add: (path: string) => void): void {
  for (const link of folder.links) add(childPath(folder.path, link));
  for (const child of folder.children.values()) addLinks(child, add);
}
