import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyTreeDelta } from '../../../../src/engine/tree/treeDelta';
import { TreeIndex, type TreeOptions } from '../../../../src/engine/tree/treeIndex';
import type { PackedTree, Tree } from '../../../../src/engine/index';
import { MemoryFiles } from '../../../support/memoryPorts';
import { memoryTree, memoryTreeReader } from '../../../support/memoryTree';

function treeOf(files: Readonly<Record<string, string>>, options: Partial<TreeOptions> = {}): PackedTree {
  return scanned(new MemoryFiles(files), options).tree;
}

function scanned(files: MemoryFiles, options: Partial<TreeOptions> = {}): { index: TreeIndex; tree: PackedTree } {
  const index = new TreeIndex({ root: '/r', reader: memoryTreeReader(files), now: () => 0, ...options });
  const delta = index.update('all');
  ok(delta);
  return { index, tree: applyTreeDelta(undefined, delta) };
}

/** `folder: file file` for each folder of a package. */
function folders(tree: Tree): string[] {
  return [...tree.directories.values()].map(
    ({ path, goFiles, otherFiles }) => `${path}: ${[...goFiles, ...otherFiles].map(({ name }) => name).join(' ')}`,
  );
}

describe('the walk of a tree', () => {
  it('finds the folders that go would look at, over all modules', () => {
    const tree = treeOf({
      '/r/go.mod': 'module r\n',
      '/r/a.go': 'package r\n',
      '/r/README.md': '',
      '/r/b/b.go': 'package b\n\nimport "C"\nimport "fmt"\n',
      '/r/b/b_amd64.s': '',
      '/r/b/_x.go': 'package b\n',
      '/r/b/.y.go': 'package b\n',
      '/r/b/Z.GO': 'package b\n',
      '/r/b/testdata/t.go': 'package t\n',
      '/r/b/_c/c.go': 'package c\n',
      '/r/b/.d/d.go': 'package d\n',
      '/r/nested/go.mod': '',
      '/r/nested/n.go': 'package n\n',
      '/r/web/node_modules/x/x.go': 'package x\n',
      '/r/c/only.h': '',
      '/r/docs/x.md': '',
    });
    deepEqual(folders(tree), [': a.go', 'b: b.go b_amd64.s', 'c: only.h', 'nested: n.go']);
    deepEqual(tree.modules, ['', 'nested'], 'an empty go.mod is a boundary too');
    equal(tree.goFileCount, 3);
    deepEqual(tree.problems, []);
    deepEqual(tree.directories.get('b')?.goFiles[0], {
      name: 'b.go',
      packageName: 'b',
      imports: ['fmt'],
      cgo: true,
      constraints: { goBuild: [], plusBuild: [], suspicious: false },
    });
  });

  it('notes vendor beside go.mod and go.work, and enters none', () => {
    const tree = treeOf({
      '/r/go.work': 'go 1.24\n',
      '/r/vendor/modules.txt': '',
      '/r/vendor/x/x.go': 'package x\n',
      '/r/m/go.mod': 'module m\n',
      '/r/m/vendor/y/y.go': 'package y\n',
      '/r/m/sub/vendor/z/z.go': 'package z\n',
      '/r/n/go.mod': 'module n\n',
      '/r/n/vendor': 'a file',
    });
    deepEqual(tree.vendors, ['m/vendor', 'vendor']);
    deepEqual(tree.workspaces, ['']);
    deepEqual(folders(tree), []);
  });

  it('collects the files that say which Go is used', () => {
    const tree = treeOf({
      '/r/.github/workflows/ci.yml': '',
      '/r/.github/workflows/notes.md': '',
      '/r/.github/dependabot.yml': '',
      '/r/.devcontainer/devcontainer.json': '',
      '/r/.gitlab-ci.yml': '',
      '/r/.tool-versions': '',
      '/r/go-preflight.jsonc': '',
      '/r/build/Dockerfile': '',
      '/r/build/Dockerfile.alpine': '',
      '/r/build/api.Dockerfile': '',
      '/r/build/Containerfile': '',
      '/r/build/Dockerfiles/x': '',
      '/r/build/dockerfile.go': 'package build\n',
      '/r/testdata/Dockerfile': '',
    });
    deepEqual(tree.otherFiles, [
      '.devcontainer/devcontainer.json',
      '.github/dependabot.yml',
      '.github/workflows/ci.yml',
      '.gitlab-ci.yml',
      '.tool-versions',
      'build/Containerfile',
      'build/Dockerfile',
      'build/Dockerfile.alpine',
      'build/api.Dockerfile',
      'go-preflight.jsonc',
    ]);
  });

  it('stays out of Go distributions and module caches inside the root, but verifies one that is the root', () => {
    const distribution = (at: string): Record<string, string> => ({
      [`${at}/VERSION`]: 'go1.26.8',
      [`${at}/go.env`]: '',
      [`${at}/pkg/`]: '',
      [`${at}/src/fmt/fmt.go`]: 'package fmt\n',
    });
    deepEqual(folders(treeOf(distribution('/r/sdk/go1.26.8'))), []);
    deepEqual(folders(treeOf(distribution('/r'))), ['src/fmt: fmt.go']);
    const cached = { '/r/go/pkg/mod/cache/download/x': '', '/r/go/pkg/mod/m@v1.0.0/m.go': 'package m\n' };
    deepEqual(folders(treeOf(cached)), []);
    const odd = { '/r/cache/m@v1.0.0/m.go': 'package m\n', '/r/x.go': 'package x\n' };
    deepEqual(folders(treeOf(odd, { skip: ['/r/cache', '/r', '/elsewhere'] })), [': x.go']);
  });

  it('follows links to files and not links to folders', () => {
    const files = new MemoryFiles({ '/r/a/a.go': 'package a\n', '/elsewhere/b.go': 'package b\n' });
    files.links.set('/r/l.go', '/elsewhere/b.go');
    files.links.set('/r/folder', '/r/a');
    files.links.set('/r/self', '/r');
    files.links.set('/r/go.mod', '/elsewhere/b.go');
    files.links.set('/r/broken.go', '/nowhere');
    files.links.set('/r/broken.txt', '/nowhere');
    files.links.set('/r/Makefile', '/nowhere');
    const tree = memoryTree(files, '/r');
    deepEqual(folders(tree), [': l.go', 'a: a.go']);
    deepEqual(tree.modules, ['']);
    deepEqual(tree.problems, [{ path: 'broken.go', kind: 'unreadable', detail: 'no such file or directory' }]);
  });

  it('tells what it cannot read', () => {
    const files = new MemoryFiles({ '/r/a/a.go': 'package a\n', '/r/b.go': 'package b\n' });
    files.unreadable.add('/r/a').add('/r/b.go');
    const detail = 'permission denied';
    deepEqual(memoryTree(files, '/r').problems, [
      { path: 'b.go', kind: 'unreadable', detail },
      { path: 'a', kind: 'unreadable', detail },
    ]);
    deepEqual(memoryTree(files, '/none').problems, [
      { path: '', kind: 'unreadable', detail: 'no such file or directory' },
    ]);
  });

  it('reads a header that is longer than the first block', () => {
    const tree = treeOf({ '/r/x.go': `//${' '.repeat(5000)}\npackage x\n\nimport "fmt"\n` });
    deepEqual(tree.directories.get('')?.goFiles[0]?.imports, ['fmt']);
  });

  it('stops at its limits and says where', () => {
    const files: Record<string, string> = {};
    for (const name of ['a', 'b', 'c', 'd']) {
      files[`/r/${name}/x.go`] = 'package x\n';
      files[`/r/${name}/y.go`] = 'package x\n';
    }
    const limited = treeOf(files, { maxGoFiles: 4 });
    deepEqual(limited.problems, [{ path: 'c', kind: 'too-many-files', detail: '4 Go files' }]);
    deepEqual([...limited.directories.keys()], ['a', 'b']);
    let time = 0;
    const late = treeOf(files, { now: () => (time += 1000), maxMs: 3000 });
    deepEqual(late.problems, [{ path: 'c', kind: 'out-of-time', detail: '3 s' }]);
  });

  it('looks at everything again after a limit', () => {
    const files = new MemoryFiles({ '/r/a/x.go': 'package x\n', '/r/b/x.go': 'package x\n' });
    let time = 0;
    let step = 1;
    const { index, tree } = scanned(files, { now: () => (time += step), maxMs: 1 });
    deepEqual(tree.problems.length, 1);
    step = 0;
    const delta = index.update([]);
    ok(delta);
    deepEqual(applyTreeDelta(tree, delta), memoryTree(files, '/r'));
  });

  it('leaves everything as it was when it is stopped', () => {
    const files = new MemoryFiles({ '/r/a/x.go': 'package x\n' });
    const { index, tree } = scanned(files);
    files.write('/r/a/y.go', 'package x\n');
    equal(
      index.update(['/r/a/y.go'], () => true),
      undefined,
    );
    const delta = index.update(['/r/a/y.go']);
    ok(delta);
    deepEqual(applyTreeDelta(tree, delta), memoryTree(files, '/r'));
  });
});
