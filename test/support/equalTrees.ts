import { deepEqual } from 'node:assert/strict';
import type { Tree } from '../../src/engine/index';

/** Asserts that two trees say the same, in the same order: their folders are kept as numbers, which differ from tree to tree. */
export function equalTrees(actual: Tree | undefined, expected: Tree | undefined, message?: string): void {
  deepEqual(actual && plain(actual), expected && plain(expected), message);
}

function plain({ directories, ...tree }: Tree): unknown {
  return {
    ...tree,
    directories: Array.from(directories, ([key, { path, goFileCount, goFiles, otherFiles }]) => {
      return { key, path, goFileCount, goFiles, otherFiles };
    }),
  };
}
