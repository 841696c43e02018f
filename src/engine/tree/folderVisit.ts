import { kept } from '../../base/kept';
import type { TreeProblem } from '../model/tree';
import type { HeaderNumbers, HeaderTable } from '../parse/headerTable';
import { childPath, noChildren, type Folder } from './folder';
import { PackedDirectory, pushGoRow } from './packedDirectory';
import type { RowStore } from './rowStore';
import type { Touched, TouchedBelow } from './touched';
import type { ReadFailure } from './treeReader';

/** What is being gathered of one folder. */
export class FolderVisit {
  readonly path: string;
  readonly #goNames: string[] = [];
  readonly #otherNames: string[] = [];
  /** of the Go files, then of the others */
  readonly #rows: number[] = [];
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
  readonly #lastDirectory: PackedDirectory | undefined;
  readonly #touched: Touched;
  readonly #table: HeaderTable;
  readonly #store: RowStore;
  /** a folder `vendor`, or a link to one */
  sawVendor = false;
  /** the other of two walks reads its files */
  isUnread = false;
  #lastGoFiles: ReadonlyMap<string, HeaderNumbers> | undefined;
  #lastOtherFiles: ReadonlyMap<string, number> | undefined;

  constructor(path: string, last: Folder | undefined, touched: Touched, table: HeaderTable, store: RowStore) {
    this.path = path;
    this.#last = last;
    // The numbers of another table say nothing here.
    this.#lastDirectory = last?.directory?.table === table ? last.directory : undefined;
    this.#touched = touched;
    this.#table = table;
    this.#store = store;
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

  get hasGoFiles(): boolean {
    return this.#goNames.length > 0;
  }

  addGoFile(name: string, header: HeaderNumbers): void {
    this.#goNames.push(name);
    pushGoRow(this.#rows, header);
  }

  /** After the last Go file. @param constraints the number of its lines */
  addOtherFile(name: string, constraints: number): void {
    this.#otherNames.push(name);
    this.#rows.push(constraints);
  }

  lastGoFile(name: string): HeaderNumbers | undefined {
    this.#lastGoFiles ??= this.#lastDirectory?.goHeaders() ?? new Map<string, HeaderNumbers>();
    return this.#lastGoFiles.get(name);
  }

  lastOtherFile(name: string): number | undefined {
    this.#lastOtherFiles ??= this.#lastDirectory?.otherConstraints() ?? new Map<string, number>();
    return this.#lastOtherFiles.get(name);
  }

  /** Whether go took the folder for a package when it was last read. */
  get wasPackage(): boolean {
    return (this.#lastDirectory?.goFileCount ?? 0) > 0;
  }

  /** A file that was removed after its folder was listed is no problem. */
  failed(name: string, failure: ReadFailure): void {
    if (failure.failure !== 'missing') this.problems.push(failureProblem(childPath(this.path, name), failure));
  }

  folder(): Folder {
    const { path, moduleFiles, isUnread } = this;
    return {
      path,
      directory: this.#directory(),
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

  /** The last one where nothing changed. */
  #directory(): PackedDirectory | undefined {
    const names = [...this.#goNames, ...this.#otherNames];
    if (names.length === 0) return undefined;
    const counts = { goFileCount: this.#goNames.length, otherFileCount: this.#otherNames.length };
    const files = { names: names.join('/'), ...counts };
    const last = this.#lastDirectory;
    if (last?.isOf(files, this.#rows)) return last;
    return new PackedDirectory(this.path, { ...files, ...this.#store.add(this.#rows) }, this.#table);
  }
}

export function failureProblem(path: string, { detail }: ReadFailure): TreeProblem {
  return { path, kind: 'unreadable', detail };
}
