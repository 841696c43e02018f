import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Tree } from '../../src/engine/index';
import { InProcessSource } from '../../src/host/scan/inProcessSource';
import { applyTreeDelta } from '../../src/engine/tree/treeDelta';
import { goEnv, goPrints, needGo, offline } from '../support/realGo';

interface ListedPackage {
  readonly Dir: string;
  readonly Name: string;
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly TestGoFiles?: readonly string[];
  readonly XTestGoFiles?: readonly string[];
  readonly Imports?: readonly string[];
  readonly TestImports?: readonly string[];
  readonly XTestImports?: readonly string[];
}

/** `go list` prints one JSON object after the other. */
function parseObjects(output: string): ListedPackage[] {
  return output
    .split(/^(?=\{)/m)
    .filter((text) => text.trim() !== '')
    .map((text) => JSON.parse(text) as ListedPackage);
}

describe('the scan of the Go distribution, with go list as judge', () => {
  let goroot = '';
  let tree: Tree;
  let listed: ListedPackage[];

  before(async function () {
    needGo(this);
    goroot = goEnv('GOROOT');
    const root = `${goroot}/src`;
    const fields = 'Dir,Name,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,Imports,TestImports,XTestImports';
    listed = parseObjects(goPrints(['list', '-e', `-json=${fields}`, './...'], { cwd: root, env: offline }));
    const question = { root, skip: [], changed: 'all' as const, texts: [] };
    const delta = await new InProcessSource().ask(question, new AbortController().signal);
    ok(delta);
    tree = applyTreeDelta(undefined, delta);
  });

  it('reads the package names and the imports that go reads', () => {
    ok(listed.length > 200);
    for (const pkg of listed) {
      const path = pkg.Dir.slice(goroot.length + '/src/'.length);
      const directory = tree.directories.get(path);
      ok(directory, path);
      const importsOf = (names: readonly string[]): string[] => {
        const imports = new Set<string>();
        for (const name of names) {
          const file = directory.goFiles.find((each) => each.name === name);
          ok(file, `${path}/${name}`);
          for (const each of file.imports) imports.add(each);
          if (file.cgo) imports.add('C');
        }
        return [...imports].toSorted();
      };
      // go names packages of std's own vendor folder by where they lie.
      const named = (paths: readonly string[] = []): string[] =>
        paths.map((each) => each.replace(/^(cmd\/)?vendor\//, '')).toSorted();
      const { GoFiles = [], CgoFiles = [], TestGoFiles = [], XTestGoFiles = [] } = pkg;
      deepEqual(importsOf([...GoFiles, ...CgoFiles]), named(pkg.Imports), path);
      deepEqual(importsOf(TestGoFiles), named(pkg.TestImports), `${path}, tests`);
      deepEqual(importsOf(XTestGoFiles), named(pkg.XTestImports), `${path}, external tests`);
      for (const name of [...GoFiles, ...CgoFiles]) {
        equal(directory.goFiles.find((each) => each.name === name)?.packageName, pkg.Name, `${path}/${name}`);
      }
    }
  });

  it('reports nothing that it could not read', () => deepEqual(tree.problems, []));
});
