import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyTreeDelta } from '../../../../src/engine/tree/treeDelta';
import { TreeIndex } from '../../../../src/engine/tree/treeIndex';
import type { PackedTree } from '../../../../src/engine/index';
import { equalTrees } from '../../../support/equalTrees';
import { MemoryFiles } from '../../../support/memoryPorts';
import { memoryTree, memoryTreeReader } from '../../../support/memoryTree';
import { SeededRandom } from '../../../support/seededRandom';

/** A tree that is told what changes, as a server would. */
class LiveTree {
  readonly files: MemoryFiles;
  readonly #index: TreeIndex;
  tree: PackedTree;

  constructor(files: MemoryFiles) {
    this.files = files;
    this.#index = new TreeIndex({ root: '/r', reader: memoryTreeReader(files), now: () => 0 });
    const delta = this.#index.update('all');
    ok(delta);
    this.tree = applyTreeDelta(undefined, delta);
  }

  update(...changed: string[]): PackedTree {
    const delta = this.#index.update(changed);
    ok(delta);
    this.tree = applyTreeDelta(this.tree, delta);
    return this.tree;
  }
}

const start = {
  '/r/go.mod': 'module r\n',
  '/r/a/a.go': 'package a\n',
  '/r/a/sub/s.go': 'package s\n',
  '/r/b/b.go': 'package b\n',
};

describe('a tree that is kept up to date', () => {
  it('reads the constraints of other files of a package, from when it is one, and again when they are told', () => {
    const live = new LiveTree(new MemoryFiles({ ...start, '/r/c/c.s': '//go:build a\n\nTEXT c\n', '/r/c/o.syso': '' }));
    const linesOf = (): unknown =>
      live.tree.directories.get('c')?.otherFiles.map(({ name, constraints }) => [name, ...constraints.goBuild]);
    deepEqual(linesOf(), [['c.s'], ['o.syso']], 'no package');
    live.files.write('/r/c/c.go', 'package c\n');
    live.update('/r/c/c.go');
    deepEqual(linesOf(), [['c.s', '//go:build a'], ['o.syso']]);
    live.files.write('/r/c/c.s', '//go:build b\n\nTEXT c\n');
    live.update('/r/b/b.go');
    deepEqual(linesOf(), [['c.s', '//go:build a'], ['o.syso']], 'nobody told');
    const before = live.tree;
    live.update('/r/c/c.s');
    deepEqual(linesOf(), [['c.s', '//go:build b'], ['o.syso']]);
    equal(live.tree.directories.get('b'), before.directories.get('b'));
  });

  it('keeps the identity of all that did not change', () => {
    const live = new LiveTree(new MemoryFiles(start));
    const before = live.tree;
    equal(live.update('/r/a/a.go'), before, 'told, but equal');
    equal(live.update(), before, 'not told');
    equal(live.update('/r'), before, 'all read again, but equal');
    live.files.write('/r/a/a.go', 'package a\n\nfunc f() {}\n');
    equal(live.update('/r/a/a.go'), before, 'the same header');
    live.files.write('/r/a/a.go', '//go:build x\n\npackage a\n');
    const after = live.update('/r/a/a.go');
    equalTrees(after, memoryTree(live.files, '/r'));
    ok(after !== before && after.directories !== before.directories);
    equal(after.directories.get('b'), before.directories.get('b'));
    equal(after.directories.get('a/sub'), before.directories.get('a/sub'));
    equal(after.modules, before.modules);
  });

  it('notices new, removed and replaced folders by any path in them', () => {
    const live = new LiveTree(new MemoryFiles(start));
    live.files.write('/r/c/d/e/e.go', 'package e\n');
    live.files.write('/r/c/go.mod', 'module c\n');
    equalTrees(live.update('/r/c/d/e/e.go'), memoryTree(live.files, '/r'));
    deepEqual(live.tree.modules, ['', 'c']);
    live.files.write('/r/b/vendor/modules.txt', '');
    live.files.write('/r/b/go.mod', 'module b\n');
    deepEqual(live.update('/r/b/go.mod', '/r/b/vendor/modules.txt').vendors, ['b/vendor']);
    live.files.write('/r/.github/workflows/ci.yml', '');
    deepEqual(live.update('/r/.github/workflows/ci.yml').otherFiles, ['.github/workflows/ci.yml']);
    live.files.write('/r/.github/actions/go/action.yml', '');
    deepEqual(live.update('/r/.github/actions/go/action.yml').otherFiles, [
      '.github/actions/go/action.yml',
      '.github/workflows/ci.yml',
    ]);
  });

  it('reads a link again whatever was told', () => {
    const live = new LiveTree(new MemoryFiles({ ...start, '/elsewhere/l.go': 'package l\n' }));
    live.files.links.set('/r/b/l.go', '/elsewhere/l.go');
    live.update('/r/b/l.go');
    live.files.write('/elsewhere/l.go', 'package m\n');
    equalTrees(live.update('/r/a/a.go'), memoryTree(live.files, '/r'));
  });

  it('equals a fresh scan after random edits, in order too', () => {
    const random = new SeededRandom(2026);
    const folders = [
      '',
      'a/',
      'a/sub/',
      'b/',
      'b/vendor/',
      'c/d/',
      '_x/',
      'testdata/',
      '.github/workflows/',
      '.github/actions/x/',
      'c/',
    ];
    const names = [
      'a.go',
      'b_linux.go',
      'go.mod',
      'go.work',
      'x.s',
      'Dockerfile',
      'ci.yml',
      'action.yml',
      'README.md',
      'l.go',
    ];
    const contents = ['package a\n', 'package b\nimport "fmt"\n', '//go:build x\npackage a\n', ''];
    for (let tree = 0; tree < 20; tree++) {
      const live = new LiveTree(new MemoryFiles(start));
      for (let round = 0; round < 40; round++) {
        const told: string[] = [];
        for (let edits = 0; edits < 3; edits++) {
          const path = `/r/${random.pick(folders)}${random.pick(names)}`;
          const choice = random.next();
          if (choice < 0.6) live.files.write(path, random.pick(contents));
          else if (choice < 0.9) live.files.delete(path);
          else if (live.files.links.has(path)) live.files.links.delete(path);
          else if (live.files.bytesOf(path) === undefined)
            live.files.links.set(path, random.pick(['/r/a/a.go', '/r/b', '/none']));
          // A watcher may tell the file, its folder, or something above both.
          told.push(random.pick([path, path, path.slice(0, path.lastIndexOf('/')), '/r/a', '/r']), path);
        }
        equalTrees(live.update(...told), memoryTree(live.files, '/r'));
      }
    }
  });
});
