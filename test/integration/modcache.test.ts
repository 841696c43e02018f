import assert from 'node:assert/strict';
import { chmod, cp, rm, truncate, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { cacheChecks } from '../../src/engine/checks/cache/index';
import { createEngine, defaultConfig } from '../../src/engine/index';
import { createNodePorts } from '../../src/host/index';
import { describeSumWorld } from '../support/describeSumWorld';
import type { ProxyModule } from '../support/moduleProxy';
import { needGo } from '../support/realGo';
import { imports, SumWorld } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

interface Damage {
  readonly name: string;
  readonly to: (cache: string) => Promise<void>;
  readonly ids: readonly string[];
  /** what `go mod verify` says */
  readonly verify: RegExp;
  /** whether `go build` without the network goes on */
  readonly builds: boolean;
}

const quote = 'example.com/quote@v1.5.2';
const files = 'cache/download/example.com/quote/@v/v1.5.2';

const damages: readonly Damage[] = [
  { name: 'as go left it', to: () => Promise.resolve(), ids: [], verify: /all modules verified/, builds: true },
  {
    name: 'an edited file',
    to: async (cache) => {
      await chmod(path.join(cache, quote, 'say/s.go'), 0o644);
      await writeFile(path.join(cache, quote, 'say/s.go'), 'package say // edited\n');
    },
    ids: ['modcache-modified'],
    verify: /quote v1\.5\.2: dir has been modified/,
    builds: true,
  },
  {
    name: 'a dropped file',
    to: (cache) => writeFile(path.join(cache, quote, '.DS_Store'), 'x'),
    ids: ['modcache-modified'],
    verify: /quote v1\.5\.2: dir has been modified/,
    builds: true,
  },
  {
    name: 'a deleted file',
    to: (cache) => rm(path.join(cache, quote, 'say/s.go')),
    ids: ['modcache-modified'],
    verify: /quote v1\.5\.2: dir has been modified/,
    builds: true,
  },
  {
    name: 'a lock left behind',
    to: (cache) => writeFile(path.join(cache, `${files}.lock`), ''),
    ids: [],
    verify: /all modules verified/,
    builds: true,
  },
  {
    name: 'an interrupted extraction, whose archive is there',
    to: (cache) => writeFile(path.join(cache, `${files}.partial`), ''),
    ids: [],
    verify: /all modules verified/,
    builds: true,
  },
  {
    name: 'an interrupted download',
    to: async (cache) => {
      await writeFile(path.join(cache, `${files}.partial`), '');
      await rm(path.join(cache, `${files}.zip`));
    },
    ids: ['modcache-partial'],
    verify: /./,
    builds: false,
  },
  {
    name: 'no zip, no hash of it',
    to: async (cache) => {
      await rm(path.join(cache, `${files}.zip`));
      await rm(path.join(cache, `${files}.ziphash`));
    },
    ids: ['modcache-partial'],
    verify: /./,
    builds: false,
  },
  {
    name: 'nothing of the module but its go.mod',
    to: async (cache) => {
      await rm(path.join(cache, quote), { recursive: true });
      await rm(path.join(cache, `${files}.zip`));
      await rm(path.join(cache, `${files}.ziphash`));
    },
    ids: ['modcache-missing'],
    verify: /./,
    builds: false,
  },
  {
    name: 'an archive that is cut off, and nothing extracted of it',
    to: async (cache) => {
      await rm(path.join(cache, quote), { recursive: true });
      await truncate(path.join(cache, `${files}.zip`), 200);
    },
    ids: ['modcache-zip-broken'],
    verify: /not a valid zip file/,
    builds: false,
  },
  {
    name: 'an archive alone, whole',
    to: (cache) => rm(path.join(cache, quote), { recursive: true }),
    ids: [],
    verify: /all modules verified/,
    builds: true,
  },
  {
    name: 'an archive that is cut off, beside what was extracted of it: only go mod verify opens it',
    to: (cache) => truncate(path.join(cache, `${files}.zip`), 200),
    ids: [],
    verify: /not a valid zip file/,
    builds: true,
  },
];

describeSumWorld('a damaged module cache before the real go', (world) => {
  it('each damage is found, and go verify and go build judge the same', async () => {
    const folder = await TemporaryFolder.create({
      'go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n',
      'main.go': `${imports('main', 'example.com/quote')}\nfunc main() {}\n`,
    });
    world().goOnline(folder.path, ['mod', 'tidy']);
    world().goOnline(folder.path, ['mod', 'download']);
    try {
      for (const { name, to, ids, verify, builds } of damages) {
        const copy = await TemporaryFolder.create();
        const cache = copy.at('mod');
        await cp(String(world().variables.GOMODCACHE), cache, { recursive: true });
        await to(cache);
        const variables = { ...world().variables, GOMODCACHE: cache };
        const found = await judge(folder.path, variables);
        assert.deepEqual(found, ids, name);
        assert.match(world().go(folder.path, ['mod', 'verify'], { GOMODCACHE: cache }).output, verify, name);
        assert.deepEqual(await judge(folder.path, variables), ids, `${name}, after go mod verify`);
        assert.equal(world().go(folder.path, ['build', './...'], { GOMODCACHE: cache }).code === 0, builds, name);
        await copy.remove();
      }
    } finally {
      await folder.remove();
    }
  });
});

const beforeModules: ProxyModule = {
  path: 'example.com/ancient',
  version: 'v1.0.0',
  files: { 'a.go': 'package ancient\n' },
  withoutGoMod: true,
};

describe('a module cache inside the module, before the real go', () => {
  before(function () {
    needGo(this);
  });

  for (const { cache, stops } of [
    { cache: 'go/pkg/mod', stops: true },
    { cache: '.go/pkg/mod', stops: false },
    { cache: '../outside/mod', stops: false },
  ])
    it(`${cache}: go mod tidy ${stops ? 'stops' : 'goes on'}`, async () => {
      const world = await SumWorld.create([beforeModules]);
      const folder = await TemporaryFolder.create({
        'm/go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/ancient v1.0.0\n',
        'm/main.go': `${imports('main', 'example.com/ancient')}\nfunc main() {}\n`,
      });
      try {
        const root = folder.at('m');
        const variables = { ...world.variables, GOMODCACHE: path.join(root, cache) };
        world.goOnline(root, ['mod', 'download', 'all'], { GOMODCACHE: variables.GOMODCACHE, GOFLAGS: '-mod=mod' });
        const tidy = world.go(root, ['mod', 'tidy'], { GOMODCACHE: variables.GOMODCACHE });
        assert.equal(tidy.output.includes('should not have @version'), stops, tidy.output);
        assert.deepEqual(await judge(root, variables), stops ? ['modcache-inside-module'] : []);
      } finally {
        await world.remove();
        await folder.remove();
      }
    });
});

async function judge(root: string, variables: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
  const host = createNodePorts({ logger, variables });
  const engine = createEngine(host.ports, cacheChecks);
  const config = { ...defaultConfig, profile: 'build' as const };
  const { findings } = await engine.run({ root, config, granted: 'build' }, new AbortController().signal);
  await host.dispose();
  return findings.map(({ check }) => check);
}
