import { ok } from 'node:assert/strict';
import {
  applyTreeDelta,
  TreeIndex,
  type DividedWalk,
  type Folder,
  type HeaderTable,
  type PackedTree,
} from '../../src/engine/index';
import type { TreeOptions } from '../../src/engine/tree/treeIndex';
import type { MemoryFiles } from './memoryPorts';
import { memoryTreeReader } from './memoryTree';
import type { SeededRandom } from './seededRandom';

/** What two walks that divide a tree tell each other. */
export type Claims = (backwards: boolean) => DividedWalk;

/** Claims that are right, and that count how often the files of a folder were taken. */
export function exactClaims(begun = new Set<string>()): Claims {
  const exhausted = new Set<string>();
  return (backwards) => ({
    backwards,
    claim: (path) => !begun.has(path) && begun.add(path).has(path),
    exhaust: (path) => void exhausted.add(path),
    isExhausted: (path) => exhausted.has(path),
  });
}

export interface DividedScan {
  readonly files: MemoryFiles;
  readonly claims: Claims;
  readonly random: SeededRandom;
  /** what becomes of what the second walk has read */
  readonly carry?: (second: Folder, table: HeaderTable, index: TreeIndex) => Folder | undefined;
  readonly options?: Partial<TreeOptions>;
}

/** Scans `/r` by two walks that take their steps in any order. */
export function dividedTree({ files, claims, random, carry = (folder) => folder, options }: DividedScan): {
  readonly tree: PackedTree;
  readonly index: TreeIndex;
} {
  const indexOf = (): TreeIndex =>
    new TreeIndex({ root: '/r', reader: memoryTreeReader(files), now: () => 0, ...options });
  const [index, other] = [indexOf(), indexOf()];
  const walks = [index.begin('all', claims(false)), other.begin('all', claims(true))] as const;
  const going = new Set(walks);
  // One may be far ahead of the other.
  const bias = random.next();
  while (going.size > 0) {
    const walk = random.next() < bias ? walks[0] : walks[1];
    const next = going.has(walk) ? walk : [...going][0];
    if (next && !next.step()) going.delete(next);
  }
  const last = index.join(walks[0], carry(walks[1].result, other.names.table, index));
  while (last.step());
  const delta = index.finish(last);
  ok(delta);
  return { tree: applyTreeDelta(undefined, delta), index };
}

/** A tree of folders in folders, with all that a walk looks at. */
export function randomFiles(random: SeededRandom): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const contents = ['package p\n', 'package p\n\nimport "fmt"\n', '//go:build x\n\npackage p\n', 'pack', 'import "C"'];
  const names = ['a.go', 'b_linux.go', 'c.s', 'go.mod', 'go.work', 'Dockerfile', 'vendor/modules.txt', 'README.md'];
  const folders = ['a', 'b', 'c', 'testdata', '.github/workflows', 'é x', '_d', 'z'];
  const fill = (folder: string, depth: number): void => {
    for (const name of random.sample(names, random.below(5))) files[`${folder}/${name}`] = random.pick(contents);
    if (depth > 0) for (const name of random.sample(folders, random.below(6))) fill(`${folder}/${name}`, depth - 1);
  };
  fill('/r', 4);
  return { '/r/go.mod': 'module r\n', ...files };
}
