import * as assert from 'node:assert/strict';
import { noFaults } from '../support/faults';
import { importsOf } from './imports';
import { read, readJson, repositoryFiles } from './repository';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;

/** Package registries, put together here so that this file does not name them either. */
const registries = [
  ['registry', 'npmjs', 'org'],
  ['npmjs', 'com'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['pypi', 'org'],
  ['crates', 'io'],
  ['open-vsx', 'org'],
  ['npmmirror', 'com'],
].map((parts) => parts.join('.'));

function registriesIn(text: string): readonly string[] {
  return registries.filter((host) => text.toLowerCase().includes(host));
}

function versionsOf(lock: Lock, name: string): readonly string[] {
  const entries = Object.entries(lock).filter(
    ([key]) => key === `node_modules/${name}` || key.endsWith(`/node_modules/${name}`),
  );
  return [...new Set(entries.map(([, { version = '' }]) => version))];
}

describe('packages', () => {
  const manifest = readJson('package.json') as Manifest;
  const lock = (readJson('package-lock.json') as { packages: Lock }).packages;
  const files = repositoryFiles();
  const runtime = Object.keys(manifest.dependencies);

  it('are pinned to one version each', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    noFaults(
      all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)).map(([name, version]) => `${name} ${version}`),
    );
  });

  it('bring one vscode-jsonrpc: two cannot talk to each other, and the older one hangs after a rejected message', () => {
    for (const name of ['vscode-jsonrpc', 'vscode-languageserver-protocol', 'vscode-languageserver-types']) {
      assert.equal(versionsOf(lock, name).length, 1, `${name} ${versionsOf(lock, name).join(', ')}`);
    }
  });

  it('at run time are all used', () => {
    const sources = files.filter((file) => /^src\/.*\.ts$/.test(file)).map((file) => [file, read(file)] as const);
    const used = [...new Set(importsOf(new Map(sources)).map(({ specifier }) => specifier))];
    const isUsed = (name: string): boolean => used.some((word) => word === name || word.startsWith(`${name}/`));
    noFaults(runtime.filter((name) => !isUsed(name)).map((name) => `${name} is not used`));
  });

  it('at run time are each justified in ARCHITECTURE.md', () => {
    const page = read('ARCHITECTURE.md');
    noFaults(runtime.filter((name) => !page.includes(`\`${name}\``)).map((name) => `${name} is not justified`));
  });

  it('come from whatever registry npm is set to: no file names one', () => {
    noFaults(files.flatMap((file) => registriesIn(read(file)).map((host) => `${file} names ${host}`)));
  });

  it('scripts exist', () => {
    const called = Object.values(manifest.scripts).flatMap((script) => script.match(/scripts\/[\w/.-]+\.mjs/g) ?? []);
    assert.ok(called.length > 5);
    noFaults(called.filter((script) => !files.includes(script)));
  });

  it('control: rejected are a registry, and a second version', () => {
    for (const host of registries) assert.deepEqual(registriesIn(`see https://${host}/x`).includes(host), true);
    assert.deepEqual(registriesIn('npm install'), []);
    const twice = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b/node_modules/a': { version: '2.0.0' } };
    assert.equal(versionsOf(twice, 'a').length, 2);
  });
});
