import assert from 'node:assert/strict';
import Ajv from 'ajv';
import snapshotSchema from '../../../schemas/snapshot.schema.json';
import type { Snapshot } from '../../../src/engine/index';
import { installGo } from '../../support/goOnDisk';
import { runCli, type CliSetup } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';
import { memoryTree } from '../../support/memoryTree';
import { SeededRandom } from '../../support/seededRandom';

const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(snapshotSchema);

/** A machine with Go 1.26.8 and these files. */
function machine(
  files: Readonly<Record<string, string>> = { '/work/go.mod': 'module example.com/m\n\ngo 1.25\n' },
  variables: Readonly<Record<string, string>> = {},
): CliSetup & { readonly files: MemoryFiles } {
  const memory = new MemoryFiles(files);
  installGo(memory, '/usr/local/go', 'go1.26.8');
  const path = { PATH: '/usr/local/go/bin:/usr/bin' };
  return { files: memory, variables: { ...path, ...variables }, tree: (root) => memoryTree(memory, root) };
}

async function taken(setup: CliSetup, ...argv: readonly string[]): Promise<Snapshot> {
  const { code, stdout, stderr } = await runCli(['snapshot', ...argv], setup);
  assert.deepEqual([code, stderr], [0, '']);
  const snapshot = JSON.parse(stdout) as Snapshot;
  assert.ok(validate(snapshot), JSON.stringify(validate.errors, null, 2));
  return snapshot;
}

