import { closeSync, constants, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { headBytes, type EntryKind, type ReadFailure, type TreeEntry, type TreeReader } from '../../engine/index';
import { failureOf } from '../systemError';
import { latin1 } from './latin1';

/**
 * The disk, read synchronously, with the texts of open documents in place of files. Of a file it opens only what the walk
 * knows to be one, so that no pipe can hold it up.
 */
export class NodeTreeReader implements TreeReader {
  readonly #overlay: ReadonlyMap<string, Uint8Array>;

  readonly head = Buffer.alloc(headBytes);

  constructor(overlay: ReadonlyMap<string, Uint8Array>) {
    this.#overlay = overlay;
  }

  list(path: string): readonly TreeEntry[] | ReadFailure {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      return failureOf(error);
    }
  }

  kindOf(path: string): EntryKind | ReadFailure {
    try {
      const stats = statSync(path);
      return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other';
    } catch (error) {
      return failureOf(error);
    }
  }

  openText(path: string): Uint8Array | undefined {
    // Looking a path up costs the hash of it, for thousands of files and mostly for nothing.
    return this.#overlay.size === 0 ? undefined : this.#overlay.get(path);
  }

  readStart(path: string): number | ReadFailure {
    try {
      const file = openSync(path, constants.O_RDONLY);
      try {
        return readSync(file, this.head, 0, headBytes, null);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return failureOf(error);
    }
  }

  latin1(bytes: Uint8Array, length: number): string {
    return bytes === this.head ? this.head.toString('latin1', 0, length) : latin1(bytes, length);
  }

  readAll(path: string): Uint8Array | ReadFailure {
    try {
      return readFileSync(path);
    } catch (error) {
      return failureOf(error);
    }
  }
}
