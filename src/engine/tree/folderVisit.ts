import { kept } from '../../base/kept';
import type { Directory, GoFile, OtherFile, TreeProblem } from '../model/tree';
import { childPath, keepDirectory, noChildren, type Folder } from './folder';
import type { Touched, TouchedBelow } from './touched';
import type { ReadFailure } from './treeReader';

/** What is being gathered of one folder. */
export class FolderVisit {
  readonly path: string;
  readonly goFiles: GoFile[] = [];
  readonly packageFiles: OtherFile[] = [];
  /** names of files that belong to a package where there is one: known only after the last name */
  readonly buildNames: string[] = [];
  readonly moduleFiles = new Set<string>();
  readonly otherFiles: string[] = [];
  readonly problems: TreeProblem[] = [];
  readonly links: string[] = [];
  /** names, in order, that are still to be visited */
  readonly subfolders: string[] = [];
  readonly #children = new Map<string, Folder>();
  #nextSubfolder = 0;
  readonly #last: Folder | undefined;
  readonly #touched: Touched;
  /** a folder `vendor`, or a link to one */
  sawVendor = false;
  /** the other of two walks reads its files */
  isUnread = false;
  #lastGoFiles: ReadonlyMap<string, GoFile> | undefined;
  #lastOtherFiles: ReadonlyMap<string, OtherFile> | undefined;

  constructor(path: string, last: Folder | undefined, touched: Touched) {
    this.path = path;
    this.#last = last;
    this.#touched = touched;
  }

  nextSubfolder(): string | undefined {
    return this.subfolders[this.#nextSubfolder++];
  }

  /** @param folder the one that `nextSubfolder` named last */
  addChild(folder: Folder): void {
    this.#children.set(this.subfolders[this.#nextSubfolder - 1] ?? '', folder);
  }

  isTouched(name: string): boolean {
    return this.#touched === 'all' || this.#touched.has(name);
  }

  touchedBelow(name: string): Touched {
    if (this.#touched === 'all') return 'all';
    const touched = this.#touched.get(name);
    return touched?.whole ? 'all' : (touched?.below ?? new Map<string, TouchedBelow>());
  }

  lastChild(name: string): Folder | undefined {
    return this.#last?.children.get(name);
  }

  lastGoFile(name: string): GoFile | undefined {
    if (!this.#last) return undefined;
    this.#lastGoFiles ??= new Map(this.#last.directory?.goFiles.map((file) => [file.name, file]));
    return this.#lastGoFiles.get(name);
  }

  lastOtherFile(name: string): OtherFile | undefined {
    if (!this.#last) return undefined;
    this.#lastOtherFiles ??= new Map(this.#last.directory?.otherFiles.map((file) => [file.name, file]));
    return this.#lastOtherFiles.get(name);
  }

  /** Whether go took the folder for a package when it was last read. */
  get wasPackage(): boolean {
    return (this.#last?.directory?.goFiles.length ?? 0) > 0;
  }

  /** A file that was removed after its folder was listed is no problem. */
  failed(name: string, failure: ReadFailure): void {
    if (failure.failure !== 'missing') this.problems.push(failureProblem(childPath(this.path, name), failure));
  }

  folder(): Folder {
    const { path, goFiles, packageFiles, moduleFiles, isUnread } = this;
    const isPackage = goFiles.length + packageFiles.length > 0;
    const directory: Directory = { path, goFiles: kept(goFiles), otherFiles: kept(packageFiles) };
    return {
      path,
      directory: isPackage ? keepDirectory(this.#last?.directory, directory) : undefined,
      children: this.#children.size === 0 ? noChildren : this.#children,
      hasGoMod: moduleFiles.has('go.mod'),
      hasGoWork: moduleFiles.has('go.work'),
      hasVendor: this.sawVendor && moduleFiles.size > 0,
      otherFiles: kept(this.otherFiles),
      problems: kept(this.problems),
      links: kept(this.links),
      isUnread,
    };
  }
}

export function failureProblem(path: string, { failure, detail }: ReadFailure): TreeProblem {
  return { path, kind: failure === 'symlink-loop' ? 'symlink-loop' : 'unreadable', detail };
}
