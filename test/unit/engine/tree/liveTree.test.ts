import { deepEqual, equal, notEqual } from 'node:assert/strict';
import type { Tree, TreeReader } from '../../../../src/engine/index';
import { LiveTree } from '../../../../src/engine/tree/liveTree';
import { TreeIndex } from '../../../../src/engine/tree/treeIndex';
import { equalTrees } from '../../../support/equalTrees';
import { MemoryFiles } from '../../../support/memoryPorts';
import { memoryTree, memoryTreeReader } from '../../../support/memoryTree';

/** A tree on a disk in memory, with an editor, and how often the disk was asked for it. */
class Watched {
  readonly files: MemoryFiles;
  readonly #texts = new Map<string, string>();
  readonly #index: TreeIndex;
  readonly #live = new LiveTree('/work');
  readonly #latin1: TreeReader['latin1'];
  /** what the walks were told */
  readonly walks: (readonly string[] | 'all')[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new MemoryFiles(files);
    const openText = (path: string): Uint8Array | undefined => {
      const text = this.#texts.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    };
    const reader = { ...memoryTreeReader(this.files), openText };
    this.#latin1 = (bytes, length) => reader.latin1(bytes, length);
    this.#index = new TreeIndex({ root: '/work', reader, now: () => 0 });
  }

  /** @param text undefined: the editor closes the file */
  type(path: string, text: string | undefined): this {
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, text);
    this.#live.edited(path);
    return this;
  }

  changed(path: string): this {
    this.#live.changed(path);
    return this;
  }

  known(): Tree | undefined {
    const textOf = (path: string): string | undefined => this.#texts.get(path);
    return this.#live.current({ textOf, latin1: this.#latin1, names: this.#index.names });
  }

  tree(): Tree {
    const known = this.known();
    if (known) return known;
    const told = this.#live.begin();
    this.walks.push(told);
    const delta = this.#index.update(told);
    if (delta === undefined) throw new Error('nobody stopped the walk');
    return this.#live.finish(delta);
  }

  /** A walk that somebody stops. */
  stoppedWalk(): void {
    this.#live.giveUp(this.#live.begin());
  }