describe('go-preflight snapshot', () => {
  it('is the contract: variables with their layers, proxies, modules, compilers, files that name Go', async () => {
    const setup = machine(
      {
        '/work/go.mod':
          'module example.com/m\n\ngo 1.25\n\nrequire rsc.io/quote v1.5.2\n\nreplace rsc.io/quote => ../quote\n\ntool rsc.io/quote/cmd\n',
        '/work/go.sum': '',
        '/work/Dockerfile': 'FROM golang:1.25-alpine AS build\n',
        '/work/.git/HEAD': 'ref: refs/heads/main\n',
        '/work/.git/packed-refs': `# pack-refs with: peeled\n${'c'.repeat(40)} refs/heads/main\n`,
        '/home/u/.config/go/env': 'GOFLAGS=-v\n',
        '/etc/os-release': 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
        '/lib/ld-musl-x86_64.so.1': '',
        '/usr/bin/gcc': 'ELF',
      },
      { GOFLAGS: '-tags=a' },
    );
    setup.files.executables.add('/usr/bin/gcc').add('/usr/bin/x86_64-linux-gnu-gcc-14');
    setup.files.write('/usr/bin/x86_64-linux-gnu-gcc-14', 'ELF');
    setup.files.links.set('/usr/bin/gcc', '/usr/bin/x86_64-linux-gnu-gcc-14');
    const snapshot = await taken(setup);
    assert.equal(snapshot.takenAt, '2026-11-21T18:30:00.000Z');
    assert.deepEqual([snapshot.toolchain.runs?.toolchain, snapshot.revision], ['go1.26.8', 'c'.repeat(40)]);
    assert.deepEqual([snapshot.system.distribution, snapshot.system.libc], ['Debian GNU/Linux 13 (trixie)', ['musl']]);
    assert.deepEqual(
      snapshot.variables.find(({ name }) => name === 'GOFLAGS'),
      {
        name: 'GOFLAGS',
        value: '-tags=a',
        source: 'environment',
        hides: [{ source: 'user-file', value: '-v' }],
        elsewhere: [],
      },
    );
    assert.deepEqual(snapshot.proxies, [
      { url: 'https://goproxy.example', separator: ',' },
      { url: 'direct', separator: '' },
    ]);
    const [module] = snapshot.modules;
    assert.deepEqual(
      [module?.requires, module?.tools],
      [[{ path: 'rsc.io/quote', version: 'v1.5.2', indirect: false }], ['rsc.io/quote/cmd']],
    );
    assert.deepEqual(module?.replaces, [{ path: 'rsc.io/quote', version: null, by: '../quote', byVersion: null }]);
    assert.deepEqual(snapshot.compilers[0], {
      name: 'CC',
      command: 'gcc',
      path: '/usr/bin/gcc',
      realPath: '/usr/bin/x86_64-linux-gnu-gcc-14',
      version: '14',
    });
    assert.deepEqual(
      snapshot.versions.map(({ file, text }) => `${file} ${text}`),
      ['go.mod 1.25', 'Dockerfile 1.25'],
    );
  });

  it('is the same twice, in a fixed order', async () => {
    const [first, second] = [await taken(machine()), await taken(machine())];
    assert.equal(JSON.stringify(first), JSON.stringify(second));
    const names = first.variables.map(({ name }) => name);
    assert.deepEqual(names, names.toSorted());
  });

  it('names the folder by a word, so that two places compare', async () => {
    const text = 'module example.com/m\n\ngo 1.25\n';
    const here = machine({ '/work/a/go.mod': text, '/work/b/go.mod': text });
    const [a, b] = [await taken(here, 'a'), await taken(here, 'b')];
    assert.equal(a.variables.find(({ name }) => name === 'GOMOD')?.value, '<folder>/go.mod');
    assert.deepEqual({ ...a, folder: '' }, { ...b, folder: '' });
  });

  it('runs go alone, once, and only to read what tools say of themselves', async () => {
    const setup = machine();
    for (const path of ['/usr/bin/gopls', '/home/u/go/bin/dlv']) {
      setup.files.write(path, 'ELF');
      setup.files.executables.add(path);
    }
    const { ports } = await runCli(['snapshot'], setup);
    assert.deepEqual(
      ports.calls.map(({ file, args, cwd }) => [file, ...args, cwd]),
      [['/usr/local/go/bin/go', 'version', '-m', '/home/u/go/bin/dlv', '/usr/bin/gopls', '/usr/local/go']],
    );
    assert.deepEqual(
      ports.calls.map(({ env }) => [env['GOTOOLCHAIN'], env['GOPROXY']]),
      [['local', 'off']],
    );
  });

  it('is taken without go, too', async () => {
    const { toolchain, modules } = await taken({ files: new MemoryFiles({ '/work/go.mod': 'module m\n' }) });
    assert.deepEqual([toolchain.outcome, toolchain.runs, modules.length], ['not-found', null, 1]);
  });

  it('--output writes that file and no other, and prints that it did', async () => {
    const setup = machine();
    const before = new Set(setup.files.paths());
    const { code, stdout } = await runCli(['snapshot', '--output', 'ci.json'], setup);
    assert.deepEqual([code, stdout.split('\n')[0]], [0, 'Snapshot written to ci.json']);
    assert.deepEqual(
      setup.files.paths().filter((path) => !before.has(path)),
      ['/work/ci.json'],
    );
    const written = JSON.parse(new TextDecoder().decode(setup.files.bytesOf('/work/ci.json'))) as unknown;
    assert.ok(validate(written), JSON.stringify(validate.errors));
  });

  it('--output says why it cannot', async () => {
    const full: CliSetup = { ...machine(), writeFile: () => Promise.reject(new Error('no space left on device')) };
    for (const [setup, file, expected] of [
      [machine(), 'none/ci.json', /there is no folder none/],
      [machine({ '/work/sub/x': '' }), 'sub', /sub is a folder/],
      [full, 'ci.json', /cannot be written to ci\.json: no space left on device/],
    ] as const) {
      const { code, stdout, stderr } = await runCli(['snapshot', '-o', file], setup);
      assert.match(stderr, expected);
      assert.deepEqual([code, stdout], [2, '']);
    }
  });

  it('refuses what does not belong to it', async () => {
    for (const [argv, expected] of [
      [['snapshot', '--format', 'markdown'], /a snapshot is JSON/],
      [['snapshot', '--strict'], /--strict does not go with snapshot/],
      [['--output', 'x'], /--output goes with snapshot alone/],
      [['env', '--output', 'x'], /--output does not go with env/],
      [['snapshot', 'a', 'b'], /snapshot cannot use "b"/],
      [['diff', 'a', 'b', 'c'], /diff cannot use "c"/],
      [['diff'], /diff wants one or two of/],
    ] as const) {
      const { code, stderr } = await runCli(argv, machine());
      assert.match(stderr, expected);
      assert.equal(code, 2);
    }
  });
});

