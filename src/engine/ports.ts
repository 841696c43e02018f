import type { Awaitable } from '../base/awaitable';
import type { FolderComparison, FolderHash } from './model/contents';
import type { FolderHeaders } from './model/headers';
import type { ExportsQuestion, ImportedNames, ImportedNamesQuestion, PackageExports } from './model/importedNames';
import type { FolderSymbols, SymbolQuestion } from './model/symbols';
import type { Tree } from './model/tree';

/** What the engine needs from outside. Paths are absolute and use `/`. Implementations: `host/`, fakes: `test/support/`. */

export type FileContent =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  /** exists, but cannot be read as a file: no permission, a folder, larger than the limit */
  | { readonly kind: 'unreadable'; readonly reason: string };

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly size: number;
  readonly executable: boolean;
}

/** Never throws or rejects: what cannot be read is a value. At once where the disk is read synchronously. */
export interface FileSystem {
  readFile(path: string): Awaitable<FileContent>;
  /** follows symbolic links */
  stat(path: string): Awaitable<FileStat | undefined>;
  /** undefined where it is no readable folder; entries are sorted by name */
  readDirectory(path: string): Awaitable<readonly DirectoryEntry[] | undefined>;
  /** the path with every symbolic link resolved; undefined where it does not exist */
  realPath(path: string): Awaitable<string | undefined>;
}

/** What the operating system says of a file or folder beside its content. */
export interface PlaceState {
  /** `silent`: its file system did not answer in time, and nothing else is known */
  readonly kind: 'directory' | 'other' | 'silent';
  /** account that owns it, and account of this process; undefined where accounts have no numbers */
  readonly owner: number | undefined;
  readonly user: number | undefined;
  /** this process may make files in it */
  readonly writable: boolean;
  /** other accounts may read it, by its mode; undefined where files have no modes */
  readonly open: boolean | undefined;
  /** left for this account, in steps of 64, no more than 4096; undefined where the file system counts none */
  readonly freeMiB: number | undefined;
  /** kind of the file system, where another machine holds it: `NFS` */
  readonly network: string | undefined;
}

/** Few places matter so much that more than their content is asked of them. Looks, and never writes to find out. */
export interface Places {
  /** follows symbolic links; undefined where there is nothing, or where nobody may look */
  look(path: string): Promise<PlaceState | undefined>;
}

export interface ProcessRequest {
  /** absolute path of the executable; never a bare name */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** the whole environment of the child */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** text for standard input; closed at once where absent */
  readonly input?: string;
  /**
   * Files that the process needs and that nobody may see: name to text. They are written to a folder of their own in the
   * temporary folder before the start and removed after the end; `{scratch}` in `args` and `env` becomes its path.
   */
  readonly scratch?: Readonly<Record<string, string>>;
  /** names below the scratch folder whose texts are wanted after the process has exited, before the folder is removed */
  readonly readBack?: readonly string[];
}

/** How a process ended. Never a rejection. */
export type ProcessResult =
  | {
      readonly kind: 'exited';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
      readonly durationMs: number;
      /** what the process left of `readBack`: name to text; a file that is not there has no entry */
      readonly files?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'could-not-start'; readonly reason: string }
  | { readonly kind: 'timed-out'; readonly stdout: string; readonly stderr: string; readonly timeoutMs: number }
  | { readonly kind: 'signalled'; readonly signal: string; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'too-much-output'; readonly limit: number }
  | { readonly kind: 'cancelled' };

export interface ProcessRunner {
  /** On cancel and on time-out the whole process group is killed. */
  run(request: ProcessRequest, signal: AbortSignal): Promise<ProcessResult>;
}

export interface TreeScanner {
  /** Scans, or brings the last scan up to date with the paths told to `invalidate`. Unchanged folders keep their identity. */
  scan(root: string, signal: AbortSignal): Promise<Tree>;
  /** Lets go of the objects that stand for files in the trees: who asks later gets new ones. For when nobody works. */
  pack(): void;
}

/**
 * Reads contents by the thousand, away from the thread that waits. Rejects with `Cancelled`, or with an error where the
 * thread died.
 */
export interface ContentComparer {
  compareFolders(first: string, second: string, signal: AbortSignal): Promise<FolderComparison>;
  /** @param prefix what the names of the files begin with in the hash: `rsc.io/quote@v1.5.2` */
  hashFolder(folder: string, prefix: string, signal: AbortSignal): Promise<FolderHash>;
  /** Reads the headers of the Go files that lie directly in a folder; one that is not there has none. */
  readHeaders(folder: string, signal: AbortSignal): Promise<FolderHeaders>;
  /** Reads the Go files of a folder whole: which of its names clash in some build. */
  readSymbols(question: SymbolQuestion, signal: AbortSignal): Promise<FolderSymbols>;
  /** Reads the Go files of a package, but for its tests: which names it exports to some builds alone. */
  readExports(question: ExportsQuestion, signal: AbortSignal): Promise<PackageExports>;
  /** Reads some Go files of a folder: which names of other packages they use that these export to some builds alone. */
  readImportedNames(question: ImportedNamesQuestion, signal: AbortSignal): Promise<ImportedNames>;
}

export interface Hasher {
  /** @returns the digest in hexadecimal digits, or in standard base64 with its padding */
  sha256(content: Uint8Array | string, encoding: 'hex' | 'base64'): string;
  /** The digest of a file of the disk, in hexadecimal digits; undefined where it cannot be read as a file. */
  sha256OfFile(path: string): Awaitable<string | undefined>;
}

export interface Clock {
  /** milliseconds from an arbitrary point, monotonic */
  now(): number;
  /** today, `YYYY-MM-DD`, for what depends on the calendar (`until` of an ignore, end-of-life tables) */
  today(): string;
}

export interface Logger {
  info(message: string): void;
  debug(message: string): void;
  trace(message: string): void;
}

/** Files in which the editor that asks keeps its settings, as it says itself. */
export interface EditorFiles {
  /** of the user, in the profile that is in use; perhaps not there */
  readonly user: string | undefined;
  /** the `.code-workspace` file that is open; undefined: none is */
  readonly workspace: string | undefined;
}

/** The process environment and the machine, read once per run. */
export interface EnvironmentSnapshot {
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** GOARCH spelling: amd64, arm64 */
  readonly arch: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly homeDir: string | undefined;
  /** os.UserConfigDir of Go: `~/.config`, `~/Library/Application Support`, `%AppData%` */
  readonly userConfigDir: string | undefined;
  readonly tempDir: string;
  readonly pathDelimiter: string;
  /** extensions that make a file executable: `['']` but on Windows */
  readonly executableExtensions: readonly string[];
  /** path of `go` from the user's (never the workspace's) settings */
  readonly configuredGo: string | undefined;
  /** undefined: no editor asks, or one that says nothing of its settings */
  readonly editorFiles?: EditorFiles;
}

export interface Ports {
  readonly files: FileSystem;
  readonly places: Places;
  readonly processes: ProcessRunner;
  readonly tree: TreeScanner;
  readonly contents: ContentComparer;
  readonly hasher: Hasher;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly environment: EnvironmentSnapshot;
}
