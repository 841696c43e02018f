import { equal, ok } from 'node:assert/strict';
import { applyTreeDelta } from '../../../../src/engine/tree/treeDelta';
import { TreeIndex, type TreeOptions } from '../../../../src/engine/tree/treeIndex';
import type { Tree } from '../../../../src/engine/index';
import { dividedTree, exactClaims, randomFiles, type Claims } from '../../../support/dividedScan';
import { equalTrees } from '../../../support/equalTrees';
import { MemoryFiles } from '../../../support/memoryPorts';
import { memoryTree, memoryTreeReader } from '../../../support/memoryTree';
import { SeededRandom } from '../../../support/seededRandom';

const seeds = Array.from({ length: 150 }, (_, seed) => seed);

/** Claims that now and then take a folder for begun or exhausted that is not, as where two share a slot. */
function wrongClaims(random: SeededRandom): Claims {
  const exact = exactClaims();
  return (backwards) => {
    const right = exact(backwards);
    return {
      ...right,
      claim: (path) => random.next() > 0.3 && right.claim(path),
      isExhausted: (path) => random.next() < 0.2 || right.isExhausted(path),
    };
  };
}

/** Nobody hears of the other. */
const deafClaims: Claims = (backwards) => exactClaims()(backwards);

function wholeTree(files: MemoryFiles, options: Partial<TreeOptions>): Tree {
  const index = new TreeIndex({ root: '/r', reader: memoryTreeReader(files), now: () => 0, ...options });
  const delta = index.update('all');
  ok(delta);
  return applyTreeDelta(undefined, delta);
}

describe('a walk that is divided between two', () => {
  for (const [what, claimsOf] of [
    ['that agree', () => exactClaims()],
    ['that do not hear each other', () => deafClaims],
    ['that take folders for read that are not', wrongClaims],
  ] as const)
    it(`reads the same tree as one, by walks ${what}`, () => {
      for (const seed of seeds) {
        const random = new SeededRandom(seed);
        const files = new MemoryFiles(randomFiles(random));
        const { tree } = dividedTree({ files, claims: claimsOf(random), random });
        equalTrees(tree, memoryTree(files, '/r'), `seed ${seed}`);
      }
    });

  it('reads what the other was to read, where the other was lost', () => {
    for (const seed of seeds) {
      const random = new SeededRandom(seed);
      const files = new MemoryFiles(randomFiles(random));
      const { tree } = dividedTree({ files, claims: exactClaims(), random, carry: () => undefined });
      equalTrees(tree, memoryTree(files, '/r'), `seed ${seed}`);
    }
  });

  it('gives both a part, and reads no file twice', () => {
    const files = new MemoryFiles(
      Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`/r/only/p${at}/a.go`, 'package p\n'])),
    );
    const read: string[] = [];
    const reader = memoryTreeReader(files);
    const noting = { ...reader, readStart: (path: string) => (read.push(path), reader.readStart(path)) };
    const indexes = [0, 1].map(() => new TreeIndex({ root: '/r', reader: noting, now: () => 0 })) as [
      TreeIndex,
      TreeIndex,
    ];
    const claims = exactClaims();
    const [first, second] = [indexes[0].begin('all', claims(false)), indexes[1].begin('all', claims(true))];
    // In step: they meet in the middle of the only folder.
    for (let going = true; going;) {
      const one = first.step();
      going = second.step() || one;
    }
    equal(read.length, 40);
    equal(new Set(read).size, 40);
    const last = indexes[0].join(first, second.result);
    while (last.step());
    equal(applyTreeDelta(undefined, indexes[0].finish(last)).goFileCount, 40);
    equal(read.length, 40, 'nothing was left to read');
  });

  it('is kept up to date as any other', () => {
    for (const seed of seeds.slice(0, 40)) {
      const random = new SeededRandom(seed);
      const files = new MemoryFiles(randomFiles(random));
      const { tree, index } = dividedTree({ files, claims: wrongClaims(random), random });
      files.write('/r/b/new/n.go', 'package n\n');
      files.delete('/r/go.mod');
      const delta = index.update(['/r/b/new/n.go', '/r/go.mod']);
      ok(delta);
      equalTrees(applyTreeDelta(tree, delta), memoryTree(files, '/r'), `seed ${seed}`);
    }
  });

  it('stops at the same file where there are too many, and says so once', () => {
    for (const seed of seeds.slice(0, 60)) {
      const random = new SeededRandom(seed);
      const files = new MemoryFiles(randomFiles(random));
      const options = { maxGoFiles: 1 + random.below(12) };
      const { tree } = dividedTree({ files, claims: exactClaims(), random, options });
      equalTrees(tree, wholeTree(files, options), `seed ${seed}, ${options.maxGoFiles}`);
    }
  });

  it('says once that the time was over', () => {
    for (const seed of seeds.slice(0, 60)) {
      const random = new SeededRandom(seed);
      const files = new MemoryFiles(randomFiles(random));
      let time = 0;
      const options = { maxMs: 1 + random.below(30), now: () => time++ };
      const { tree } = dividedTree({ files, claims: exactClaims(), random, options });
      const told = tree.problems.filter(({ kind }) => kind === 'out-of-time');
      const isWhole = tree.goFileCount === memoryTree(files, '/r').goFileCount;
      ok(told.length === 1 || (told.length === 0 && isWhole), `seed ${seed}: ${told.length} times`);
    }
  });

  it('tells of a folder that neither can read', () => {
    const files = new MemoryFiles({
      '/r/a/a.go': 'package a\n',
      '/r/b/b.go': 'package b\n',
      '/r/c/c.go': 'package c\n',
    });
    files.unreadable.add('/r/b');
    for (const seed of seeds.slice(0, 20)) {
      const random = new SeededRandom(seed);
      equalTrees(dividedTree({ files, claims: exactClaims(), random }).tree, memoryTree(files, '/r'));
    }
  });
});
