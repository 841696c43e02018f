import type { Awaitable } from '../../base/awaitable';
import type { FolderComparison, FolderHash } from '../model/contents';
import type { FolderHeaders } from '../model/headers';
import type { ExportsQuestion, ImportedNames, ImportedNamesQuestion, PackageExports } from '../model/importedNames';
import type { FolderSymbols, SymbolQuestion } from '../model/symbols';
import type { Tree } from '../model/tree';
import type { DirectoryEntry, FileContent, FileStat, PlaceState, Ports, ProcessRequest, ProcessResult } from '../ports';
import type { Input } from './inputs';

/**
 * Facts are derived queries, as in rust-analyzer's salsa: computed when first asked, remembered with what they asked for
 * themselves, and computed again only when one of those has really changed. Outcomes of checks are facts too, so an edit
 * runs again exactly the checks that it concerns.
 *
 * Between two runs, `invalidate` marks inputs (files, folders, the tree) as possibly changed. Never call it during a run.
 */

/** A rule that derives a value from a key. Declared once at module level; plain data and a pure function. */
export interface Fact<T> {
  readonly name: string;
  readonly compute: (key: string, facts: Facts) => Awaitable<T>;
  /** when a new value counts as unchanged; identity where absent */
  readonly equals?: (a: T, b: T) => boolean;
  /**
   * Much rests on it, and it seldom comes out different although what it rests on often changes: it is computed before
   * those who rest on it are put in doubt. Only for what is cheap and runs no process.
   */
  readonly barrier?: boolean;
}

/**
 * How facts and checks look at the world. Everything asked here is remembered as a dependency of the asker. What is known
 * already is answered at once; nothing here throws, an error is a promise that rejects.
 */
export interface Facts {
  /** the folder that is verified, absolute; '' where there is none */
  readonly root: string;
  readonly environment: Ports['environment'];
  readonly hasher: Ports['hasher'];
  readonly clock: Ports['clock'];
  readonly signal: AbortSignal;
  get<T>(fact: Fact<T>, key?: string): Awaitable<T>;
  /** what the disk or an editor says; the rest are the inputs that everybody asks */
  read<T>(input: Input<T>, key: string): Awaitable<T>;
  readFile(path: string): Awaitable<FileContent>;
  /** text of a file, UTF-8 with replacement characters; undefined where it cannot be read */
  readText(path: string): Awaitable<string | undefined>;
  /** SHA-256 of a saved file, in hexadecimal digits; undefined where it cannot be read */
  sha256(path: string): Awaitable<string | undefined>;
  stat(path: string): Awaitable<FileStat | undefined>;
  readDirectory(path: string): Awaitable<readonly DirectoryEntry[] | undefined>;
  realPath(path: string): Awaitable<string | undefined>;
  /** whose it is, whether it can be written, how much room there is */
  place(path: string): Awaitable<PlaceState | undefined>;
  tree(root: string): Awaitable<Tree>;
  /** the files that lie directly in two folders, byte by byte */
  compareFolders(first: string, second: string): Awaitable<FolderComparison>;
  /** the `h1:` hash of all files below a folder, whose names begin with `prefix` in it */
  hashFolder(folder: string, prefix: string): Awaitable<FolderHash>;
  /**
   * what the headers of the Go files that lie directly in a folder say, as they are on disk
   * @param isImmutable nobody may change what lies there, as in the module cache: it is never asked again
   */
  readHeaders(folder: string, isImmutable: boolean): Awaitable<FolderHeaders>;
  /** which names of the Go files that lie directly in a folder clash in some build */
  readSymbols(question: SymbolQuestion): Awaitable<FolderSymbols>;
  /**
   * which names a package exports to some builds alone
   * @param isImmutable as of `readHeaders`
   */
  readExports(question: ExportsQuestion, isImmutable: boolean): Awaitable<PackageExports>;
  /** which names of other packages some files of a folder use that these export to some builds alone */
  readImportedNames(question: ImportedNamesQuestion): Awaitable<ImportedNames>;
  /** A process call is an effect, not an input: it is run whenever the fact that asks for it is computed. */
  run(request: ProcessRequest): Promise<ProcessResult>;
}

export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}
