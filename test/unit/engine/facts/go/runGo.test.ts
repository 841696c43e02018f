import assert from 'node:assert/strict';
import { FactStore, type Fact } from '../../../../../src/engine/facts/factStore';
import { guardedGoFlags } from '../../../../../src/engine/facts/go/goFlagsGuard';
import { modfileCopy, runGo, unanswered, type GoRun } from '../../../../../src/engine/facts/go/runGo';
import type { ProcessRequest, ProcessResult } from '../../../../../src/engine/index';
import { installGo } from '../../../../support/goOnDisk';
import { MemoryFiles, memoryPorts } from '../../../../support/memoryPorts';

const done: ProcessResult = { kind: 'exited', code: 0, stdout: 'out', stderr: '', durationMs: 1 };

interface Call {
  readonly run: GoRun;
  readonly request: ProcessRequest | undefined;
}

async function call(options: {
  files?: Record<string, string>;
  variables?: Record<string, string>;
  args?: string[];
  answer?: ProcessResult;
  workspace?: 'off';
  executable?: string;
}): Promise<Call> {
  const files = new MemoryFiles({ '/work/m/go.mod': 'module m\ngo 1.22\n', ...options.files });
  installGo(files, '/usr/local/go', 'go1.26.8');
  if (options.executable !== undefined) files.executables.add(options.executable);
  const ports = memoryPorts({
    files,
    environment: { variables: { HOME: '/home/u', PATH: '/usr/local/go/bin', ...options.variables } },
    answer: () => options.answer ?? done,
  });
  const facts = new FactStore(ports, '/work').session(new AbortController().signal);
  const workspace = options.workspace;
  const run = await runGo(facts, { dir: '/work/m', args: options.args ?? ['list'], ...(workspace && { workspace }) });
  return { run, request: ports.calls[0] };
}

