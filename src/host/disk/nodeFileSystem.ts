import { constants } from 'node:fs';
import { access, open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import type { Dirent, Stats } from 'node:fs';
import { isAbsolute, normalize } from 'node:path';
import which from 'which';
import type { DirectoryEntry, EntryKind, FileContent, FileStat, FileSystem } from '../../engine/index';
import { toEnginePath } from '../paths';
import { isMissing, reasonOf } from '../systemError';

/** No file that Go reads as text is as large; a mistaken one must not fill the memory. */
export const defaultMaxBytes = 64 * 1024 * 1024;

/** Opening a pipe must not wait for a writer. Windows has no such flag. */
export const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The disk, read by Node's own threads. */
export class NodeFileSystem implements FileSystem {
  readonly #maxBytes: number;

  constructor(maxBytes: number = defaultMaxBytes) {
    this.#maxBytes = maxBytes;
  }

  async readFile(path: string): Promise<FileContent> {
    let file: FileHandle | undefined;
    try {
      file = await open(path, readWithoutWaiting);
      const stats = await file.stat();
      const reason = unfitToRead(stats, this.#maxBytes);
      return reason === undefined ? { kind: 'file', bytes: await file.readFile() } : { kind: 'unreadable', reason };
    } catch (error) {
      return isMissing(error) ? { kind: 'missing' } : { kind: 'unreadable', reason: reasonOf(error) };
    } finally {
      await file?.close().catch(() => undefined);
    }
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const stats = await stat(path);
      return { kind: kindOf(stats), size: stats.size, executable: stats.isFile() && (await isExecutable(path)) };
    } catch {
      return undefined;
    }
  }

  async readDirectory(path: string): Promise<readonly DirectoryEntry[] | undefined> {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: entryKind(entry) })).toSorted(byName);
    } catch {
      return undefined;
    }
  }

  async realPath(path: string): Promise<string | undefined> {
    try {
      return toEnginePath(await realpath(path));
    } catch {
      return undefined;
    }
  }
}

export function kindOf(stats: Stats): 'file' | 'directory' | 'other' {
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other';
}

/** Why something is not read as a file; undefined where it is. */
export function unfitToRead(stats: Stats, maxBytes: number): string | undefined {
  if (stats.isDirectory()) return 'is a directory';
  if (!stats.isFile()) return 'not a regular file';
  return stats.size > maxBytes ? `larger than ${megabytes(maxBytes)}` : undefined;
}

export function entryKind(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}

export function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/**
 * Whether the system would start this very file: `which` knows the owner and the mode on Unix, PATHEXT on Windows; the
 * system itself knows volumes that nothing may be started from. An absolute path and an empty `path` keep `which` from
 * looking anywhere else, above all in the working directory. A file inside the workspace is dropped by those who look for
 * go, who say so.
 */
async function isExecutable(path: string): Promise<boolean> {
  if (!isAbsolute(path)) return false;
  try {
    await access(path, constants.X_OK);
    // With another extension it is another file.
    return (await which(path, { path: '', nothrow: true })) === normalize(path);
  } catch {
    return false;
  }
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
