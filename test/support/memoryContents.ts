import { createHash } from 'node:crypto';
import {
  FolderComparer,
  FolderHasher,
  FolderHeaderReader,
  FolderSymbolReader,
  ImportedNameReader,
  type ContentComparer,
  type ContentReader,
  type ReadFailure,
} from '../../src/engine/index';
import type { MemoryFiles } from './memoryPorts';
import { memoryTreeReader } from './memoryTree';

/** Files in memory, compared and hashed by the code that the worker thread uses on disk; nothing is remembered. */
export function memoryContents(files: MemoryFiles): ContentComparer {
  const reader = memoryContentReader(files);
  return {
    compareFolders: (first, second) => Promise.resolve(new FolderComparer(reader).compare(first, second)),
    hashFolder: (folder, prefix) => {
      const hashing = new FolderHasher(reader).begin(folder, prefix);
      while (hashing.step());
      return Promise.resolve(hashing.result);
    },
    readHeaders: (folder) => Promise.resolve(new FolderHeaderReader(memoryTreeReader(files)).read(folder)),
    readSymbols: (question) => Promise.resolve(new FolderSymbolReader(reader).read(question)),
    readExports: (question) => Promise.resolve(new ImportedNameReader(reader).readExports(question)),
    readImportedNames: (question) => Promise.resolve(new ImportedNameReader(reader).read(question)),
  };
}

const missing: ReadFailure = { failure: 'missing', detail: 'no such file or directory' };

export function memoryContentReader(files: MemoryFiles): ContentReader {
  const tree = memoryTreeReader(files);
  return {
    list: (path) => tree.list(path),
    stamp: (path) => {
      const kind = files.kindOf(path);
      if (kind === undefined) return missing;
      const size = files.bytesOf(path)?.length ?? 0;
      return { kind, size, modifiedMs: 0, changedMs: 0, inode: 0 };
    },
    read: (path) => tree.readAll(path),
    latin1: (bytes, length) => tree.latin1(bytes, length),
    equal: (a, b) => Buffer.compare(a, b) === 0,
    sha256: (content, encoding) => createHash('sha256').update(content).digest(encoding),
  };
}
