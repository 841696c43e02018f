import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FactStore } from '../../src/engine/facts/factStore';
import { modfileCopy, runGo, type GoRequest, type GoRun } from '../../src/engine/facts/go/runGo';
import { selectedToolchain } from '../../src/engine/facts/go/selectedToolchain';
import { createNodePorts } from '../../src/host/index';
import type { Ports } from '../../src/engine/index';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };

/** Something to ask with the ports of this machine and these variables. */
async function withPorts<T>(variables: Record<string, string>, use: (ports: Ports) => Promise<T>): Promise<T> {
  const host = createNodePorts({ logger, variables });
  try {
    return await use(host.ports);
  } finally {
    await host.dispose();
  }
}

function factsOf(ports: Ports, root: string): ReturnType<FactStore['session']> {
  return new FactStore(ports, root).session(new AbortController().signal);
}

/** A workspace in which plain go writes: a module that needs a hash, GOFLAGS that let it, a proxy that would answer. */
const files = {
  'go.work': 'go 1.22\n\nuse ./a\nuse ./b\n',
  'a/go.mod': 'module example.com/a\n\ngo 1.22\n\nrequire example.org/dep v1.0.0\n',
  'a/a.go': 'package a\n\nimport _ "example.org/dep"\n',
  'a/go.sum': '',
  'b/go.mod': 'module example.com/b\n\ngo 1.22\n',
  'b/b.go': 'package b\n',
  'new/go.mod': 'module example.com/new\n\ngo 1.99\n',
};

const requests: readonly Omit<GoRequest, 'dir'>[] = [
  { args: ['list', './...'] },
  { args: ['list', '-e', '-deps', '-json=ImportPath,Error', './...'] },
  { args: ['list', '-m', '-json', 'all'] },
  { args: ['list', '-m', '-u', 'all'], workspace: 'off' },
  { args: ['mod', 'tidy', '-diff'], workspace: 'off' },
  {
    args: ['mod', 'tidy', modfileCopy],
    workspace: 'off',
    scratch: { 'go.mod': 'module example.com/copy\n\ngo 1.22\n\nrequire example.org/unused v1.0.0\n' },
    readBack: ['go.mod', 'go.sum'],
  },
  { args: ['mod', 'graph'] },
  { args: ['mod', 'verify'], workspace: 'off' },
  { args: ['mod', 'why', '-m', 'example.org/dep'], workspace: 'off' },
  { args: ['mod', 'edit', '-json'] },
  { args: ['env', '-w=false', '-u=false', '-json'] },
  { args: ['version'] },
];

