import { closeSync, constants, openSync, readdirSync, readSync, statSync } from 'node:fs';
import type { ContentReader, FileStamp, ReadFailure, TreeEntry } from '../../engine/index';
import { megabytes } from '../disk/nodeFileSystem';
import { sha256 } from '../disk/sha256';
import { failureOf } from '../systemError';
import { latin1 } from './latin1';

/** The disk, read synchronously. Open documents do not count: what is compared is what `go` reads. */
export class NodeContentReader implements ContentReader {
  /** two files are compared at a time */
  #buffers: readonly [Buffer, Buffer] = [Buffer.allocUnsafe(initialBytes), Buffer.allocUnsafe(initialBytes)];

  list(path: string): readonly TreeEntry[] | ReadFailure {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      return failureOf(error);
    }
  }

  stamp(path: string): FileStamp | ReadFailure {
    try {
      const stats = statSync(path);
      const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other';
      return { kind, size: stats.size, modifiedMs: stats.mtimeMs, changedMs: stats.ctimeMs, inode: stats.ino };
    } catch (error) {
      return failureOf(error);
    }
  }

  read(path: string, size: number, most = Infinity): Uint8Array | ReadFailure {
    try {
      const file = openSync(path, readWithoutWaiting);
      try {
        return this.#readAll(file, size, most);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return failureOf(error);
    }
  }

  readonly latin1 = latin1;

  equal(a: Uint8Array, b: Uint8Array): boolean {
    return Buffer.compare(a, b) === 0;
  }

  readonly sha256 = sha256;

  /** A byte more is asked for than the file should have, so that a short answer says that this was all. */
  #readAll(file: number, size: number, most: number): Uint8Array | ReadFailure {
    let buffer = this.#take(Math.min(size, most) + 1);
    let length = 0;
    for (;;) {
      const count = readSync(file, buffer, length, buffer.length - length, null);
      length += count;
      if (length > most) return { failure: 'unreadable', detail: `larger than ${megabytes(most)}` };
      if (count === 0 || length < buffer.length) return buffer.subarray(0, length);
      const larger = Buffer.allocUnsafe(buffer.length * 2);
      buffer.copy(larger);
      buffer = larger;
      this.#keep(larger);
    }
  }

  #take(size: number): Buffer {
    const [next, other] = this.#buffers;
    const buffer = next.length >= size ? next : Buffer.allocUnsafe(Math.max(size, next.length * 2));
    this.#buffers = [other, next];
    this.#keep(buffer);
    return buffer;
  }

  /** In the place of the one that was taken last. A huge file's buffer is not kept. */
  #keep(buffer: Buffer): void {
    if (buffer.length <= keptBytes) this.#buffers = [this.#buffers[0], buffer];
  }
}

const initialBytes = 64 * 1024;
const keptBytes = 8 * 1024 * 1024;

/** Opening a pipe must not wait for a writer. Windows has no such flag. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
