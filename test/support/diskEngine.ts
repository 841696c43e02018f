import { readFileSync, readdirSync, statSync, openSync, readSync, closeSync, realpathSync } from 'node:fs';
import { createEngine, defaultConfig, type Check, type DirectoryEntry, type RunResult } from '../../src/engine/index';
import { applyTreeDelta } from '../../src/engine/tree/treeDelta';
import { TreeIndex } from '../../src/engine/tree/treeIndex';
import type { ReadFailure, TreeReader } from '../../src/engine/tree/treeReader';
import { memoryPorts } from './memoryPorts';

/** Verifies a folder on disk with chosen checks in this thread: static checks only, nothing is run. */
export async function verifyOnDisk(root: string, checks: readonly Check[]): Promise<RunResult> {
  const ports = memoryPorts({
    tree: (of) => {
      const delta = new TreeIndex({ root: of, reader: diskReader, now: () => 0 }).update('all');
      if (delta === undefined) throw new Error('nobody stopped the walk');
      return applyTreeDelta(undefined, delta);
    },
  });
  const engine = createEngine({ ...ports, files: diskFiles }, checks);
  const config = { ...defaultConfig, profile: 'static' as const };
  return engine.run({ root, config, granted: 'static' }, new AbortController().signal);
}

function attempt<T>(action: () => T): T | ReadFailure {
  try {
    return action();
  } catch (error) {
    return { failure: 'missing', detail: String(error) };
  }
}

function entriesOf(path: string): DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => ({
      name: entry.name,
      kind: entry.isDirectory()
        ? ('directory' as const)
        : entry.isFile()
          ? ('file' as const)
          : entry.isSymbolicLink()
            ? ('symlink' as const)
            : ('other' as const),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const diskReader: TreeReader = {
  list: (path) => attempt(() => entriesOf(path)),
  kindOf: (path) => attempt(() => (statSync(path).isDirectory() ? 'directory' : 'file')),
  readStart: (path, into) =>
    attempt(() => {
      const file = openSync(path, 'r');
      try {
        return readSync(file, into, 0, into.length, 0);
      } finally {
        closeSync(file);
      }
    }),
  readAll: (path) => attempt(() => readFileSync(path)),
};

const diskFiles = {
  readFile: (path: string) => {
    const bytes = attempt(() => readFileSync(path));
    return Promise.resolve('failure' in bytes ? { kind: 'missing' as const } : { kind: 'file' as const, bytes });
  },
  stat: (path: string) => {
    const stat = attempt(() => statSync(path));
    if ('failure' in stat) return Promise.resolve(undefined);
    const kind = stat.isDirectory() ? ('directory' as const) : ('file' as const);
    return Promise.resolve({ kind, size: stat.size, executable: (stat.mode & 0o111) !== 0 });
  },
  readDirectory: (path: string) => {
    const entries = attempt(() => entriesOf(path));
    return Promise.resolve('failure' in entries ? undefined : entries);
  },
  realPath: (path: string) => {
    const real = attempt(() => realpathSync(path));
    return Promise.resolve(typeof real === 'string' ? real : undefined);
  },
};