describe('runGo with the real go', () => {
  const goroot = realGoroot() ?? '';
  let folder: TemporaryFolder;
  let proxy: Server;
  let asked: string[];

  before(function () {
    if (goroot === '') skip(this, 'needs go');
  });
  beforeEach(async () => {
    asked = [];
    proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    folder = await TemporaryFolder.create({ ...files, ...hostileSettings() });
  });
  afterEach(async () => {
    proxy.close();
    await folder.remove();
  });

  const url = (): string => `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;
  /** A file of go env -w with everything that could make a look write or fetch. */
  const hostileSettings = (): Record<string, string> => ({
    'home/.config/go/env': `GOFLAGS=-mod=mod -u -w -x\nGOPROXY=${url()}\nGONOSUMDB=*\nGOPRIVATE=example.org\nGOINSECURE=*\n`,
    'home/.config/go/telemetry/mode': 'on 2024-01-01',
  });
  const variables = (): Record<string, string> => ({
    PATH: `${goroot}/bin:/usr/bin:/bin`,
    HOME: folder.at('home'),
    GOTOOLCHAIN: 'auto',
    HTTP_PROXY: url(),
    HTTPS_PROXY: url(),
  });
  const runAll = (ports: Ports): Promise<GoRun[]> => {
    const facts = factsOf(ports, folder.path);
    const folders = ['a', 'b', 'new'].map((name) => folder.at(name));
    return Promise.all(folders.flatMap((dir) => requests.map((request) => runGo(facts, { dir, ...request }))));
  };

  it('writes nothing of the user and asks no proxy, where plain go does both', async () => {
    const before = await folder.contents();
    const runs = await withPorts(variables(), runAll);
    assert.ok(runs.some((run) => run.kind === 'ok'));
    assert.ok(runs.some((run) => run.kind === 'said-no'));
    assert.deepEqual(
      runs.filter((run) => run.kind === 'could-not-run' || run.kind === 'timed-out'),
      [],
    );
    // The caches are go's own: it puts locks there.
    const isCache = ([name]: [string, string]): boolean => /^home\/(\.cache|go\/pkg\/mod\/cache)\//.test(name);
    const after = Object.entries(await folder.contents()).filter((file) => !isCache(file));
    assert.deepEqual(Object.fromEntries(after), before);
    assert.deepEqual(asked, []);
    // The control: the same settings without the guards.
    await askGo(['list', '-m', 'all'], {
      goroot,
      cwd: folder.at('a'),
      variables: { ...variables(), GOFLAGS: '-mod=mod', GOWORK: 'off' },
    });
    assert.ok(asked.length > 0, 'plain go asks');
  });

  it('opens no socket', async function () {
    try {
      execFileSync('strace', ['-V'], { stdio: 'ignore' });
    } catch {
      skip(this, 'needs strace');
    }
    await withPorts(variables(), async (ports) => {
      const log = folder.at('strace.log');
      const traced: Ports = {
        ...ports,
        processes: {
          run: (request, signal) => {
            const args = ['-f', '-A', '-e', 'trace=socket,connect', '-o', log, request.file, ...request.args];
            return ports.processes.run({ ...request, file: '/usr/bin/strace', args, timeoutMs: 120_000 }, signal);
          },
        },
      };
      await folder.write({ 'strace.log': '' });
      const facts = factsOf(traced, folder.path);
      for (const request of requests) {
        const run = await runGo(facts, { dir: folder.at('a'), ...request });
        assert.ok(run.kind === 'ok' || run.kind === 'said-no', `${request.args.join(' ')}: ${run.kind}`);
      }
      const calls = (await folder.read('strace.log')).split('\n');
      assert.ok(
        calls.some((line) => line.includes('exited')),
        'strace saw the processes',
      );
      assert.deepEqual(
        calls.filter((line) => /\b(socket|connect)\(/.test(line)),
        [],
      );
    });
  });

  it('starts no other toolchain and says which is missing', async () => {
    await withPorts(variables(), async (ports) => {
      const run = await runGo(factsOf(ports, folder.path), { dir: folder.at('new'), args: ['list'], workspace: 'off' });
      assert.deepEqual(run, { kind: 'no-toolchain', toolchain: 'go1.99.0' });
      await folder.write({ 'go.work': 'go 1.99\n\nuse ./a\n' });
      const other = await runGo(factsOf(ports, folder.path), { dir: folder.at('a'), args: ['list'] });
      assert.deepEqual(other, { kind: 'no-toolchain', toolchain: 'go1.99.0' });
    });
    assert.deepEqual(asked, []);
  });

  it('ends what hangs at its deadline', async () => {
    await withPorts(variables(), async (ports) => {
      const facts = factsOf(ports, folder.path);
      const run = await runGo(facts, { dir: folder.at('b'), args: ['list', 'std'], timeoutMs: 1 });
      assert.equal(run.kind, 'timed-out');
    });
  });

  /** What go itself says that it would run: the trace of its own selection, kept from downloading. */
  const traceOf = async (own: Record<string, string>): Promise<string> => {
    const env = { ...variables(), GOFLAGS: '', GOPROXY: 'off', GODEBUG: 'toolchaintrace=1', ...own };
    const { output } = await askGo(['version'], { goroot, cwd: folder.at('t'), variables: env });
    if (/using local toolchain/.test(output)) return 'local';
    const missing = /download (go\S+) for|cannot find "(go\S+)" in PATH|invalid toolchain: (go\S+) is a language/.exec(
      output,
    );
    if (missing) return `missing ${missing[1] ?? missing[2] ?? missing[3] ?? ''}`;
    if (/invalid (GOTOOLCHAIN|toolchain)/.test(output)) return 'invalid';
    const other = /stand-in (go\S+)/.exec(output)?.[1];
    return other === undefined ? output : `switch ${other}`;
  };

  it('selects the toolchain that go selects', async () => {
    const version = /go version go(\S+)/.exec(
      (
        await askGo(['version'], {
          goroot,
          cwd: folder.path,
          variables: { ...variables(), GOTOOLCHAIN: 'local', GOFLAGS: '-v' },
        })
      ).output,
    )?.[1];
    assert.ok(version);
    const standIn = '#!/bin/sh\necho stand-in $(basename "$0")\n';
    await folder.write({ 'bin/go1.98.2': standIn, 'bin/go1.20.3': standIn });
    execFileSync('chmod', ['+x', folder.at('bin/go1.98.2'), folder.at('bin/go1.20.3')]);
    const lines = [
      '',
      'go 1.20',
      `go ${version}`,
      'go 1.98',
      'go 1.98.2',
      'go 1.97rc1',
      'go 1.20\ntoolchain go1.98.2',
      'go 1.20\ntoolchain go1.98',
      'go 1.20\ntoolchain default',
      'go 1.99\ntoolchain go1.98.2',
      'go 1.20\ntoolchain go1.20.3',
      'go 1.20\ntoolchain nonsense',
      'go\t1.98.2 // comment',
      'require (\n\tgo v1\n)\ngo 1.98.2',
    ];
    const settings = [
      'auto',
      'path',
      'local+auto',
      'go1.20.3',
      'go1.20.3+auto',
      'go1.98.2+path',
      'go1.98',
      `go${version}`,
      'banana',
      'banana+auto',
      'local+never',
      'go2.0',
    ];
    const PATH = `${goroot}/bin:${folder.at('bin')}:/usr/bin:/bin`;
    for (const line of lines) {
      await folder.write({ 't/go.mod': `module example.com/t\n${line}\n` });
      for (const GOTOOLCHAIN of settings) {
        const own = { PATH, GOTOOLCHAIN, GOWORK: 'off', GOPROXY: 'off' };
        const selected = await withPorts({ ...variables(), ...own }, async (ports) =>
          // The root is elsewhere, for a toolchain inside it would not be taken.
          factsOf(ports, folder.at('t')).get(selectedToolchain, folder.at('t')),
        );
        const ours =
          selected.kind === 'missing'
            ? `missing ${selected.toolchain}`
            : selected.kind === 'switch'
              ? `switch ${selected.toolchain}`
              : selected.kind;
        const theirs = await traceOf(own);
        // A go that refuses the line has selected itself, or the toolchain that GOTOOLCHAIN names, before.
        if (ours === 'refused') assert.match(theirs, /^(local|switch )/, `${GOTOOLCHAIN}: ${line}`);
        else assert.equal(ours, theirs, `${GOTOOLCHAIN}: ${line}`);
      }
    }
  });
});
