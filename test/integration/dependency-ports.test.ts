import assert from 'node:assert/strict';
import { createEngine, defaultConfig, type Finding } from '../../src/engine/index';
import { buildTagsChecks } from '../../src/engine/checks/build-tags/index';
import { createNodePorts } from '../../src/host/index';
import { moduleProxy, type ProxyModule } from '../support/moduleProxy';
import { goEnv, goPrints, needGo, askGoSync } from '../support/realGo';
import { buildScanWorker } from '../support/scanWorkerPath';
import { SeededRandom } from '../support/seededRandom';
import { TemporaryFolder } from '../support/temporaryFolder';

const check = 'dependency-excluded-on-target';
const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };

/** Each is declared alone, and go is asked the same. */
const targets = [
  { goos: 'linux', goarch: 'amd64', cgo: false },
  { goos: 'linux', goarch: 'amd64', cgo: true },
  { goos: 'windows', goarch: '386', cgo: false },
  { goos: 'darwin', goarch: 'arm64', cgo: true },
  { goos: 'android', goarch: 'arm64', cgo: false },
  { goos: 'js', goarch: 'wasm', cgo: false },
];

/** A name, the lines above the package clause, and whether it imports "C". */
const kinds = [
  ['x.go', '', false],
  ['x_linux.go', '', false],
  ['x_windows.go', '', false],
  ['x_darwin_arm64.go', '', false],
  ['u.go', '//go:build unix\n\n', false],
  ['n.go', '//go:build !windows\n\n', false],
  ['c.go', '', true],
  ['o.go', '//go:build darwin || (linux && !android)\n\n', false],
  ['old.go', '// +build linux,amd64 js\n\n', false],
  ['r.go', '//go:build go1.18 && !wasm\n\n', false],
  ['t.go', '//go:build extra\n\n', false],
  ['i.go', '//go:build ignore\n\n', false],
  ['x_test.go', '', false],
] as const;

/** Packages of some modules, in an order in which each imports later ones alone. */
class Packages {
  readonly #random: SeededRandom;
  readonly paths: readonly string[];

  constructor(seed: number, modules: readonly string[]) {
    this.#random = new SeededRandom(seed);
    this.paths = modules.flatMap((path) => ['', '/in', '/in/deep', '/side'].map((inside) => path + inside));
  }

  /** Files of a package. @param importable paths of which they import some */
  files(importable: readonly string[]): Record<string, string> {
    const count = 1 + this.#random.below(3);
    return Object.fromEntries(
      this.#random.sample(kinds, count).map(([name, lines, cgo]) => {
        const imported = this.#random.sample(importable, Math.min(importable.length, this.#random.below(3)));
        const specs = [...(cgo ? ['C'] : []), ...imported].map((path) => `import _ "${path}"\n`);
        return [name, `${lines}package p\n\n${specs.join('').replace('_ "C"', '"C"')}`];
      }),
    );
  }

  filesOf(module: string): Record<string, string> {
    const own = this.paths.filter((path) => path === module || path.startsWith(`${module}/`));
    return Object.fromEntries(
      own.flatMap((path) =>
        Object.entries(this.files(this.paths.slice(this.paths.indexOf(path) + 1))).map(([name, text]) => [
          `${path.slice(module.length + 1)}/${name}`.replace(/^\//, ''),
          text,
        ]),
      ),
    );
  }

  /** Folders of a main module that import some of them. */
  importers(count: number): Record<string, string> {
    const files: Record<string, string> = {};
    for (let at = 0; at < count; at++)
      for (const [name, text] of Object.entries(this.files(this.paths))) files[`p${at}/${name}`] = text;
    return files;
  }
}

const modules = ['dep.example/a', 'dep.example/b', 'dep.example/c'];

/** A main module, or several in a workspace, with the modules that they need on disk. */
class World {
  readonly folder: TemporaryFolder;
  readonly variables: Record<string, string>;

  private constructor(folder: TemporaryFolder, variables: Record<string, string>) {
    this.folder = folder;
    this.variables = variables;
  }

  static async create(files: Readonly<Record<string, string>>, proxied: readonly ProxyModule[]): Promise<World> {
    const folder = await TemporaryFolder.create(files);
    return new World(folder, {
      PATH: process.env.PATH ?? '',
      HOME: folder.at('home'),
      GOCACHE: goEnv('GOCACHE'),
      GOMODCACHE: folder.at('cache'),
      GOPROXY: await moduleProxy(folder.at('proxy'), proxied),
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-modcacherw',
      GOENV: 'off',
    });
  }

  go(dir: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): string {
    return goPrints(args, { cwd: this.folder.at(dir), variables: { ...this.variables, ...more } });
  }