  /** What a walk says that begins now and remembers nothing. */
  fresh(): Tree {
    const files = new MemoryFiles();
    for (const path of this.files.paths()) files.write(path, new TextDecoder().decode(this.files.bytesOf(path)));
    // Editors show files that are there.
    for (const [path, text] of this.#texts) if (files.bytesOf(path) !== undefined) files.write(path, text);
    return memoryTree(files, '/work');
  }
}

const shop = {
  '/work/go.mod': 'module shop\n',
  '/work/a/x.go': 'package a\n',
  '/work/a/y.go': 'package a\n\nimport "fmt"\n',
  '/work/a/z.s': '',
  '/work/b/b.go': 'package b\n',
  '/work/testdata/t/t.go': 'package t\n',
};

function opened(): { readonly watched: Watched; readonly first: Tree } {
  const watched = new Watched(shop);
  const first = watched.tree();
  equal(watched.walks.splice(0).length, 1);
  return { watched, first };
}

describe('a tree beside an editor', () => {
  it('takes the header of a text without any walk, and the rest as it was', () => {
    const { watched, first } = opened();
    const tree = watched.type('/work/a/x.go', '//go:build linux\n\npackage ä\n\nimport "os"\n').tree();
    deepEqual(watched.walks, []);
    equalTrees(tree, watched.fresh());
    const [x, y] = tree.directories.get('a')?.goFiles ?? [];
    deepEqual([x?.packageName, x?.imports, x?.constraints.goBuild], ['ä', ['os'], ['//go:build linux']]);
    deepEqual(y, first.directories.get('a')?.goFiles[1]);
    equal(tree.directories.get('b'), first.directories.get('b'));
    equal(tree.modules, first.modules);
  });

  it('is the same object where a text changed below the header, or in no Go file of it', () => {
    const { watched, first } = opened();
    equal(watched.type('/work/a/x.go', 'package a\n\nfunc f() {}\n').tree(), first);
    equal(watched.type('/work/go.mod', 'module other\n').type('/elsewhere/x.go', 'package x\n').tree(), first);
    deepEqual(watched.walks, []);
  });

  it('has the folder again that was walked once an edit is taken back', () => {
    const { watched, first } = opened();
    watched.type('/work/a/x.go', 'package other\n').type('/work/b/b.go', 'package other\n');
    notEqual(watched.tree().directories.get('a'), first.directories.get('a'));
    const back = watched.type('/work/a/x.go', 'package a\n').tree();
    equal(back.directories.get('a'), first.directories.get('a'));
    equal(back.directories.get('b')?.goFiles[0]?.packageName, 'other');
    const all = watched.type('/work/b/b.go', 'package b\n').tree();
    equal(all.directories, first.directories);
    deepEqual(watched.walks, []);
  });

  it('asks the disk where a file is closed without being saved', () => {
    const { watched, first } = opened();
    watched.type('/work/a/x.go', 'package other\n').tree();
    const closed = watched.type('/work/a/x.go', undefined).tree();
    deepEqual(watched.walks, [['/work/a/x.go']]);
    equal(closed.directories.get('a'), first.directories.get('a'));
  });

  it('walks where a file is new, deleted, or a folder now, whatever an editor shows of it', () => {
    const { watched } = opened();
    const file = '/work/a/x.go';
    watched.type(file, 'package other\n').tree();
    watched.files.delete(file);
    equalTrees(watched.changed(file).tree(), watched.fresh());
    // Nothing is made of a text that is no file's.
    equalTrees(watched.type(file, 'package again\n').tree(), watched.fresh());
    watched.files.write(`${file}/inner.go`, 'package inner\n');
    equalTrees(watched.changed(file).tree(), watched.fresh());
    equal(watched.tree().directories.has('a/x.go'), true);
    equalTrees(watched.type(file, 'package a\n').tree(), watched.fresh());
    watched.files.delete(`${file}/inner.go`);
    watched.files.write(file, 'package a\n');
    equalTrees(watched.changed(file).tree(), watched.fresh());
    equal(watched.walks.length, 5);
  });

  it('tells the next walk of all texts since the last one, and keeps what is equal', () => {
    const { watched } = opened();
    const typed = watched.type('/work/a/x.go', 'package other\n').tree();
    watched.files.write('/work/b/c.go', 'package b\n');
    const walked = watched.changed('/work/b/c.go').tree();
    deepEqual(watched.walks, [['/work/b/c.go', '/work/a/x.go']]);
    equalTrees(walked, watched.fresh());
    equal(walked.directories.get('a'), typed.directories.get('a'), 'who rests on it is not judged again');
    deepEqual(walked.directories.get('b')?.goFiles[0], typed.directories.get('b')?.goFiles[0]);
    // The walk knows the text now: a save that says the same changes nothing.
    watched.files.write('/work/a/x.go', 'package other\n');
    equal(watched.changed('/work/a/x.go').tree(), walked);
  });

  it('forgets nothing of what a walk was told that somebody stopped', () => {
    const { watched } = opened();
    watched.type('/work/a/x.go', 'package other\n').tree();
    watched.files.write('/work/b/b.go', 'package changed\n');
    watched.changed('/work/b/b.go').stoppedWalk();
    const tree = watched.type('/work/a/y.go', 'package other\n').tree();
    equalTrees(tree, watched.fresh());
  });

  it('leaves to the walk what is long, what it could not read, and what lies in no folder of packages', () => {
    const { watched } = opened();
    const long = `// ${'long '.repeat(60_000)}\npackage long\n`;
    equal(watched.type('/work/a/x.go', long).known(), undefined);
    equal(watched.tree().directories.get('a')?.goFiles[0]?.packageName, 'long');
    equal(watched.type('/work/testdata/t/t.go', 'package other\n').known(), undefined);
    equalTrees(watched.tree(), watched.fresh());
  });
});
