import { joinPath, relativeWithin } from '../../base/paths';
import type { GoFile, TreeProblem } from '../model/tree';
import { headBytes, summarizeGoHeader } from '../parse/goHeaderSummary';
import { HeaderNames } from '../parse/headerNames';
import type { DirectoryEntry } from '../ports';
import { childPath, countGoFiles, emptyFolder, sameGoFile, type Folder } from './folder';
import { failureProblem, FolderVisit, type Touched, type TouchedBelow } from './folderVisit';
import { treeDelta, type TreeDelta } from './treeDelta';
import { isFailure, type TreeReader } from './treeReader';
import { fileKind, interestIn, isForeignFolder, isSkippedFolder } from './treeRules';

export interface TreeOptions {
  /** absolute, with `/` */
  readonly root: string;
  readonly reader: TreeReader;
  /** absolute folders that are not looked into where they lie inside the root: GOROOT, GOMODCACHE */
  readonly skip?: readonly string[];
  /** milliseconds, monotonic */
  readonly now: () => number;
  readonly maxGoFiles?: number;
  readonly maxMs?: number;
}

/** DESIGN.md, "Decided". */
const defaultMaxGoFiles = 200_000;
const defaultMaxMs = 60_000;

/** Only for the way out of the walk; never leaves this file. */
class Stopped extends Error {}

/**
 * The Go files of a tree, read once and then kept up to date. Folders and files that did not change keep their identity.
 * Synchronous and without I/O of its own: the reader does that.
 */
export class TreeIndex {
  readonly #root: string;
  readonly #reader: TreeReader;
  readonly #skip: ReadonlySet<string>;
  readonly #now: () => number;
  readonly #maxGoFiles: number;
  readonly #maxMs: number;
  readonly #names = new HeaderNames();
  readonly #head = new Uint8Array(headBytes);
  #folder: Folder | undefined;
  /** a limit ended the last walk, so that it knows not what it would have to update */
  #limited = false;
  #deadline = 0;
  #goFiles = 0;
  #shouldStop: () => boolean = () => false;

  constructor(options: TreeOptions) {
    this.#root = options.root;
    this.#reader = options.reader;
    this.#skip = new Set((options.skip ?? []).map((path) => relativeWithin(options.root, path) ?? ''));
    this.#now = options.now;
    this.#maxGoFiles = options.maxGoFiles ?? defaultMaxGoFiles;
    this.#maxMs = options.maxMs ?? defaultMaxMs;
  }

