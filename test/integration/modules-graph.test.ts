import assert from 'node:assert/strict';
import { modulesChecks } from '../../src/engine/checks/modules/index';
import { createEngine, defaultConfig, type RunResult } from '../../src/engine/index';
import { createNodePorts } from '../../src/host/index';
import { moduleProxy, type ProxyModule } from '../support/moduleProxy';
import { goEnv, needGo, askGoSync, type GoAnswer } from '../support/realGo';
import { TemporaryFolder } from '../support/temporaryFolder';

/** A small graph: quote needs sampler, sampler needs text; newer asks for a newer go line. */
function graph(): readonly ProxyModule[] {
  const module = (
    path: string,
    version: string,
    needs: Readonly<Record<string, string>>,
    go = '1.21.0',
  ): ProxyModule => {
    const imports = Object.keys(needs).map((need) => `import _ "${need}"\n`);
    const requires = Object.entries(needs).map(([need, at]) => `require ${need} ${at}\n`);
    return {
      path,
      version,
      files: {
        'go.mod': `module ${path}\n\ngo ${go}\n\n${requires.join('')}`,
        'x.go': `package x\n\n${imports.join('')}`,
      },
    };
  };
  return [
    module('example.com/text', 'v0.1.0', {}),
    module('example.com/text', 'v0.2.0', {}),
    module('example.com/sampler', 'v1.0.0', { 'example.com/text': 'v0.1.0' }),
    module('example.com/sampler', 'v1.1.0', { 'example.com/text': 'v0.2.0' }),
    module('example.com/quote', 'v1.5.1', { 'example.com/sampler': 'v1.0.0' }),
    module('example.com/quote', 'v1.5.2', { 'example.com/sampler': 'v1.1.0' }),
    module('example.com/newer', 'v1.0.0', {}, '1.25.0'),
    module('example.com/ports', 'v1.0.0', {}),
    module('example.com/spare', 'v1.0.0', {}),
  ];
}

const goMod = `module example.com/shop

go 1.25.0

require (
	example.com/newer v1.0.0
	example.com/ports v1.0.0
	example.com/quote v1.5.2
)

require (
	example.com/sampler v1.1.0 // indirect
	example.com/text v0.2.0 // indirect
)
`;

const sources = {
  'main.go': 'package main\n\nimport (\n\t_ "example.com/newer"\n\t_ "example.com/quote"\n)\n\nfunc main() {}\n',
  'ports_windows.go': 'package main\n\nimport _ "example.com/ports"\n',
};

/** One fault each: what it makes of go.mod, and where it is found. `error`: go build must stop. */
const faults: readonly {
  readonly name: string;
  readonly edit: (text: string) => string;
  readonly found: readonly string[];
}[] = [
  {
    name: 'a requirement dropped',
    edit: (text) => text.replace('\texample.com/quote v1.5.2\n', ''),
    found: ['error require-missing main.go:5'],
  },
  {
    name: 'a requirement of another port dropped',
    edit: (text) => text.replace('\texample.com/ports v1.0.0\n', ''),
    found: ['warning require-missing ports_windows.go:3'],
  },
  {
    name: 'an unused requirement',
    edit: (text) => text.replace('\texample.com/quote v1.5.2\n', '$&\texample.com/spare v1.0.0\n'),
    found: ['warning require-unused go.mod:9'],
  },
  {
    name: '// indirect on what is imported',
    edit: (text) => text.replace('quote v1.5.2', '$& // indirect'),
    found: ['warning require-should-be-direct go.mod:8'],
  },
  {
    name: '// indirect missing',
    edit: (text) => text.replace('text v0.2.0 // indirect', 'text v0.2.0'),
    found: ['warning require-should-be-indirect go.mod:13'],
  },
  {
    name: 'the same line twice',
    edit: (text) => text.replace('\texample.com/quote v1.5.2\n', '$&$&'),
    found: ['warning require-duplicate go.mod:9'],
  },
  {
    name: 'two versions',
    edit: (text) => text.replace('\texample.com/quote v1.5.2\n', '\texample.com/quote v1.5.1\n$&'),
    found: ['error require-duplicate-conflicting go.mod:8'],
  },
  {
    name: 'a replacement that is not there',
    edit: (text) => `${text}\nreplace example.com/quote => ../quote\n`,
    found: ['error gomod-replace-target-missing go.mod:16'],
  },
  {
    name: 'a requirement below what another module asks for',
    edit: (text) => text.replace('sampler v1.1.0', 'sampler v1.0.0'),
    found: ['error require-below-dependency go.mod:12'],
  },
  {
    name: 'a go line below that of a dependency',
    edit: (text) => text.replace('go 1.25.0', 'go 1.24.0'),
    found: ['error gomod-go-older-than-dependency go.mod:3'],
  },
  {
    name: 'an indirect requirement that nothing needs',
    edit: (text) => text.replace('\texample.com/text', '\texample.com/spare v1.0.0 // indirect\n$&'),
    found: ['warning gomod-tidy-drift go.mod:13'],
  },
  {
    name: 'an excluded requirement',
    edit: (text) => `${text}\nexclude example.com/quote v1.5.2\n`,
    found: ['error gomod-exclude-hits-require go.mod:8'],
  },
  {
    name: 'a toolchain line that go drops',
    edit: (text) => text.replace('go 1.25.0\n', 'go 1.25.0\n\ntoolchain go1.25.0\n'),
    found: ['error gomod-toolchain-redundant go.mod:5'],
  },
  {
    name: 'another layout: order and blocks',
    edit: () =>
      `${goMod.split('\n\nrequire')[0] ?? ''}\n\nrequire (\n\texample.com/quote v1.5.2\n\texample.com/newer v1.0.0\n\texample.com/ports v1.0.0\n\texample.com/text v0.2.0 // indirect\n\texample.com/sampler v1.1.0 // indirect\n)\n`,
    found: [],
  },
];