  /** What we say for a declared target: `folder import`, each once. */
  async told(target: string, workerPath?: string): Promise<readonly string[]> {
    const host = createNodePorts({
      logger,
      variables: this.variables,
      ...(workerPath !== undefined && { workerPath }),
    });
    try {
      const engine = createEngine(host.ports, buildTagsChecks);
      const config = { ...defaultConfig, profile: 'offline' as const, targets: [target] };
      const request = { root: this.folder.at('work'), config, granted: 'offline' as const, only: [check] };
      const { findings, outcomes } = await engine.run(request, new AbortController().signal);
      for (const { kind, reason } of outcomes)
        assert.ok(kind !== 'unknown' && kind !== 'failed', JSON.stringify(reason));
      const declared = findings.filter(({ message }) => message.id === `${check}.declared`);
      for (const { severity } of declared) assert.equal(severity, 'error');
      const places = await Promise.all(declared.map((finding) => this.#placesOf(finding)));
      return places.flat().toSorted();
    } finally {
      await host.dispose();
    }
  }

  async #placesOf({ location, related }: Finding): Promise<readonly string[]> {
    const also = related.filter(({ message }) => message.id === `${check}.also`);
    return Promise.all(
      [location, ...also].flatMap(async (place) => {
        const { file = '', range } = place ?? {};
        const name = file.slice(this.folder.path.length + 1);
        const line = (await this.folder.read(name)).split('\n')[range?.start.line ?? -1] ?? '';
        return `${name.slice(0, name.lastIndexOf('/'))} ${/"(.*)"/.exec(line)?.[1] ?? '?'}`;
      }),
    );
  }

  /** What go says there: imports of its main modules that stop a build, as go list tells it of packages. */
  stopped(dirs: readonly string[], { goos, goarch, cgo }: (typeof targets)[number]): readonly string[] {
    const build = { GOOS: goos, GOARCH: goarch, CGO_ENABLED: cgo ? '1' : '0', GOPROXY: 'off' };
    const found = new Set<string>();
    for (const dir of dirs) {
      const text = this.go(
        dir,
        ['list', '-e', '-deps', '-json=ImportPath,Dir,GoFiles,CgoFiles,Imports,Module,Standard,DepOnly', './...'],
        build,
      );
      const packages = new Map(jsonObjects(text).map((each) => [each.ImportPath, each]));
      const isMain = ({ Module }: Listed): boolean => Module?.Main === true;
      const known = new Map<string, boolean>();
      const stops = (path: string): boolean => {
        const listed = packages.get(path);
        const seen = known.get(path);
        if (seen !== undefined || listed === undefined) return seen ?? false;
        // Where it has tests alone, go list finds no fault with it, and go build does: "no non-test Go files".
        const isExcluded =
          listed.Standard !== true && !listed.GoFiles && !listed.CgoFiles && listed.Module !== undefined;
        known.set(path, isExcluded);
        // What another main module imports is told there.
        const stopping = isExcluded || (!isMain(listed) && (listed.Imports ?? []).some(stops));
        known.set(path, stopping);
        return stopping;
      };
      for (const listed of packages.values())
        if (isMain(listed) && listed.DepOnly !== true)
          for (const path of listed.Imports ?? [])
            if (!path.startsWith('shop.example/own') && stops(path))
              found.add(`${listed.Dir?.slice(this.folder.path.length + 1) ?? ''} ${path}`);
    }
    return [...found].toSorted();
  }

  /** @returns how many imports were told */
  async compare(dirs: readonly string[]): Promise<number> {
    let count = 0;
    for (const target of targets) {
      const name = `${target.goos}/${target.goarch},${target.cgo ? 'cgo' : 'nocgo'}`;
      const told = await this.told(name);
      assert.deepEqual(told, this.stopped(dirs, target), name);
      count += told.length;
    }
    return count;
  }
}

interface Listed {
  readonly ImportPath: string;
  readonly Dir?: string;
  readonly Imports?: readonly string[];
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly Standard?: boolean;
  readonly Module?: { readonly Main?: boolean };
  readonly DepOnly?: boolean;
}

function jsonObjects(text: string): readonly Listed[] {
  return text
    .split(/^\}\n/m)
    .filter((part) => part.trim() !== '')
    .map((part) => JSON.parse(`${part}}`) as Listed);
}

function goMod(path: string, version: string, lines = ''): string {
  const requires = modules.map((module) => `\t${module} ${version}\n`).join('');
  return `module ${path}\n\ngo 1.26\n\nrequire (\n${requires})\n${lines}`;
}

function proxiedFrom(packages: Packages, version: string): readonly ProxyModule[] {
  return modules.map((path) => ({ path, version, files: packages.filesOf(path) }));
}

/** Sums of everything, whether a build of this machine reads it or not. */
function download(world: World, dir: string): void {
  world.go(dir, ['mod', 'download', 'all'], { GOWORK: 'off' });
  world.go(dir, ['mod', 'tidy', '-e'], { GOWORK: 'off' });
}

