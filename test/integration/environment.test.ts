import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { environmentChecks } from '../../src/engine/checks/environment/index';
import { toolchainChecks } from '../../src/engine/checks/toolchain/index';
import { verifyOnDisk } from '../support/diskEngine';
import { moduleProxy } from '../support/moduleProxy';
import { askGo, goEnv, realGoroot, askGoSync, type GoAnswer } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** One setting that must stop go, and the command that it stops. */
interface Case {
  readonly check: string;
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** lines of the file of go env -w */
  readonly stored?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly says: RegExp;
}

const module = { 'm/go.mod': 'module example.com/m\n\ngo 1.22\n', 'm/m.go': 'package main\n\nfunc main() {}\n' };
const workspace = { ...module, 'm/go.work': 'go 1.22\n\nuse .\n' };
const quote = 'require rsc.io/quote v1.5.2\n';
const build = ['build', '-o', '/dev/null', '.'];
const download = ['mod', 'download', 'rsc.io/quote@v1.5.2'];
const tooNew = { 'm/go.mod': 'module example.com/m\n\ngo 1.99\n' };

const errors: readonly Case[] = [
  {
    check: 'gopath-is-module-root',
    name: 'go.mod in the default GOPATH stops go mod tidy elsewhere',
    files: { 'home/go/go.mod': 'module try\n' },
    args: ['mod', 'tidy'],
    says: /ignoring go\.mod in \$GOPATH[^]*go\.mod file not found/,
  },
  {
    check: 'gotmpdir-missing',
    name: 'no such folder',
    variables: { GOTMPDIR: '/nonexistent' },
    args: build,
    says: /creating work dir/,
  },
  {
    check: 'gotmpdir-missing',
    name: 'a file, stored',
    stored: 'GOTMPDIR=/etc/passwd\n',
    args: build,
    says: /creating work dir/,
  },
  { check: 'gotmpdir-missing', name: 'TMPDIR', variables: { TMPDIR: '/nonexistent' }, args: build, says: /work dir/ },
  {
    check: 'gowork-env',
    name: 'no such file',
    variables: { GOWORK: '/nonexistent/go.work' },
    args: build,
    says: /reading go\.work/,
  },
  { check: 'gowork-env', name: 'relative, by hand', stored: 'GOWORK=go.work\n', args: build, says: /invalid GOWORK/ },
  {
    check: 'goexperiment-invalid',
    name: 'every command',
    variables: { GOEXPERIMENT: 'jsonv2,nosuch' },
    args: ['version'],
    says: /unknown GOEXPERIMENT/,
  },
  {
    check: 'goamd64-invalid',
    name: 'a name that stops the assembler',
    variables: { GOAMD64: 'x86-64-v3', GOARCH: 'amd64' },
    args: build,
    says: /is not a valid identifier name|invalid GOAMD64/,
  },
  {
    check: 'goos-goarch-set-globally',
    name: 'no such port',
    variables: { GOARCH: 'foo' },
    args: build,
    says: /unsupported GOOS\/GOARCH pair/,
  },
  {
    check: 'gocacheprog-broken',
    name: 'missing',
    variables: { GOCACHEPROG: '/nonexistent/cacher -v' },
    args: build,
    says: /error starting GOCACHEPROG/,
  },
  {
    check: 'gocacheprog-broken',
    name: 'not on PATH',
    stored: 'GOCACHEPROG=nosuchcacher\n',
    args: build,
    says: /error starting GOCACHEPROG/,
  },
  {
    check: 'gocacheprog-broken',
    name: 'quote',
    variables: { GOCACHEPROG: "'/bin/true" },
    args: build,
    says: /GOCACHEPROG/,
  },
  {
    check: 'gobin-relative',
    name: 'go install',
    variables: { GOBIN: 'bin' },
    args: ['install', '.'],
    says: /GOBIN must be an absolute path/,
  },
  { check: 'goflags-syntax', name: 'non-flag', variables: { GOFLAGS: 'mod=mod' }, args: ['version'], says: /non-flag/ },
  { check: 'goflags-syntax', name: 'stored', stored: 'GOFLAGS=-v x\n', args: build, says: /non-flag "x"/ },
  { check: 'goflags-syntax', name: 'unknown', variables: { GOFLAGS: '-verbose' }, args: build, says: /unknown flag/ },
  { check: 'goflags-syntax', name: 'quote', variables: { GOFLAGS: "'-v" }, args: build, says: /unterminated/ },
  {
    check: 'goflags-syntax',
    name: 'no value',
    variables: { GOFLAGS: '-tags' },
    args: build,
    says: /needs an argument/,
  },
  {
    check: 'goflags-syntax',
    name: 'boolean',
    variables: { GOFLAGS: '-race=maybe' },
    args: build,
    says: /invalid boolean/,
  },
  { check: 'goflags-syntax', name: 'mod', variables: { GOFLAGS: '-mod=strict' }, args: build, says: /not supported/ },
  {
    check: 'goflags-split-value',
    name: 'go env',
    stored: 'GOFLAGS=-ldflags=-s -w\n',
    args: ['env', 'GOPATH'],
    says: /KEY=VALUE/,
  },
  {
    check: 'goflags-split-value',
    name: 'everything',
    variables: { GOFLAGS: '-gcflags=-N -l' },
    args: build,
    says: /unknown flag -l/,
  },
  {
    check: 'goflags-mod-conflict',
    name: '-mod=mod in a workspace',
    variables: { GOFLAGS: '-mod=mod' },
    files: workspace,
    args: build,
    says: /workspace mode/,
  },
  {
    check: 'goflags-mod-conflict',
    name: '-modfile in a workspace',
    variables: { GOFLAGS: '-modfile=other.mod' },
    files: workspace,
    args: build,
    says: /workspace mode/,
  },
  {
    check: 'goflags-mod-conflict',
    name: '-mod=vendor without vendor',
    variables: { GOFLAGS: '-mod=vendor' },
    files: { 'm/go.mod': `module example.com/m\n\ngo 1.22\n\n${quote}` },
    args: build,
    says: /inconsistent vendoring/,
  },
  {
    check: 'goflags-risky',
    name: '-race without cgo',
    variables: { GOFLAGS: '-race', CGO_ENABLED: '0' },
    args: build,
    says: /-race requires cgo/,
  },
  {
    check: 'goflags-risky',
    name: '-overlay that is not there',
    stored: 'GOFLAGS=-overlay=/nonexistent/o.json\n',
    args: build,
    says: /reading overlay/,
  },
  {
    check: 'goflags-risky',
    name: '-toolexec that is not there',
    variables: { GOFLAGS: '-toolexec=/nonexistent/wrap' },
    args: build,
    says: /fork\/exec \/nonexistent\/wrap/,
  },
  { check: 'goproxy-syntax', name: 'scheme', variables: { GOPROXY: 'foo' }, args: download, says: /missing scheme/ },
  { check: 'goproxy-syntax', name: 'scheme', variables: { GOPROXY: 'ftp://x' }, args: download, says: /URL scheme/ },
  {
    check: 'goproxy-syntax',
    name: 'space',
    variables: { GOPROXY: 'https://a direct' },
    args: download,
    says: /host name/,
  },
  {
    check: 'goproxy-syntax',
    name: 'port',
    variables: { GOPROXY: 'https://a:x' },
    args: download,
    says: /invalid port/,
  },
  { check: 'goproxy-syntax', name: 'file', variables: { GOPROXY: 'file://h/x' }, args: download, says: /non-path/ },
  {
    check: 'goproxy-syntax',
    name: 'escape',
    variables: { GOPROXY: 'https://a/%zz' },
    args: download,
    says: /URL escape/,
  },
  { check: 'goproxy-syntax', name: 'empty', variables: { GOPROXY: ',' }, args: download, says: /no entries/ },
  { check: 'go111module-off', name: 'off', variables: { GO111MODULE: 'off' }, args: ['mod', 'tidy'], says: /disabled/ },
  {
    check: 'go111module-invalid',
    name: 'yes',
    variables: { GO111MODULE: 'yes' },
    args: build,
    says: /GO111MODULE=yes/,
  },
  { check: 'gocache-off', name: 'off', variables: { GOCACHE: 'off' }, args: build, says: /GOCACHE=off/ },
  { check: 'gocache-relative', name: 'tilde', stored: 'GOCACHE=~/c\n', args: build, says: /not an absolute path/ },
  { check: 'gocache-relative', name: 'no home', variables: { HOME: '' }, args: build, says: /GOCACHE is not defined/ },
  { check: 'gopath-relative', name: 'relative', stored: 'GOPATH=go\n', args: build, says: /must be absolute/ },
  { check: 'gopath-relative', name: 'tilde', variables: { GOPATH: '~/go' }, args: build, says: /metacharacter/ },
  {
    check: 'goroot-mismatch',
    name: 'gone',
    variables: { GOROOT: '/nowhere' },
    args: ['version'],
    says: /cannot find GOROOT/,
  },
  {
    check: 'goroot-mismatch',
    name: 'no Go',
    variables: { GOROOT: '/usr' },
    args: build,
    says: /no such tool|is not in std|cannot find package/,
  },
  {
    check: 'gotoolchain-invalid',
    name: 'name',
    variables: { GOTOOLCHAIN: 'banana' },
    args: ['version'],
    says: /invalid/,
  },
  { check: 'gotoolchain-invalid', name: 'go', stored: 'GOTOOLCHAIN=1.26.8\n', args: ['version'], says: /invalid/ },
  {
    check: 'gotoolchain-invalid',
    name: 'go2',
    variables: { GOTOOLCHAIN: 'go2.0' },
    args: ['version'],
    says: /invalid/,
  },
  {
    check: 'gotoolchain-invalid',
    name: 'suffix',
    variables: { GOTOOLCHAIN: 'local+x' },
    args: ['version'],
    says: /suffixes/,
  },
  {
    check: 'gotoolchain-invalid',
    name: 'minimum',
    variables: { GOTOOLCHAIN: 'x+auto' },
    args: ['version'],
    says: /minimum/,
  },
  {
    check: 'go-version-below-module',
    name: 'local',
    variables: { GOTOOLCHAIN: 'local' },
    files: tooNew,
    args: build,
    says: /requires go >= 1\.99 .*GOTOOLCHAIN=local/,
  },
  {
    check: 'go-version-below-module',
    name: 'toolchain default',
    variables: { GOTOOLCHAIN: 'auto' },
    files: { 'm/go.mod': 'module example.com/m\n\ngo 1.99\n\ntoolchain default\n' },
    args: build,
    says: /requires go >= 1\.99/,
  },
  {
    check: 'toolchain-unavailable',
    name: 'path only',
    variables: { GOTOOLCHAIN: 'path' },
    files: tooNew,
    args: build,
    says: /cannot find "go1\.99\.0" in PATH/,
  },
  {
    check: 'toolchain-unavailable',
    name: 'proxy off',
    variables: { GOTOOLCHAIN: 'auto', GOPROXY: 'off' },
    files: tooNew,
    args: ['version'],
    says: /toolchain not available/,
  },
  {
    check: 'toolchain-unavailable',
    name: 'language version',
    variables: { GOTOOLCHAIN: 'auto', GOPROXY: 'off' },
    files: { 'm/go.mod': 'module example.com/m\n\ngo 1.22\n\ntoolchain go1.99\n' },
    args: ['version'],
    says: /language version but not a toolchain version/,
  },
];