describe('runGo', () => {
  it('sets every guard', async () => {
    const variables = {
      GOPROXY: 'direct',
      GOSUMDB: 'x',
      GODEBUG: 'netdns=go',
      GO111MODULE: 'off',
      GOTOOLCHAIN: 'auto',
    };
    const { run, request } = await call({ variables });
    assert.deepEqual(run, { kind: 'ok', stdout: 'out', stderr: '' });
    assert.equal(request?.file, '/usr/local/go/bin/go');
    assert.equal(request.timeoutMs, 10_000);
    assert.deepEqual(request.env, {
      HOME: '/home/u',
      PATH: '/usr/local/go/bin',
      GOPROXY: 'off',
      GONOPROXY: 'none',
      GOSUMDB: 'off',
      GOTOOLCHAIN: 'local',
      GODEBUG: 'netdns=go,cmdgonetlimit=0',
      GO111MODULE: 'on',
      // Without modules the person has no workspace; go runs with modules here, and must find none.
      GOWORK: 'off',
      GOFLAGS: '-mod=readonly -buildvcs=false',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      PWD: '/work/m',
      TEST_TELEMETRY_DIR: '/usr/local/go/bin/go/telemetry',
    });
  });

  it('keeps of GOFLAGS what says which build is meant, wherever it stands', async () => {
    const users = `-tags=a,b -mod=mod -modfile=x -u -w -toolexec=evil '-ldflags=-s -w' -x -v -overlay=o -C=/`;
    const flags = "-tags=a,b '-ldflags=-s -w' -mod=readonly -buildvcs=false";
    assert.equal((await call({ variables: { GOFLAGS: users } })).request?.env['GOFLAGS'], flags);
    const inFile = await call({ files: { '/home/u/.config/go/env': `GOFLAGS=${users}\n` } });
    assert.equal(inFile.request?.env['GOFLAGS'], flags);
    assert.equal(guardedGoFlags('"unterminated', ['-mod=readonly']), '-mod=readonly');
  });

  it('keeps go from writing go.work.sum', async () => {
    const files = { '/work/go.work': 'go 1.22\nuse ./m\n' };
    const missing = (await call({ files })).request;
    assert.deepEqual(missing?.scratch, { 'overlay.json': '{"Replace":{"/work/go.work.sum":""}}' });
    assert.match(missing.env['GOFLAGS'] ?? '', /'-overlay=\{scratch\}\/overlay\.json'$/);
    const there = (await call({ files: { ...files, '/work/go.work.sum': '' } })).request;
    assert.deepEqual(there?.scratch, { 'overlay.json': '{"Replace":{"/work/go.work.sum":"/work/go.work.sum"}}' });
    const alone = (await call({ files, workspace: 'off' })).request;
    assert.equal(alone?.scratch, undefined);
    assert.equal(alone?.env['GOWORK'], 'off');
    const withoutModules = (await call({ files, variables: { GO111MODULE: 'off' } })).request;
    assert.equal(withoutModules?.scratch, undefined);
    assert.equal(withoutModules?.env['GOWORK'], 'off');
  });

  it('runs the toolchain that go would choose, by its own path', async () => {
    const tree = '/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.1.linux-amd64';
    const files = { '/work/m/go.mod': 'go 1.27.1\n', [`${tree}/bin/go`]: 'ELF' };
    const variables = { GOROOT: '/old', GOTOOLCHAIN: 'auto' };
    const { request } = await call({ files, variables, executable: `${tree}/bin/go` });
    assert.equal(request?.file, `${tree}/bin/go`);
    assert.equal(request.env['GOROOT'], tree);
    assert.equal(request.env['GOTOOLCHAIN'], 'local');
  });

  it('leaves it to go to make a downloaded toolchain executable', async () => {
    const tree = '/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.1.linux-amd64';
    const { run, request } = await call({
      files: { '/work/m/go.mod': 'go 1.27.1\n', [`${tree}/bin/go`]: 'ELF' },
    });
    assert.deepEqual(run, { kind: 'no-toolchain', toolchain: 'go1.27.1', neverRun: true });
    assert.equal(request, undefined);
  });

  it('starts nothing where go would have to download one', async () => {
    const { run, request } = await call({ files: { '/work/m/go.mod': 'go 1.99\n' } });
    assert.deepEqual(run, { kind: 'no-toolchain', toolchain: 'go1.99.0' });
    assert.equal(request, undefined);
    assert.equal(unanswered(run, 'go list')?.kind, 'unknown');
  });

  it('tells apart how a call ended', async () => {
    const end = async (answer: ProcessResult): Promise<string> => (await call({ answer })).run.kind;
    assert.equal(await end({ ...done, code: 1 }), 'said-no');
    assert.equal(await end({ kind: 'timed-out', stdout: '', stderr: '', timeoutMs: 10_000 }), 'timed-out');
    assert.equal(await end({ kind: 'could-not-start', reason: 'EACCES' }), 'could-not-run');
    assert.equal(await end({ kind: 'signalled', signal: 'SIGKILL', stdout: '', stderr: '' }), 'could-not-run');
  });

  it('asks nothing again because go version was asked again, and said the same', async () => {
    const files = new MemoryFiles({ '/work/m/go.mod': 'module m\ngo 1.22\n' });
    installGo(files, '/usr/local/go', 'go1.26.8');
    let version = 'go version go1.26.8 linux/amd64';
    const answer = ({ args }: ProcessRequest): ProcessResult =>
      args[0] === 'version' ? { ...done, stdout: version, durationMs: ports.calls.length } : done;
    const ports = memoryPorts({ files, environment: { variables: { PATH: '/usr/local/go/bin' } }, answer });
    const slow: Fact<GoRun> = {
      name: 'slow',
      compute: (dir, facts) => runGo(facts, { dir, args: ['mod', 'tidy', '-diff'], timeoutMs: 60_000 }),
    };
    const store = new FactStore(ports, '/work');
    const ask = async (): Promise<readonly (string | undefined)[]> => {
      const before = ports.calls.length;
      await store.session(new AbortController().signal).get(slow, '/work/m');
      return ports.calls.slice(before).map(({ args }) => args[0]);
    };
    assert.deepEqual(await ask(), ['version', 'mod']);
    store.distrust(() => false, ['goVersionAnswer']);
    assert.deepEqual(await ask(), ['version']);
    version = 'go version go1.26.9 linux/amd64';
    store.distrust(() => false, ['goVersionAnswer']);
    assert.deepEqual(await ask(), ['version', 'mod']);
  });

  it('refuses commands that may write', async () => {
    for (const args of [
      ['mod', 'tidy'],
      ['mod', 'tidy', '-modfile=other.mod'],
      ['mod', 'tidy', '-diff', '-modfile=other.mod'],
      // Nobody makes that folder where the request brings no files.
      ['mod', 'tidy', modfileCopy],
      ['mod', 'download'],
      ['get', './...'],
      ['env', '-w', 'A=b'],
      ['build'],
      ['work', 'sync'],
    ])
      await assert.rejects(call({ args }), /may write/, args.join(' '));
    await call({ args: ['mod', 'tidy', '-diff'] });
    await call({ args: ['env', '-w=false', '-u=false', '-json'] });
  });
});