  /**
   * Reads what changed.
   * @param changed absolute files and folders that may have changed, a folder with all below it; 'all' at first
   * @param shouldStop asked between folders; when it says yes, nothing is changed and undefined is returned
   */
  update(changed: readonly string[] | 'all', shouldStop: () => boolean = () => false): TreeDelta | undefined {
    const last = this.#folder;
    const touched = last === undefined || this.#limited || changed === 'all' ? 'all' : this.#touched(changed, last);
    this.#deadline = this.#now() + this.#maxMs;
    this.#shouldStop = shouldStop;
    this.#goFiles = 0;
    const wasLimited = this.#limited;
    this.#limited = false;
    try {
      const folder = this.#visit('', last, touched);
      this.#folder = folder;
      return treeDelta(this.#root, last, folder);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      this.#limited = wasLimited;
      return undefined;
    }
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
      const relative = relativeWithin(this.#root, path);
      if (relative === '') return 'all';
      if (relative !== undefined) add(relative);
      // A folder above the root changed: anything may have.
      else if (relativeWithin(path, this.#root) !== undefined) return 'all';
    }
    addLinks(last, add);
    return touched;
  }

  #visit(path: string, last: Folder | undefined, touched: Touched): Folder {
    if (last !== undefined && touched !== 'all' && touched.size === 0) return this.#counted(last);
    if (this.#shouldStop()) throw new Stopped();
    const limit = this.#limitProblem(path);
    if (limit) return { ...emptyFolder(path), problems: limit };
    const absolute = joinPath(this.#root, path);
    const entries = this.#reader.list(absolute);
    if (isFailure(entries)) return { ...emptyFolder(path), problems: [failureProblem(path, entries)] };
    const visit = new FolderVisit(path, last, touched);
    if (path !== '' && isForeignFolder(path, entries)) return emptyFolder(path);
    for (const entry of entries.toSorted(byName)) this.#entry(visit, absolute, entry);
    return visit.folder();
  }

  /** A limit is told once, with the first folder that it leaves out; all others are left out silently. */
  #limitProblem(path: string): readonly TreeProblem[] | undefined {
    if (this.#limited) return [];
    const outOfTime = this.#now() > this.#deadline;
    if (!outOfTime && this.#goFiles < this.#maxGoFiles) return undefined;
    this.#limited = true;
    return [
      outOfTime
        ? { path, kind: 'out-of-time', detail: `${this.#maxMs / 1000} s` }
        : { path, kind: 'too-many-files', detail: `${this.#maxGoFiles} Go files` },
    ];
  }

  /** The files of a folder that is left as it is count too. */
  #counted(folder: Folder): Folder {
    this.#goFiles += countGoFiles(folder);
    return folder;
  }

  #entry(visit: FolderVisit, absolute: string, { name, kind }: DirectoryEntry): void {
    if (name === 'vendor' && (kind === 'directory' || this.#reader.kindOf(`${absolute}/vendor`) === 'directory')) {
      visit.sawVendor = true;
    } else if (kind === 'directory') {
      this.#subfolder(visit, absolute, name);
    } else this.#file(visit, absolute, { name, kind });
  }

  #file(visit: FolderVisit, absolute: string, { name, kind }: DirectoryEntry): void {
    const file = fileKind(name);
    const isModuleFile = name === 'go.mod' || name === 'go.work';
    if (file === 'none' && !isModuleFile) return;
    if (kind !== 'file') {
      const problem = this.#linkProblem(visit, `${absolute}/${name}`, name, kind);
      // What go does not look at is not missed.
      if (typeof problem === 'object' && (file === 'go' || isModuleFile)) visit.problems.push(problem);
      if (problem !== 'none') return;
    }
    if (file === 'go') {
      const goFile = this.#goFile(visit, `${absolute}/${name}`, name);
      if (goFile) visit.goFiles.push(goFile);
    } else if (file === 'build') visit.buildFiles.push(name);
    else if (isModuleFile) visit.moduleFiles.add(name);
    else visit.otherFiles.push(childPath(visit.path, name));
  }

  /** Follows a link. A link to a folder is not followed, as go does not. @returns why what is there is no file, 'none' where it is one */
  #linkProblem(
    visit: FolderVisit,
    absolute: string,
    name: string,
    kind: DirectoryEntry['kind'],
  ): TreeProblem | 'none' | 'folder' {
    const target = kind === 'symlink' ? this.#reader.kindOf(absolute) : kind;
    if (kind === 'symlink') visit.links.push(name);
    if (target === 'file') return 'none';
    if (target === 'directory') return 'folder';
    const path = childPath(visit.path, name);
    // Opening a pipe would wait for a writer.
    return typeof target === 'object'
      ? failureProblem(path, target)
      : { path, kind: 'unreadable', detail: 'not a regular file' };
  }

  #goFile(visit: FolderVisit, absolute: string, name: string): GoFile | undefined {
    const last = visit.lastGoFile(name);
    this.#goFiles++;
    if (last && !visit.isTouched(name)) return last;
    const length = this.#reader.readStart(absolute, this.#head);
    if (typeof length !== 'number') {
      visit.failed(name, length);
      return undefined;
    }
    const whole = length < this.#head.length;
    let file = summarizeGoHeader(name, this.#head, length, whole, this.#names);
    if (file === undefined) {
      const bytes = this.#reader.readAll(absolute);
      if (isFailure(bytes)) {
        visit.failed(name, bytes);
        return undefined;
      }
      file = summarizeGoHeader(name, bytes, bytes.length, true, this.#names);
    }
    return file && last && sameGoFile(last, file) ? last : file;
  }

  #subfolder(visit: FolderVisit, absolute: string, name: string): void {
    const path = childPath(visit.path, name);
    if (isSkippedFolder(name)) {
      for (const { folder, names } of interestIn(name) ?? []) {
        const place = childPath(path, folder).replace(/\/$/, '');
        const entries = this.#reader.list(joinPath(absolute, name, folder));
        if (isFailure(entries)) continue;
        for (const entry of entries.toSorted(byName)) {
          if (entry.kind !== 'directory' && names.test(entry.name)) visit.otherFiles.push(childPath(place, entry.name));
        }
      }
    } else if (!this.#skip.has(path)) {
      visit.children.set(name, this.#visit(path, visit.lastChild(name), visit.touchedBelow(name)));
    }
  }
}

function addLinks(folder: Folder, add: (path: string) => void): void {
  for (const link of folder.links) add(childPath(folder.path, link));
  for (const child of folder.children.values()) addLinks(child, add);
}

function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