/** Settings that look odd and stop nothing: no error may come of them. */
const harmless: readonly (readonly [name: string, variables: Readonly<Record<string, string>>])[] = [
  ['quoted linker flags', { GOFLAGS: "'-ldflags=-s -w' -trimpath --tags=a,b -count=1" }],
  ['empty variables', { GOFLAGS: '', GOPROXY: '', GO111MODULE: '', GOPATH: '' }],
  ['auto', { GO111MODULE: 'auto' }],
  ['a wrong GOAMD64', { GOAMD64: 'v9' }],
  ['an empty entry of GOPATH', { GOPATH: '/tmp/a::/tmp/b' }],
  ['GOSUMDB=off', { GOSUMDB: 'off' }],
  ['a vendor name', { GOTOOLCHAIN: 'local+path' }],
  ['GOENV=off', { GOENV: 'off' }],
  ['GOWORK=off', { GOWORK: 'off' }],
  ['experiments with and without no', { GOEXPERIMENT: 'jsonv2,noregabi' }],
  ['a folder for temporary files', { GOTMPDIR: '/tmp' }],
  ['another port', { GOOS: 'windows', GOARCH: 'arm64' }],
  ['an absolute GOBIN', { GOBIN: '/tmp/bin' }],
];

describe('variables, judged by the real go', () => {
  const goroot = realGoroot() ?? '';
  const checks = [...environmentChecks, ...toolchainChecks];
  let folder: TemporaryFolder;
  /** std is built once for all */
  let cache: TemporaryFolder;

  before(async function () {
    if (goroot === '') skip(this, 'needs go');
    cache = await TemporaryFolder.create();
  });
  after(() => cache.remove());
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ ...module, 'home/.config/go/env': '' });
  });
  afterEach(() => folder.remove());

  /** GOFLAGS and the like of this machine do not count here. */
  const variablesOf = (own: Readonly<Record<string, string>>): Record<string, string> => ({
    PATH: `${goroot}/bin:/usr/bin:/bin`,
    HOME: folder.at('home'),
    ...own,
  });
  const errorsOf = async (variables: Record<string, string>): Promise<string[]> => {
    const { findings } = await verifyOnDisk(folder.at('m'), checks, variables);
    return findings.filter(({ severity }) => severity === 'error').map(({ check }) => check);
  };

  for (const { check, name, variables: own = {}, stored = '', files = {}, args, says } of errors) {
    it(`${check}: ${name}`, async () => {
      await folder.write({ ...files, 'home/.config/go/env': stored });
      const variables = variablesOf({ GOPROXY: 'off', ...own });
      const answer = await askGo(args, { goroot, cwd: folder.at('m'), variables });
      assert.notEqual(answer.code, 0, `go ${args.join(' ')} succeeded`);
      assert.match(answer.output, says);
      assert.deepEqual([...new Set(await errorsOf(variables))], [check]);
    });
  }

  it('is silent where the setting is taken back, and go works', async () => {
    const variables = variablesOf({ GOPROXY: 'off', GOCACHE: cache.path });
    for (const args of [['version'], build, ['mod', 'tidy'], ['env', 'GOPATH']])
      assert.equal((await askGo(args, { goroot, cwd: folder.at('m'), variables })).code, 0, args.join(' '));
    assert.deepEqual(await errorsOf(variables), []);
  });

  for (const [name, own] of harmless) {
    it(`no error: ${name}`, async () => {
      const variables = variablesOf({ GOCACHE: cache.path, ...own });
      for (const args of [['version'], build, ['env', 'GOPATH']])
        assert.equal((await askGo(args, { goroot, cwd: folder.at('m'), variables })).code, 0, args.join(' '));
      assert.deepEqual(await errorsOf(variables), []);
    });
  }

  it('takes back what go env -w stored as the fix says', async () => {
    await folder.write({ 'home/.config/go/env': 'GOFLAGS=-v -mod=strict\nGOTOOLCHAIN=1.26.8\n' });
    const variables = variablesOf({});
    assert.deepEqual((await errorsOf(variables)).toSorted(), ['goflags-syntax', 'gotoolchain-invalid']);
    const { findings } = await verifyOnDisk(folder.at('m'), checks, variables);
    for (const fix of findings.filter(({ severity }) => severity === 'error').map(({ fixes }) => fixes[0])) {
      assert.ok(fix?.kind === 'setting');
      const args = fix.value === undefined ? ['env', '-u', fix.key] : ['env', '-w', `${fix.key}=${fix.value}`];
      // As the server applies them: the broken variables must not break the repair.
      const answer = await askGo(args, {
        goroot,
        cwd: folder.path,
        variables: { ...variables, GOTOOLCHAIN: 'local', GOFLAGS: '-v' },
      });
      assert.equal(answer.code, 0, answer.output);
    }
    assert.equal(await folder.read('home/.config/go/env'), 'GOFLAGS=-v\nGOTOOLCHAIN=go1.26.8\n');
    assert.deepEqual(await errorsOf(variables), []);
  });

  describe('with a second Go from the module proxy', () => {
    const other = 'go1.24.11';
    let modules = '';
    let otherRoot = '';

    before(async function () {
      const ask = (name: string): Promise<GoAnswer> =>
        askGo(['env', name], {
          goroot,
          cwd: folder.path,
          variables: { ...variablesOf({ GOTOOLCHAIN: other }), GOMODCACHE: modules },
        });
      modules = goEnv('GOMODCACHE');
      folder = await TemporaryFolder.create(module);
      const env = { GOTOOLCHAIN: other, GOFLAGS: '' };
      if (askGoSync(['version'], { cwd: folder.path, env }).code !== 0) {
        await folder.remove();
        skip(this, `needs ${other}, which the module proxy has`);
      }
      otherRoot = (await ask('GOROOT')).output.trim();
      await folder.remove();
    });

    it('goroot-mismatch: the compiler of another release', async () => {
      const variables = variablesOf({ GOPROXY: 'off', GOROOT: otherRoot });
      const answer = await askGo(build, { goroot, cwd: folder.at('m'), variables });
      assert.notEqual(answer.code, 0);
      assert.match(answer.output, /does not match go tool version/);
      assert.deepEqual(await errorsOf(variables), ['goroot-mismatch']);
    });

    it('toolchain-unavailable: in the module cache, but GOSUMDB=off leaves nothing to verify it with', async () => {
      const variables = variablesOf({ GOTOOLCHAIN: other, GOSUMDB: 'off', GOMODCACHE: modules, GOPROXY: 'off' });
      const answer = await askGo(['version'], { goroot, cwd: folder.at('m'), variables });
      assert.notEqual(answer.code, 0);
      assert.match(answer.output, /checksum database disabled by GOSUMDB=off/);
      assert.deepEqual(await errorsOf(variables), ['toolchain-unavailable']);
      const trusted = { ...variables, GOSUMDB: '' };
      assert.equal((await askGo(['version'], { goroot, cwd: folder.at('m'), variables: trusted })).code, 0);
      assert.deepEqual(await errorsOf(trusted), []);
    });
  });

  for (const [name, value] of [
    ['no key', 'sum.example.com'],
    ['three fields', 'sum.golang.org https://sum.golang.org x'],
  ] as const) {
    it(`gosumdb-invalid: ${name}`, async () => {
      const files = { 'a.go': 'package quote\n' };
      const proxy = await moduleProxy(folder.at('proxy'), [{ path: 'example.com/quote', version: 'v1.0.0', files }]);
      const variables = variablesOf({ GOPROXY: proxy, GOSUMDB: value, GOFLAGS: '-modcacherw' });
      const args = ['mod', 'download', 'example.com/quote@v1.0.0'];
      const answer = await askGo(args, { goroot, cwd: folder.at('m'), variables });
      assert.notEqual(answer.code, 0, 'go is content');
      assert.match(answer.output, /GOSUMDB/);
      assert.deepEqual(await errorsOf(variables), ['gosumdb-invalid']);
    });
  }

  it('private-pattern-mismatch: what is said to match nothing matches nothing, and the rest does', async () => {
    const files = { 'a.go': 'package quote\n' };
    const proxy = await moduleProxy(folder.at('proxy'), [{ path: 'example.com/quote', version: 'v1.0.0', files }]);
    const patterns: readonly (readonly [pattern: string, hopeless: boolean])[] = [
      ['a.corp, example.com/quote', true],
      ['a.corp;example.com', true],
      ['a.corp example.com', true],
      ['https://example.com', true],
      ['example.com/...', true],
      ['example.com/[quote', true],
      ['example.com', false],
      ['*.com/q*', false],
      ['a.corp,example.com/quote/', false],
      ['example.com/[pq]uote', false],
    ];
    for (const [at, [pattern, hopeless]] of patterns.entries()) {
      const GOMODCACHE = folder.at(`cache${at}`);
      const variables = variablesOf({ GOPROXY: proxy, GOSUMDB: 'off', GONOPROXY: pattern, GOVCS: '*:off', GOMODCACHE });
      const args = ['mod', 'download', '-modcacherw', 'example.com/quote@v1.0.0'];
      const { code, output } = await askGo(args, { goroot, cwd: folder.at('m'), variables });
      assert.equal(code === 0, hopeless, `${pattern}: ${output}`);
      const { findings } = await verifyOnDisk(folder.at('m'), checks, variables);
      assert.equal(
        findings.some(({ check }) => check === 'private-pattern-mismatch'),
        hopeless,
        pattern,
      );
    }
  });

  it('go-not-found: a shell without go on its PATH finds none, nor do we', async () => {
    const variables = { ...variablesOf({}), PATH: folder.at('home'), SHELL: '/bin/false' };
    const { status } = spawnSync('/bin/sh', ['-c', 'go version'], { env: variables, timeout: 600_000 });
    assert.equal(status, 127);
    const { findings, go } = await verifyOnDisk(folder.at('m'), checks, variables);
    const found = findings.filter(({ check }) => check === 'go-not-found');
    assert.equal(found.length, 1, JSON.stringify(findings));
    // Where a Go lies in a usual place it is named, and what it can tell is still told.
    assert.equal(found[0]?.severity, go ? 'warning' : 'error');
  });
});