/** go.sum lines of everything that `go mod download -json` tells. */
function sumsOf(output: string): string {
  const modules = output.split(/(?<=^\})\n/m).filter((text) => text.trim() !== '');
  return modules
    .map((text) => JSON.parse(text) as Readonly<Record<'Path' | 'Version' | 'Sum' | 'GoModSum', string>>)
    .map(({ Path, Version, Sum, GoModSum }) => `${Path} ${Version} ${Sum}\n${Path} ${Version}/go.mod ${GoModSum}\n`)
    .join('');
}

describe('a module graph before the real go', () => {
  let folder: TemporaryFolder | undefined;
  let variables: Record<string, string> = {};

  const run = (...args: string[]): GoAnswer => askGoSync(args, { cwd: folder?.at('shop'), variables });

  before(async function () {
    needGo(this);
    folder = await TemporaryFolder.create({ 'shop/go.mod': goMod });
    await folder.write(Object.fromEntries(Object.entries(sources).map(([name, text]) => [`shop/${name}`, text])));
    const proxy = await moduleProxy(folder.at('proxy'), graph());
    const cache = goEnv('GOCACHE');
    variables = {
      PATH: process.env.PATH ?? '',
      HOME: folder.at('home'),
      GOCACHE: cache,
      GOMODCACHE: folder.at('cache'),
      GOFLAGS: '-modcacherw',
      GOPROXY: proxy,
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
    };
    // Fills the module cache with every version, then writes go.sum for the tidy state.
    const all = graph().map(({ path, version }) => `${path}@${version}`);
    const downloaded = run('mod', 'download', '-json', ...all);
    assert.equal(downloaded.code, 0, downloaded.stderr);
    const tidy = run('mod', 'tidy');
    assert.equal(tidy.code, 0, tidy.stderr);
    assert.equal(await folder.read('shop/go.mod'), goMod, 'the go.mod of this test is tidy');
    // So that no fault is hidden behind a hash that is not there.
    await folder.write({ 'shop/go.sum': sumsOf(downloaded.stdout) });
  });
  after(async () => folder?.remove());

  async function verify(): Promise<RunResult> {
    if (folder === undefined) throw new Error('no folder');
    const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
    const node = createNodePorts({ logger, variables });
    try {
      const engine = createEngine(node.ports, modulesChecks);
      const config = { ...defaultConfig, profile: 'offline' as const };
      return await engine.run({ root: folder.at('shop'), config, granted: 'offline' }, new AbortController().signal);
    } finally {
      await node.dispose();
    }
  }

  const lines = ({ findings }: RunResult): string[] =>
    findings
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ severity, check, location }) => {
        const name = location?.file.slice(location.file.lastIndexOf('/') + 1) ?? '';
        return `${severity} ${check} ${name}:${(location?.range.start.line ?? -1) + 1}`;
      });

  it('says nothing of the state that go mod tidy wrote, and is sure of it', async () => {
    const result = await verify();
    assert.deepEqual(lines(result), []);
    const open = result.outcomes.filter(({ kind }) => kind === 'unknown' || kind === 'failed');
    assert.deepEqual(open, []);
  });

  for (const { name, edit, found } of faults) {
    it(name, async () => {
      if (folder === undefined) throw new Error('no folder');
      const text = edit(goMod);
      assert.notEqual(text, goMod);
      await folder.write({ 'shop/go.mod': text });
      try {
        const sums = await folder.read('shop/go.sum');
        const result = await verify();
        assert.deepEqual(lines(result), found);
        const after = [await folder.read('shop/go.mod'), await folder.read('shop/go.sum')];
        assert.deepEqual(after, [text, sums], 'looking changes nothing');
        const stops = found.some((line) => line.startsWith('error'));
        const build = run('list', '-deps', '-test', './...');
        assert.equal(build.code !== 0, stops, build.stderr);
        if (found.length > 0) assert.notEqual(run('mod', 'tidy', '-diff').code, 0, 'go mod tidy has nothing to change');
      } finally {
        await folder.write({ 'shop/go.mod': goMod });
      }
    });
  }
});
