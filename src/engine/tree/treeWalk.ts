import type { TreeProblem } from '../model/tree';
import { summarizeGoHeader, summarizeOtherHeader, type HeadOfFile } from '../parse/goHeaderSummary';
import type { HeaderNames } from '../parse/headerNames';
import type { HeaderNumbers } from '../parse/headerTable';
import { childPath, countGoFiles, emptyFolder, type Folder } from './folder';
import { failureProblem, FolderVisit } from './folderVisit';
import type { DividedWalk } from './dividedWalk';
import type { RowStore } from './rowStore';
import type { Touched } from './touched';
import { isFailure, type TreeEntry, type TreeReader } from './treeReader';
import { fileKind, interestIn, isForeignFolder, isSkippedFolder } from './treeRules';

export interface WalkLimits {
  readonly maxGoFiles: number;
  readonly maxMs: number;
}

export interface WalkPlan extends WalkLimits {
  readonly root: string;
  readonly reader: TreeReader;
  readonly now: () => number;
  /** folders, relative to the root, that are not looked into */
  readonly skip: ReadonlySet<string>;
  readonly names: HeaderNames;
  readonly rows: RowStore;
  /** what is known from before */
  readonly last: Folder | undefined;
  readonly touched: Touched;
  /** where another walk reads a part of the tree at the same time */
  readonly divided?: DividedWalk | undefined;
  /** by `now`; `maxMs` from the start where absent */
  readonly deadline?: number;
}

/** A walk through a tree, a folder a step, so that whoever drives it can stop, or do something else in between. */
export class TreeWalk {
  readonly #plan: WalkPlan;
  readonly deadline: number;
  readonly #headText: (length: number) => string;
  /** folders that were listed and whose subfolders are not all visited, innermost last */
  readonly #open: FolderVisit[] = [];
  #goFiles = 0;
  #result: Folder | undefined;
  #begun = false;
  isLimited = false;

  constructor(plan: WalkPlan) {
    this.#plan = plan;
    this.#headText = (length) => plan.reader.latin1(plan.reader.head, length);
    this.deadline = plan.deadline ?? plan.now() + plan.maxMs;
  }

  /** The root, after the last step. */
  get result(): Folder {
    if (this.#result === undefined) throw new Error('the walk is not done');
    return this.#result;
  }

  /** Reads one more folder. @returns whether there is more to do */
  step(): boolean {
    const { last, touched } = this.#plan;
    if (!this.#begun) {
      this.#begun = true;
      this.#visit('', last, touched);
    } else {
      const visit = this.#open.at(-1);
      const name = visit?.nextSubfolder();
      if (visit && name !== undefined)
        this.#visit(childPath(visit.path, name), visit.lastChild(name), visit.touchedBelow(name));
      else this.#closeInnermost();
    }
    return this.#result === undefined;
  }

  #closeInnermost(): void {
    const visit = this.#open.pop();
    if (visit === undefined) return;
    this.#add(visit.folder());
    this.#plan.divided?.exhaust(visit.path);
  }

