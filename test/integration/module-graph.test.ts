import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shortestChain } from '../../src/engine/facts/modules/moduleChains';
import { buildListOf, edgesOf, goModGraph, readGraph } from '../support/moduleGraphOracle';
import { moduleProxy, type ProxyModule } from '../support/moduleProxy';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Go lines, cycles, several versions of one module: what decides how far go looks. */
const proxied: readonly ProxyModule[] = [
  module('example.com/a', 'v1.0.0', '1.20', 'example.com/b v1.1.0', 'example.com/old v1.0.0'),
  module('example.com/b', 'v1.0.0', '1.20', 'example.com/c v1.0.0'),
  module('example.com/b', 'v1.1.0', '1.20', 'example.com/c v1.2.0', 'example.com/deep v1.0.0'),
  module('example.com/b', 'v1.2.0', '1.20', 'example.com/c v1.3.0-rc.1'),
  module('example.com/c', 'v1.0.0', '1.20'),
  module('example.com/c', 'v1.2.0', '1.20', 'example.com/shop v0.9.0'),
  module('example.com/c', 'v1.3.0-rc.1', '1.20'),
  // Before 1.17 a go.mod names only what it imports itself: go looks at everything below.
  module('example.com/old', 'v1.0.0', '1.16', 'example.com/older v1.0.0', 'example.com/b v1.0.0'),
  module('example.com/older', 'v1.0.0', undefined, 'example.com/deep v1.4.0'),
  module('example.com/deep', 'v1.0.0', '1.20', 'example.com/c v1.0.0'),
  module('example.com/deep', 'v1.4.0', '1.20', 'example.com/a v1.0.0'),
  // An older version of the main module itself.
  module('example.com/shop', 'v0.9.0', '1.20', 'example.com/deep v1.4.0'),
  module('example.com/fork', 'v1.9.0', '1.20', 'example.com/deep v1.0.0'),
];

function module(path: string, version: string, go: string | undefined, ...requires: readonly string[]): ProxyModule {
  const lines = requires.map((require) => `require ${require}\n`).join('');
  return { path, version, files: { 'go.mod': `module ${path}\n\n${go === undefined ? '' : `go ${go}\n\n`}${lines}` } };
}

const mains: Readonly<Record<string, string>> = {
  'a pruned graph': 'go 1.21\n\nrequire example.com/a v1.0.0\n',
  'a whole graph': 'go 1.16\n\nrequire example.com/a v1.0.0\n',
  'no go line': 'require example.com/a v1.0.0\n',
  'a requirement that leads below Go 1.17':
    'go 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/old v1.0.0\n)\n',
  'an older version of the module itself': 'go 1.21\n\nrequire example.com/c v1.2.0\n',
  'an older version of the module itself, followed': 'go 1.16\n\nrequire example.com/c v1.2.0\n',
  'an excluded version': 'go 1.16\n\nrequire example.com/a v1.0.0\n\nexclude example.com/b v1.1.0\n',
  'an excluded requirement':
    'go 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n)\n\nexclude example.com/a v1.0.0\n',
  'two versions': 'go 1.21\n\nrequire (\n\texample.com/b v1.0.0\n\texample.com/b v1.1.0\n)\n',
  'replaced by another module':
    'go 1.16\n\nrequire example.com/a v1.0.0\n\nreplace example.com/b => example.com/fork v1.9.0\n',
  'replaced at one version':
    'go 1.16\n\nrequire example.com/a v1.0.0\n\nreplace (\n\texample.com/b => example.com/fork v1.9.0\n\texample.com/b v1.1.0 => example.com/b v1.2.0\n)\n',
  'replaced by a folder':
    'go 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.1.0\n)\n\nreplace example.com/b => ./b\n',
};

/** Modules with a history, as their authors published them. */
const published = [
  'k8s.io/client-go@v0.37.2',
  'github.com/nats-io/nats-server/v2@v2.15.2',
  'modernc.org/sqlite@v1.50.0',
  'gonum.org/v1/gonum@v0.17.0',
  'golang.org/x/net@v0.62.0',
];

