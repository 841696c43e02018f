import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { isAbsolute, normalize } from 'node:path';
import which from 'which';
import type { Awaitable } from '../../base/awaitable';
import type { DirectoryEntry, FileContent, FileStat, FileSystem } from '../../engine/index';
import { byName, defaultMaxBytes, entryKind, kindOf, readWithoutWaiting, unfitToRead } from './nodeFileSystem';
import { toEnginePath } from '../paths';
import { isMissing, reasonOf } from '../systemError';
import { Turns } from '../turns';

/**
 * The disk, read synchronously, for a program that has nothing else to do than to wait for it: to ask another thread for a
 * small file takes several times as long as to read it.
 */
export class DirectFileSystem implements FileSystem {
  readonly #turns = new Turns();

  readFile(path: string): Awaitable<FileContent> {
    return this.#inTurn(() => contentOf(path));
  }

  stat(path: string): Awaitable<FileStat | undefined> {
    return this.#inTurn(() => statOf(path));
  }

  readDirectory(path: string): Awaitable<readonly DirectoryEntry[] | undefined> {
    return this.#inTurn(() => entriesOf(path));
  }

  realPath(path: string): Awaitable<string | undefined> {
    return this.#inTurn(() => realPathOf(path));
  }

  #inTurn<T>(read: () => T): Awaitable<T> {
    return this.#turns.isOver ? this.#turns.next().then(read) : read();
  }
}

function contentOf(path: string): FileContent {
  try {
    // Missing files are many, and an error takes longer to make than a file to read.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { kind: 'missing' };
    const reason = unfitToRead(stats, defaultMaxBytes);
    return reason === undefined ? { kind: 'file', bytes: bytesOf(path, stats.size) } : { kind: 'unreadable', reason };
  } catch (error) {
    return isMissing(error) ? { kind: 'missing' } : { kind: 'unreadable', reason: reasonOf(error) };
  }
}

/** A byte more is asked for than the file should have: whoever gets all but that one has the file. */
function bytesOf(path: string, size: number): Uint8Array {
  const file = openSync(path, readWithoutWaiting);
  try {
    const buffer = Buffer.allocUnsafe(size + 1);
    const length = readSync(file, buffer, 0, buffer.length, null);
    return length > 0 && length === size ? buffer.subarray(0, length) : readFileSync(path);
  } finally {
    closeSync(file);
  }
}

function statOf(path: string): FileStat | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    return { kind: kindOf(stats), size: stats.size, executable: stats.isFile() && isExecutable(path) };
  } catch {
    return undefined;
  }
}

function entriesOf(path: string): readonly DirectoryEntry[] | undefined {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: entryKind(entry) })).toSorted(byName);
  } catch {
    return undefined;
  }
}

function realPathOf(path: string): string | undefined {
  try {
    return toEnginePath(realpathSync.native(path));
  } catch {
    return undefined;
  }
}

/** See `NodeFileSystem`. */
function isExecutable(path: string): boolean {
  if (!isAbsolute(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return which.sync(path, { path: '', nothrow: true }) === normalize(path);
  } catch {
    return false;
  }
}