describe('what a snapshot holds', () => {
  /** Everything that must not leave the machine. */
  const secrets = [
    's3cr3t-pass',
    'ghp_0123456789abcdefABCDEF',
    'tok-99-hidden',
    'hunter2hunter2',
    'AKIAABCDEFGHIJKLMNOP',
  ];
  const [password = '', token = '', named = '', stored = '', key = ''] = secrets;
  const people = ['alicewonder', 'Bob.Builder', 'zoë-k'];
  const homes = (person: string): readonly string[] => [`/home/${person}`, `/Users/${person}`, `/srv/people/${person}`];

  /** Values in which a secret, the home folder or the account stands as it does in the field. */
  const shapes: readonly ((home: string, person: string) => string)[] = [
    (home) => `${home}/bin`,
    (home) => `-I${home}/include -L${home}/lib`,
    (home) => `-modfile=${home}/go.mod -overlay="${home}/o.json"`,
    (home) => `file://${home}/proxy`,
    (_, person) => `https://${person}:${password}@proxy.corp/go,direct`,
    () => `https://${token}@proxy.corp|off`,
    () => `https://proxy.corp/?token=${named}`,
    (_, person) => `git.corp/${person}/*,github.com/${person}`,
    (_, person) => `-ldflags=-X=main.builder=${person}`,
    () => `-ldflags=-X=main.apiToken=${named}`,
    (home, person) => `/opt/${person}:${home}`,
    () => `-tags=${key}`,
    () => named,
  ];
  const names = [
    'GOFLAGS',
    'GOPROXY',
    'GOPRIVATE',
    'GONOSUMDB',
    'GOPATH',
    'GOBIN',
    'GOCACHE',
    'GOENV',
    'GOTMPDIR',
    'GOAUTH',
    'CC',
    'CXX',
    'CGO_CFLAGS',
    'CGO_LDFLAGS',
    'GOVCS',
    'GOCACHEPROG',
    'GOINSECURE',
    'GODEBUG',
    'GOWORK',
    'GOFLAG',
    'GOROOT',
  ];

  it('is never a secret, an account name or the home folder, in 300 hostile environments', async () => {
    const random = new SeededRandom(20261121);
    for (let round = 0; round < 300; round++) {
      const person = random.pick(people);
      const home = random.pick(homes(person));
      const value = (): string => random.pick(shapes)(home, person);
      const variables: Record<string, string> = {
        HOME: home,
        USER: person,
        CI_TOKEN: named,
        PATH: '/usr/local/go/bin',
      };
      for (const name of random.sample(names, 6)) variables[name] = value();
      const folder = random.pick([home, `${home}/src/shop`, '/work', `/work/${person}`]);
      const files = new MemoryFiles({
        [`${folder}/go.mod`]: `module git.corp/${person}/m\n\ngo 1.25\n\nrequire git.corp/${person}/x v1.0.0\n\nreplace git.corp/${person}/x => ${home}/x\n\ntool git.corp/${person}/x/cmd\n`,
        [`${folder}/go.work`]: `go 1.25\n\nuse ${home}/other\n`,
        [`${folder}/${person}/go.mod`]: 'module sub\n',
        [`${folder}/.vscode/settings.json`]: JSON.stringify({
          'go.toolsEnvVars': { GOFLAGS: value(), GOPROXY: value() },
        }),
        [`${folder}/Dockerfile`]: `FROM ${person}.corp/golang:1.25 AS ${person}\n`,
        [`${home}/.config/go/env`]: `GONOPROXY=${value()}\nGOPROXY=${value()}\nGO_API_TOKEN=${stored}\nGOFLAGS=-X=${stored}\n`,
        [`${home}/go/bin/gopls`]: 'ELF',
      });
      installGo(files, '/usr/local/go', 'go1.26.8');
      files.executables.add(`${home}/go/bin/gopls`);
      const { code, stdout } = await runCli(['snapshot', folder], {
        files,
        variables,
        homeDir: home,
        userName: random.below(2) === 0 ? person : undefined,
        tree: (root) => memoryTree(files, root),
      });
      assert.equal(code, 0);
      const leaks = [...secrets, home, person].filter((word) => stdout.toLowerCase().includes(word.toLowerCase()));
      assert.deepEqual(leaks, [], `round ${round}: ${JSON.stringify(variables)}`);
      assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
    }
  });

  it('is the words of go as they are, even where an account is called like one', async () => {
    const setup: CliSetup = { ...machine(undefined, { GOOS: 'linux', GOTOOLCHAIN: 'local' }), userName: 'linux' };
    const { variables } = await taken(setup);
    assert.equal(variables.find(({ name }) => name === 'GOOS')?.value, 'linux');
  });
});
