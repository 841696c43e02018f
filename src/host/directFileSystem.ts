import { accessSync, closeSync, constants, openSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, normalize } from 'node:path';
import which from 'which';
import type { DirectoryEntry, FileContent, FileSystem } from '../engine/index';
import { byName, defaultMaxBytes, entryKind, kindOf, readWithoutWaiting, unfitToRead } from './nodeFileSystem';
import { toEnginePath } from './paths';
import { isMissing, reasonOf } from './systemError';
import { Turns } from './turns';

/**
 * The disk, read synchronously, for a program that has nothing else to do than to wait for it: to ask another thread for a
 * small file takes several times as long as to read it.
 */
export class DirectFileSystem implements FileSystem {
  readonly #turns = new Turns();

  async readFile(path: string): Promise<FileContent> {
    if (this.#turns.isOver) await this.#turns.next();
    try {
      // Missing files are many, and an error takes longer to make than a file to read.
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return { kind: 'missing' };
      const reason = unfitToRead(stats, defaultMaxBytes);
      return reason === undefined ? { kind: 'file', bytes: contentOf(path) } : { kind: 'unreadable', reason };
    } catch (error) {
      return isMissing(error) ? { kind: 'missing' } : { kind: 'unreadable', reason: reasonOf(error) };
    }
  }

  async stat(path: string): ReturnType<FileSystem['stat']> {
    if (this.#turns.isOver) await this.#turns.next();
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      return { kind: kindOf(stats), size: stats.size, executable: stats.isFile() && isExecutable(path) };
    } catch {
      return undefined;
    }
  }

  async readDirectory(path: string): Promise<readonly DirectoryEntry[] | undefined> {
    if (this.#turns.isOver) await this.#turns.next();
    try {
      const entries = readdirSync(path, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: entryKind(entry) })).toSorted(byName);
    } catch {
      return undefined;
    }
  }

  async realPath(path: string): Promise<string | undefined> {
    if (this.#turns.isOver) await this.#turns.next();
    try {
      return toEnginePath(realpathSync.native(path));
    } catch {
      return undefined;
    }
  }
}

function contentOf(path: string): Uint8Array {
  const file = openSync(path, readWithoutWaiting);
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
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