describe('packages of other modules that a target lacks, judged by go list', function () {
  const worlds: World[] = [];

  before(function () {
    needGo(this);
  });

  after(async () => {
    for (const { folder } of worlds) await folder.remove();
  });

  async function worldOf(files: Record<string, string>, proxied: readonly ProxyModule[]): Promise<World> {
    const world = await World.create(files, proxied);
    worlds.push(world);
    return world;
  }

  function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  }

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`in the module cache and in vendor (seed ${seed})`, async () => {
      const packages = new Packages(seed, modules);
      const main = { 'work/go.mod': goMod('shop.example/m', 'v1.0.0'), ...below('work', packages.importers(11)) };
      const world = await worldOf(main, proxiedFrom(packages, 'v1.0.0'));
      download(world, 'work');
      const cached = await world.compare(['work']);
      assert.ok(cached > 3, `only ${cached} imports stop`);
      world.go('work', ['mod', 'vendor', '-e']);
      assert.ok((await world.compare(['work'])) > 3);
    });

    it(`in folders that replace modules (seed ${seed})`, async () => {
      const packages = new Packages(seed + 100, modules);
      const lines = modules.map((path) => `\nreplace ${path} => ../${path}\n`).join('');
      const replacements = modules.flatMap((path) => [
        [`${path}/go.mod`, `module ${path}\n\ngo 1.21\n`],
        ...Object.entries(packages.filesOf(path)).map(([name, text]) => [`${path}/${name}`, text]),
      ]) as [string, string][];
      const world = await worldOf(
        {
          'work/go.mod': goMod('shop.example/m', 'v0.0.0', lines),
          ...below('work', packages.importers(11)),
          ...Object.fromEntries(replacements),
        },
        [],
      );
      assert.ok((await world.compare(['work'])) > 3);
    });

    it(`in a workspace, of the versions that it selects (seed ${seed})`, async () => {
      const [older, newer] = [new Packages(seed + 200, modules), new Packages(seed + 300, modules)];
      const world = await worldOf(
        {
          'work/go.work': 'go 1.26\n\nuse (\n\t./a\n\t./b\n)\n',
          'work/a/go.mod': goMod('shop.example/a', 'v1.0.0'),
          ...below('work/a', older.importers(7)),
          'work/b/go.mod': goMod('shop.example/b', 'v1.1.0'),
          ...below('work/b', newer.importers(7)),
        },
        [...proxiedFrom(older, 'v1.0.0'), ...proxiedFrom(newer, 'v1.1.0')],
      );
      for (const dir of ['work/a', 'work/b']) download(world, dir);
      // From here on only the workspace makes it a package that go finds.
      await world.folder.write(below('work/a', { 'lib/l_linux.go': 'package lib\n' }));
      await world.folder.write(below('work/b', { 'uses/u.go': 'package uses\n\nimport _ "shop.example/a/lib"\n' }));
      assert.ok((await world.compare(['work/a', 'work/b'])) > 3);
    });
  }

  it('by the worker thread as by the command line', async () => {
    const world = worlds[0] ?? assert.fail();
    const worker = await buildScanWorker();
    for (const target of ['windows/386,nocgo', 'js/wasm'])
      assert.deepEqual(await world.told(target, worker), await world.told(target));
  });

  for (const [what, files] of [
    ['a package that the system lacks', { 'd_linux.go': 'package d\n' }],
    ['one that has tests alone there', { 'd_linux.go': 'package d\n', 'd_test.go': 'package d\n' }],
  ] as const)
    it(`go build stops at ${what}, where this machine's own does not`, async () => {
      const world = await worldOf(
        {
          'work/go.mod':
            'module shop.example/m\n\ngo 1.26\n\nrequire dep.example/a v0.0.0\n\nreplace dep.example/a => ../a\n',
          'work/m.go': 'package m\n\nimport _ "dep.example/a"\n',
          'a/go.mod': 'module dep.example/a\n\ngo 1.21\n',
          'a/a.go': 'package a\n\nimport _ "dep.example/a/d"\n',
          ...below('a/d', files),
        },
        [],
      );
      assert.deepEqual(await world.told('linux/amd64'), []);
      assert.deepEqual(await world.told('plan9/amd64'), ['work dep.example/a']);
      const build = (goos: string): string =>
        askGoSync(['build', './...'], {
          cwd: world.folder.at('work'),
          variables: { ...world.variables, GOOS: goos, GOARCH: 'amd64', CGO_ENABLED: '0' },
        }).stderr;
      assert.equal(build('linux'), '');
      assert.match(build('plan9'), /build constraints exclude all Go files in|no non-test Go files in/);
    });
});
