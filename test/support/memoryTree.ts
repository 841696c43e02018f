import { headBytes } from '../../src/engine/parse/goHeaderSummary';
import { applyTreeDelta } from '../../src/engine/tree/treeDelta';
import { TreeIndex } from '../../src/engine/tree/treeIndex';
import type { ReadFailure, TreeEntry, TreeReader } from '../../src/engine/tree/treeReader';
import type { DirectoryEntry, Tree } from '../../src/engine/index';
import type { MemoryFiles } from './memoryPorts';

const missing: ReadFailure = { failure: 'missing', detail: 'no such file or directory' };
const denied: ReadFailure = { failure: 'unreadable', detail: 'permission denied' };

function treeEntry({ name, kind }: DirectoryEntry): TreeEntry {
  return {
    name,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'directory',
    isSymbolicLink: () => kind === 'symlink',
  };
}

/** Files in memory, read by the walk that the worker thread uses on disk. */
export function memoryTreeReader(files: MemoryFiles): TreeReader {
  const head = new Uint8Array(headBytes);
  const bytesOf = (path: string): Uint8Array | ReadFailure =>
    files.unreadable.has(path) ? denied : (files.bytesOf(path) ?? missing);
  return {
    list: (path) => (files.unreadable.has(path) ? denied : (files.entriesOf(path)?.map(treeEntry) ?? missing)),
    kindOf: (path) => files.kindOf(path) ?? missing,
    head,
    openText: () => undefined,
    latin1: (bytes, length) => Buffer.from(bytes.subarray(0, length)).toString('latin1'),
    readStart: (path) => {
      const bytes = bytesOf(path);
      if ('failure' in bytes) return bytes;
      const part = bytes.subarray(0, head.length);
      head.set(part);
      return part.length;
    },
    readAll: bytesOf,
  };
}

/** What a scan of these files finds below `root`. */
export function memoryTree(files: MemoryFiles, root: string): Tree {
  const index = new TreeIndex({ root, reader: memoryTreeReader(files), now: () => 0 });
  const delta = index.update('all');
  if (delta === undefined) throw new Error('nobody stopped the walk');
  return applyTreeDelta(undefined, delta);
}
