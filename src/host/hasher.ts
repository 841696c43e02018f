import { statSync } from 'node:fs';
import { whenKnown } from '../base/awaitable';
import type { FileSystem, Hasher } from '../engine/index';
import { defaultMaxBytes, unfitToRead } from './nodeFileSystem';
import { NodeContentReader } from './scan/nodeContentReader';
import { sha256 } from './sha256';

/** @param disk files as they are saved, read by other threads */
export function nodeHasher(disk: Pick<FileSystem, 'readFile'>): Hasher {
  return {
    sha256,
    sha256OfFile: (path) =>
      whenKnown(disk.readFile(path), (content) => (content.kind === 'file' ? sha256(content.bytes, 'hex') : undefined)),
  };
}

/** For a program that has nothing else to do than to wait for the disk: nothing of the files is kept. */
export function directHasher(): Hasher {
  const reader = new NodeContentReader();
  return {
    sha256,
    sha256OfFile: (path) => {
      const size = sizeOf(path);
      if (size === undefined) return undefined;
      const content = reader.read(path, size);
      return 'failure' in content ? undefined : sha256(content, 'hex');
    },
  };
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