  #add(folder: Folder): void {
    const parent = this.#open.at(-1);
    if (parent) parent.addChild(folder);
    else this.#result = folder;
  }

  #visit(path: string, last: Folder | undefined, touched: Touched): void {
    if (last !== undefined && touched !== 'all' && touched.size === 0) {
      this.#goFiles += countGoFiles(last);
      this.#add(last);
      return;
    }
    const { root, reader, divided, names, rows } = this.#plan;
    if (divided?.isExhausted(path)) {
      this.#add({ ...emptyFolder(path), isUnread: true });
      return;
    }
    const limit = this.#limitProblem(path);
    if (limit) {
      // Whoever joins two walks looks at the limits anew.
      this.#add(divided ? { ...emptyFolder(path), isUnread: true } : { ...emptyFolder(path), problems: limit });
      return;
    }
    const absolute = path === '' ? root : `${root === '/' ? '' : root}/${path}`;
    const entries = reader.list(absolute);
    if (isFailure(entries)) this.#add({ ...emptyFolder(path), problems: [failureProblem(path, entries)] });
    else if (path !== '' && isForeignFolder(path, entries)) this.#add(emptyFolder(path));
    else {
      const visit = new FolderVisit(path, last, touched, names.table, rows);
      visit.isUnread = divided !== undefined && !divided.claim(path);
      if (visit.isUnread) this.#listSubfolders(visit, sorted(entries));
      else this.#readFiles(visit, absolute, sorted(entries));
      if (divided?.backwards) visit.subfolders.reverse();
      this.#open.push(visit);
    }
  }

  #readFiles(visit: FolderVisit, absolute: string, entries: readonly TreeEntry[]): void {
    for (const entry of entries) this.#entry(visit, absolute, entry);
    for (const name of visit.buildNames) visit.addOtherFile(name, this.#otherFile(visit, `${absolute}/${name}`, name));
  }

  #listSubfolders(visit: FolderVisit, entries: readonly TreeEntry[]): void {
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory() && !isSkippedFolder(name) && !this.#plan.skip.has(childPath(visit.path, name)))
        visit.subfolders.push(name);
    }
  }

  /** A limit is told once, with the first folder that it leaves out; all others are left out silently. */
  #limitProblem(path: string): readonly TreeProblem[] | undefined {
    if (this.isLimited) return [];
    const { now, maxGoFiles, maxMs } = this.#plan;
    const outOfTime = now() > this.deadline;
    if (!outOfTime && this.#goFiles < maxGoFiles) return undefined;
    this.isLimited = true;
    return [
      outOfTime
        ? { path, kind: 'out-of-time', detail: `${maxMs / 1000} s` }
        : { path, kind: 'too-many-files', detail: `${maxGoFiles} Go files` },
    ];
  }

  #entry(visit: FolderVisit, absolute: string, entry: TreeEntry): void {
    const { name } = entry;
    if (entry.isDirectory()) this.#subfolder(visit, absolute, name);
    else if (name !== 'vendor') this.#file(visit, absolute, entry);
    else if (this.#plan.reader.kindOf(`${absolute}/vendor`) === 'directory') visit.sawVendor = true;
  }

  #subfolder(visit: FolderVisit, absolute: string, name: string): void {
    const path = childPath(visit.path, name);
    if (name === 'vendor') visit.sawVendor = true;
    else if (isSkippedFolder(name)) this.#dotFolder(visit, absolute, name);
    else if (!this.#plan.skip.has(path)) visit.subfolders.push(name);
  }

  #dotFolder(visit: FolderVisit, absolute: string, name: string): void {
    for (const { folder, names } of interestIn(name) ?? []) {
      const place = folder === '' ? name : `${name}/${folder}`;
      for (const each of place.endsWith('/*') ? this.#foldersIn(absolute, place.slice(0, -2)) : [place]) {
        const entries = this.#plan.reader.list(`${absolute}/${each}`);
        if (isFailure(entries)) continue;
        for (const entry of sorted(entries)) {
          if (!entry.isDirectory() && names.test(entry.name))
            visit.otherFiles.push(childPath(visit.path, `${each}/${entry.name}`));
        }
      }
    }
  }

  #foldersIn(absolute: string, place: string): readonly string[] {
    const entries = this.#plan.reader.list(`${absolute}/${place}`);
    if (isFailure(entries)) return [];
    return sorted(entries)
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${place}/${name}`);
  }

  #file(visit: FolderVisit, absolute: string, entry: TreeEntry): void {
    const { name } = entry;
    const kind = fileKind(name);
    if (kind === 'none') return;
    if (!entry.isFile()) {
      const problem = this.#linkProblem(visit, `${absolute}/${name}`, entry);
      // What go does not look at is not missed.
      if (typeof problem === 'object' && (kind === 'go' || kind === 'module')) visit.problems.push(problem);
      if (problem !== 'none') return;
    }
    if (kind === 'go') {
      const header = this.#goFile(visit, `${absolute}/${name}`, name);
      if (header) visit.addGoFile(name, header);
    } else if (kind === 'build') visit.buildNames.push(name);
    else if (kind === 'module') visit.moduleFiles.add(name);
    else visit.otherFiles.push(childPath(visit.path, name));
  }

  /** Follows a link. A link to a folder is not followed, as go does not. @returns why what is there is no file, 'none' where it is one */
  #linkProblem(visit: FolderVisit, absolute: string, entry: TreeEntry): TreeProblem | 'none' | 'folder' {
    const { name } = entry;
    const target = entry.isSymbolicLink() ? this.#plan.reader.kindOf(absolute) : 'other';
    if (entry.isSymbolicLink()) visit.links.push(name);
    if (target === 'file') return 'none';
    if (target === 'directory') return 'folder';
    const path = childPath(visit.path, name);
    // Opening a pipe would wait for a writer.
    return typeof target === 'object'
      ? failureProblem(path, target)
      : { path, kind: 'unreadable', detail: 'not a regular file' };
  }

  #goFile(visit: FolderVisit, absolute: string, name: string): HeaderNumbers | undefined {
    this.#goFiles++;
    const last = visit.isTouched(name) ? undefined : visit.lastGoFile(name);
    return last ?? this.#summary(visit, absolute, name, (head) => summarizeGoHeader(head, this.#plan.names));
  }

  #otherFile(visit: FolderVisit, absolute: string, name: string): number {
    // A folder that has become a package was not looked into before.
    const last = visit.wasPackage && !visit.isTouched(name) ? visit.lastOtherFile(name) : undefined;
    return last ?? this.#otherConstraints(visit, absolute, name);
  }

  /** In a folder without Go files, which is no package, and in an object, whose content go never reads, there are none. */
  #otherConstraints(visit: FolderVisit, absolute: string, name: string): number {
    if (!visit.hasGoFiles || name.endsWith('.syso')) return 0;
    return this.#summary(visit, absolute, name, (head) => summarizeOtherHeader(head, this.#plan.names)) ?? 0;
  }

  /** What the start of a file tells, or where that is not enough, the file. */
  #summary<T>(
    visit: FolderVisit,
    absolute: string,
    name: string,
    summarize: (head: HeadOfFile) => T | undefined,
  ): T | undefined {
    const { reader } = this.#plan;
    const open = reader.openText(absolute);
    if (open === undefined) {
      const length = reader.readStart(absolute);
      if (typeof length !== 'number') {
        visit.failed(name, length);
        return undefined;
      }
      const whole = length < reader.head.length;
      const summary = summarize({ bytes: reader.head, length, whole, open: false, text: this.#headText });
      if (summary !== undefined) return summary;
    }
    const bytes = open ?? reader.readAll(absolute);
    if (isFailure(bytes)) {
      visit.failed(name, bytes);
      return undefined;
    }
    const text = (count: number): string => reader.latin1(bytes, count);
    return summarize({ bytes, length: bytes.length, whole: true, open: open !== undefined, text });
  }
}

/** By name. Most systems list folders so already. */
function sorted(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  for (let at = 1; at < entries.length; at++) {
    if ((entries[at - 1] as TreeEntry).name > (entries[at] as TreeEntry).name) return entries.toSorted(byName);
  }
  return entries;
}

function byName(a: TreeEntry, b: TreeEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
