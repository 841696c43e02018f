import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { FileSystem, Hasher } from '../../engine/index';
import { defaultMaxBytes, readWithoutWaiting, unfitToRead } from './nodeFileSystem';
import { NodeContentReader } from '../scan/nodeContentReader';
import { sha256 } from './sha256';

/** For a program that must not wait. @param disk files as they are saved */
export async function digestOf(path: string, disk: Pick<FileSystem, 'readFile'>): Promise<string | undefined> {
  const content = await disk.readFile(path);
  return content.kind === 'file' ? sha256(content.bytes, 'hex') : undefined;
}

/** For a program that has nothing else to do than to wait for the disk: nothing of the files is kept. */
export function directHasher(): Hasher {
  const reader = new NodeContentReader();
  const buffer = Buffer.allocUnsafe(64 * 1024);
  let foundInARow = 0;
  return {
    sha256,
    sha256OfFile: (path) => {
      // To ask first takes as long as to read; an error takes longer to make than ten files to read, and a go.sum may name
      // thousands that nobody downloaded.
      if (foundInARow < 10 && !existsSync(path)) return undefined;
      const length = readSmall(path, buffer);
      foundInARow = length === undefined ? 0 : foundInARow + 1;
      if (length !== undefined) return sha256(buffer.subarray(0, length), 'hex');
      const size = sizeOf(path);
      if (size === undefined) return undefined;
      const content = reader.read(path, size);
      return 'failure' in content ? undefined : sha256(content, 'hex');
    },
  };
}

/** Most go.mod files are small, and to ask for their size first takes as long as to read them. @returns undefined where it is none of those */
function readSmall(path: string, buffer: Buffer): number | undefined {
  try {
    const file = openSync(path, readWithoutWaiting);
    try {
      let length = 0;
      for (;;) {
        const count = readSync(file, buffer, length, buffer.length - length, null);
        length += count;
        // A pipe is empty at once; what fills the buffer may go on behind it.
        if (count === 0 || length === buffer.length) return length > 0 && length < buffer.length ? length : undefined;
      }
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** In bytes; undefined where there is no file that could be read. */
function sizeOf(path: string): number | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined || unfitToRead(stats, defaultMaxBytes) !== undefined ? undefined : stats.size;
  } catch {
    return undefined;
  }
}
