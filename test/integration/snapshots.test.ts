import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, rmSync, truncateSync } from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import snapshotSchema from '../../schemas/snapshot.schema.json';
import type { Snapshot } from '../../src/engine/index';
import { BuiltCli, ended, type Ended } from '../support/builtCli';
import { askGo, goEnv, goPrints, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(snapshotSchema);

interface Compared {
  readonly summary: Readonly<Record<'error' | 'warning' | 'info' | 'notCompared', number>>;
  readonly differences: readonly Readonly<Record<'severity' | 'topic' | 'subject' | 'a' | 'b', string | null>>[];
  readonly notCompared: readonly { readonly topic: string; readonly couldBeError: boolean }[];
}

/** A module with a dependency in a folder of its own, so that it builds without a module cache. */
const shop = {
  'shop/go.mod':
    'module example.com/shop\n\ngo 1.22\n\nrequire example.com/lib v1.0.0\n\nreplace example.com/lib => ../lib\n',
  'shop/main.go': 'package main\n\nimport "example.com/lib"\n\nfunc main() { lib.Use() }\n',
  'lib/go.mod': 'module example.com/lib\n\ngo 1.22\n',
  'lib/lib.go': 'package lib\n\nfunc Use() {}\n',
};

describe('snapshot and diff as a process, with the real go', () => {
  const goroot = realGoroot();
  let cli: BuiltCli;
  let folder: TemporaryFolder;

  before(function () {
    if (goroot === undefined) skip(this, 'needs go');
    cli = new BuiltCli();
  });
  after(() => cli?.remove());
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ ...shop, 'home/keep': '' });
  });
  afterEach(() => folder.remove());

  function variables(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const base = { PATH: `${goroot}/bin:/usr/bin:/bin`, HOME: folder.at('home'), GOTOOLCHAIN: 'local', GOFLAGS: '' };
    return { ...base, GOPROXY: 'off', ...more };
  }

  function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return cli.run(args, { cwd: folder.path, env: variables(env) });
  }

  /** Writes a snapshot of a folder to a file and reads it. */
  async function take(dir: string, file: string, env: Readonly<Record<string, string>> = {}): Promise<Snapshot> {
    const { code, stderr } = await run(['snapshot', dir, '--output', file], env);
    assert.deepEqual([code, stderr], [0, '']);
    const snapshot = JSON.parse(await folder.read(file)) as Snapshot;
    assert.ok(validate(snapshot), JSON.stringify(validate.errors));
    return snapshot;
  }

  async function compared(
    a: string,
    b: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Compared & { readonly code: number | null }> {
    const { code, stdout, stderr } = await run(['diff', a, b, '--format', 'json'], env);
    assert.equal(stderr, '');
    return { ...(JSON.parse(stdout) as Compared), code };
  }

  /** `error GOFLAGS: a | b`, of the severities that somebody must look at. */
  function serious({ differences }: Compared): readonly string[] {
    return differences
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, subject, a, b }) => `${severity} ${subject}: ${a ?? '-'} | ${b ?? '-'}`);
  }

  function git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'init.defaultBranch=main'];
    return execFileSync('git', [...identity, ...args], { cwd: folder.path, encoding: 'utf8' });
  }

  /** Builds shop into a file. The build cache of the machine spares compiling the runtime anew. */
  function build(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
    const cache = goEnv('GOCACHE');
    const own = { ...variables(env), GOCACHE: cache, GOENV: 'off' };
    const command = ['build', '-o', folder.at(file), ...args, '.'];
    goPrints(command, { goroot, cwd: folder.at('shop'), variables: own });
  }

  it('a snapshot says of each variable what go env says', async () => {
    const env = { GOFLAGS: '-tags=a', CGO_ENABLED: '0', GOPRIVATE: 'corp.example' };
    const snapshot = await take('shop', 'a.json', env);
    const real = await askGo(['env', '-json', '-w=false', '-u=false'], {
      goroot,
      cwd: folder.at('shop'),
      variables: variables(env),
    });
    assert.equal(real.code, 0, real.output);
    const expected = JSON.parse(real.output) as Record<string, string>;
    const ours = new Map(snapshot.variables.map(({ name, value }) => [name, value]));
    const masked = (text: string): string =>
      text.replaceAll(folder.at('shop'), '<folder>').replaceAll(folder.at('home'), '~');
    const differing = Object.entries(expected).filter(
      ([name, value]) => name !== 'GOGCCFLAGS' && (ours.get(name) ?? '') !== masked(value),
    );
    assert.deepEqual(differing, []);
    assert.equal(snapshot.toolchain.runs?.toolchain, expected['GOVERSION']);
  });

  it('the same environment twice: one line differs, and diff finds nothing', async () => {
    await take('shop', 'a.json');
    await take('shop', 'b.json');
    const [a, b] = [await folder.read('a.json'), await folder.read('b.json')].map((text) => text.split('\n'));
    assert.ok((b ?? []).filter((line, at) => line !== a?.[at]).every((line) => line.includes('"takenAt"')));
    const { code, differences, notCompared } = await compared('a.json', 'shop');
    assert.deepEqual([code, differences, notCompared], [0, [], []]);
  });

  it('two worlds: GOFLAGS, GOOS, CGO_ENABLED, GOSUMDB and the toolchain line', async () => {
    await take('shop', 'a.json');
    const { 'shop/go.mod': text } = shop;
    await folder.write({
      'shop/go.mod': text.replace('go 1.22\n', 'go 1.22\n\ntoolchain go1.99.1\n'),
      'tools/go1.99.1': '#!/bin/sh\necho the other toolchain\n',
    });
    chmodSync(folder.at('tools/go1.99.1'), 0o755);
    const own = (
      await askGo(['env', 'GOVERSION'], { goroot, cwd: folder.at('home'), variables: variables() })
    ).output.trim();
    const found = await compared('a.json', 'shop', {
      PATH: `${goroot}/bin:${folder.at('tools')}:/usr/bin:/bin`,
      GOTOOLCHAIN: 'auto',
      GOFLAGS: '-tags=integration',
      GOOS: 'windows',
      CGO_ENABLED: '0',
      GOSUMDB: 'off',
    });
    assert.equal(found.code, 1);
    const errors = serious(found).filter((line) => line.startsWith('error'));
    const cgo = errors.find((line) => line.startsWith('error CGO_ENABLED'));
    assert.deepEqual(
      errors.filter((line) => line !== cgo),
      [
        `error Go: ${own} | go1.99.1`,
        `error GOOS: ${process.platform} | windows`,
        'error GOFLAGS:  | -tags=integration',
        'error GOSUMDB: sum.golang.org | off',
      ],
    );
    assert.ok(serious(found).includes('warning GOTOOLCHAIN: local | auto'));
    assert.ok(found.differences.some(({ severity, subject }) => severity === 'info' && subject === 'toolchain'));
  });

  it('a binary of the same module: built alike nothing, built otherwise what go recorded', async function () {
    if (spawnSync('git', ['--version']).status !== 0) skip(this, 'needs git');
    git('init', '-q');
    await folder.write({ '.gitignore': '/bin\n/home\n' });
    git('add', '-A');
    git('commit', '-q', '-m', 'x');
    const commit = git('rev-parse', 'HEAD').trim();
    build('bin/same', []);
    build('bin/other', ['-tags=b,a', '-trimpath', "-ldflags=-s -X 'main.token=hunter22hunter22'"], {
      CGO_ENABLED: '0',
    });
    const same = await compared('shop', 'bin/same');
    assert.deepEqual([same.code, serious(same)], [0, []]);
    assert.deepEqual(
      same.notCompared.map(({ topic, couldBeError }) => [topic, couldBeError]),
      [['variables', false]],
    );
    const other = await compared('shop', 'bin/other', { CGO_ENABLED: '1' });
    assert.deepEqual([other.code, serious(other)], [1, ['error CGO_ENABLED: 1 | 0', 'error -tags:  | a,b']]);
    const shown = await run(['diff', 'bin/same', 'bin/other']);
    assert.doesNotMatch(shown.stdout, /hunter22/);
    assert.match(shown.stdout, / {2}-trimpath: not set → true\n/);

    // Changes that no commit holds, then another commit.
    await folder.write({ 'lib/lib.go': 'package lib\n\n// Use is used.\nfunc Use() {}\n' });
    build('bin/modified', []);
    assert.deepEqual(serious(await compared('shop', 'bin/modified')), ['warning vcs.modified: - | true']);
    git('commit', '-q', '-a', '-m', 'y');
    const now = git('rev-parse', 'HEAD').trim();
    assert.deepEqual(serious(await compared('shop', 'bin/same')), [`warning vcs.revision: ${now} | ${commit}`]);
    assert.deepEqual(serious(await compared('bin/same', 'shop')), [`warning vcs.revision: ${commit} | ${now}`]);
    // The working tree is what it is without git, too: from its files.
    assert.equal((await take('shop', 'a.json')).revision, now);

    // The module that replaces another one lies elsewhere.
    await folder.write({
      'shop/go.mod': shop['shop/go.mod'].replace('../lib', '../lib2'),
      'lib2/go.mod': shop['lib/go.mod'],
      'lib2/lib.go': shop['lib/lib.go'],
    });
    const moved = serious(await compared('shop', 'bin/modified'));
    assert.ok(moved.includes('error replace example.com/lib: ../lib2 | ../lib'), moved.join('\n'));
  });

  it('writes the file that was named and no other, and runs no program but go', async function () {
    if (process.platform !== 'linux') skip(this, 'needs Linux');
    const marker = folder.at('ran');
    const script = `#!/bin/sh\necho "$0" >> ${marker}\n`;
    const names = ['git', 'gcc', 'g++', 'gopls', 'dlv', 'sh'];
    await folder.write(Object.fromEntries(names.map((name) => [`tools/${name}`, script])));
    for (const name of names) chmodSync(folder.at(`tools/${name}`), 0o755);
    const env = { PATH: `${folder.at('tools')}:${goroot}/bin`, SHELL: folder.at('tools/sh') };
    const before = await folder.contents();
    const own = folder.at('a.json');
    const log = path.join(cli.folder, 'strace.log');
    rmSync(log, { force: true });
    const strace = '/usr/bin/strace';
    if (spawnSync(strace, ['-V']).status !== 0) skip(this, 'needs strace');
    const traced = spawnSync(
      strace,
      ['-f', '-e', 'trace=execve', '-o', log, process.execPath, cli.main, 'snapshot', 'shop', '--output', own],
      { cwd: folder.path, env: cli.environment(variables(env)), encoding: 'utf8' },
    );
    assert.equal(traced.status, 0, traced.stderr);
    const started = execFileSync('cat', [log], { encoding: 'utf8' }).match(/execve\("[^"]+"(?=.* = 0$)/gm) ?? [];
    assert.deepEqual(
      [...new Set(started)].map((call) => call.slice('execve("'.length, -1)),
      [process.execPath, `${goroot}/bin/go`],
    );
    const { code } = await run(['diff', 'a.json', 'shop'], env);
    assert.equal(code, 0);
    const { 'a.json': written, ...after } = await folder.contents();
    assert.ok(written);
    assert.deepEqual(after, before);
  });

  it('says what is wrong with what it cannot read: exit code 2, nothing on standard output', async () => {
    const { takenAt } = await take('shop', 'a.json');
    assert.match(takenAt, /^20\d\d-/);
    const text = await folder.read('a.json');
    await folder.write({
      'cut.json': text.slice(0, text.length / 2),
      'newer.json': text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
      'readme.txt': 'hello\n',
      'huge.bin': '',
      'tar.bin': `${'\0'.repeat(600)}x`,
    });
    await folder.write({ script: '#!/bin/sh\n' });
    chmodSync(folder.at('script'), 0o755);
    // Sparse: it takes no room.
    truncateSync(folder.at('huge.bin'), 5 * 1024 ** 3);
    for (const [file, expected] of [
      ['cut.json', /cut\.json is cut off or damaged: its JSON ends or breaks at line \d+/],
      ['newer.json', /newer\.json has schema version 2, this Go Preflight reads up to 1/],
      ['readme.txt', /readme\.txt is neither a snapshot nor a Go binary: go-preflight snapshot/],
      ['huge.bin', /huge\.bin is neither a snapshot nor a Go binary: go-preflight snapshot/],
      ['tar.bin', /tar\.bin is neither a snapshot nor a Go binary: go-preflight snapshot/],
      ['script', /script is neither a snapshot nor a Go binary that go can read \(.+\)/],
      ['none', /no such file or folder: none/],
      ['home/none/x', /no such file or folder: home\/none\/x/],
    ] as const) {
      const { code, stdout, stderr } = await run(['diff', 'a.json', file]);
      assert.match(stderr, expected);
      assert.deepEqual([code, stdout], [2, ''], file);
    }
    const binary = await run(['diff', process.execPath, 'a.json']);
    assert.match(binary.stderr, /is neither a snapshot nor a Go binary/);
  });

  it('is told by --help, and speaks Chinese', async () => {
    const { stdout } = await run(['--help']);
    assert.match(stdout, /go-preflight snapshot \[DIR\]/);
    assert.match(stdout, /go-preflight diff A \[B\]/);
    assert.match(stdout, /-o, --output FILE/);
    await take('shop', 'a.json');
    const chinese = await run(['diff', 'a.json', 'shop', '--lang', 'zh-cn'], { GOFLAGS: '-race' });
    assert.match(chinese.stdout, /^A {2}快照 a\.json，/);
    assert.match(chinese.stdout, /GOFLAGS: 未设置 → -race（进程环境变量）/);
    const refused = await run(['diff', 'none', '--lang', 'zh-cn']);
    assert.match(refused.stderr, /没有这个文件或目录：none/);
  });

  it('a pipe that nobody writes to is no file', async function () {
    if (spawnSync('mkfifo', [folder.at('pipe')]).status !== 0) skip(this, 'needs mkfifo');
    const { code, stderr } = await ended(cli.start(['diff', 'pipe', 'shop'], { cwd: folder.path, env: variables() }));
    assert.match(stderr, /pipe cannot be read: not a regular file/);
    assert.equal(code, 2);
  });
});