describe('the module graph before the real go', () => {
  const goroot = realGoroot();
  let folder: TemporaryFolder | undefined;
  let offline: Record<string, string> = {};

  before(async function () {
    if (goroot === undefined) skip(this, 'needs go');
    folder = await TemporaryFolder.create({
      'shop/b/go.mod': 'module example.com/whatever\n\ngo 1.16\n\nrequire example.com/deep v1.4.0\n',
    });
    offline = {
      PATH: process.env.PATH ?? '',
      HOME: folder.at('home'),
      GOMODCACHE: folder.at('cache'),
      GOFLAGS: '-mod=mod -modcacherw',
      GOPROXY: await moduleProxy(folder.at('proxy'), proxied),
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
      GOWORK: 'off',
    };
    const all = proxied.map(({ path, version }) => `${path}@${version}`);
    const downloaded = await askGo(['mod', 'download', ...all], { goroot, cwd: folder.path, variables: offline });
    assert.equal(downloaded.code, 0, downloaded.output);
  });
  after(async () => folder?.remove());

  for (const [name, text] of Object.entries(mains)) {
    it(name, async () => {
      if (folder === undefined || goroot === undefined) throw new Error('no folder');
      await folder.write({ 'shop/go.mod': `module example.com/shop\n\n${text}` });
      const graph = await readGraph(folder.at('shop'), offline);
      assert.deepEqual(graph.missing, []);
      assert.deepEqual(edgesOf(graph), await goModGraph(goroot, folder.at('shop'), offline));
    });
  }

  it('names what the module cache lacks, and what go cannot read', async () => {
    if (folder === undefined) throw new Error('no folder');
    await folder.write({
      'shop/go.mod':
        'module example.com/shop\n\ngo 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/gone v1.0.0\n\texample.com/here v1.0.0\n)\n\nreplace example.com/here => ./broken\n',
      'shop/broken/go.mod': 'module example.com/here\n\nrequire example.com/a\n',
    });
    const graph = await readGraph(folder.at('shop'), offline);
    assert.deepEqual(graph.missing, ['example.com/gone@v1.0.0']);
    assert.equal(graph.nodes.get('example.com/here@v1.0.0')?.state, 'faulty');
  });

  it('tells the shortest chain to a version', async () => {
    if (folder === undefined) throw new Error('no folder');
    await folder.write({ 'shop/go.mod': 'module example.com/shop\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n' });
    const graph = await readGraph(folder.at('shop'), offline);
    const chain = (path: string, version?: string): string =>
      shortestChain(graph, { path, version })
        .map((module) => `${module.path}@${module.version}`)
        .join(' ');
    assert.equal(graph.selected.get('example.com/deep'), 'v1.4.0');
    assert.equal(
      chain('example.com/deep', 'v1.4.0'),
      'example.com/a@v1.0.0 example.com/old@v1.0.0 example.com/older@v1.0.0 example.com/deep@v1.4.0',
    );
    assert.equal(chain('example.com/deep'), 'example.com/a@v1.0.0 example.com/b@v1.1.0 example.com/deep@v1.0.0');
    assert.equal(chain('example.com/nobody'), '');
  });

  for (const query of published) {
    it(query, async function () {
      if (folder === undefined || goroot === undefined) throw new Error('no folder');
      // As this machine is set up: its module cache, its proxy.
      const variables = {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        GOFLAGS: '-mod=mod',
        GOTOOLCHAIN: 'local',
        GOWORK: 'off',
      };
      const dir = folder.at(query.replace(/[/@]/g, '_'));
      await folder.write({ [`${query.replace(/[/@]/g, '_')}/go.mod`]: 'module example.com/empty\n' });
      const told = await askGo(['list', '-m', '-json', query], { goroot, cwd: dir, variables });
      if (told.code !== 0) skip(this, 'needs a module proxy');
      const { GoMod } = JSON.parse(told.output.slice(told.output.indexOf('{'))) as { GoMod: string };
      await folder.write({ [join(query.replace(/[/@]/g, '_'), 'go.mod')]: await readFile(GoMod, 'utf8') });
      const expected = await goModGraph(goroot, dir, variables);
      if (expected === undefined) skip(this, 'needs a module proxy');
      const graph = await readGraph(dir, variables);
      assert.deepEqual(graph.missing, []);
      assert.deepEqual(edgesOf(graph), expected);
      const all = await askGo(['list', '-m', '-f', '{{if not .Main}}{{.Path}} {{.Version}}{{end}}', 'all'], {
        goroot,
        cwd: dir,
        variables,
      });
      assert.equal(all.code, 0, all.output);
      const listed = all.output.split('\n').filter((line) => line !== '' && !line.startsWith('go: '));
      assert.deepEqual(buildListOf(graph), listed.toSorted());
    });
  }
});
