import assert from 'node:assert/strict';
import type { ProcessResult } from '../../../src/engine/index';
import { installGo } from '../../support/goOnDisk';
import { runCli, type CliRun, type CliSetup } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';
import { memoryTree } from '../../support/memoryTree';
import { sampleModule, sampleSnapshot } from '../../support/sampleSnapshot';

const laptop = sampleSnapshot({ GOFLAGS: '-tags=integration', GOPROXY: 'https://***@proxy.corp' });
const ci = sampleSnapshot(
  { GOTOOLCHAIN: 'local' },
  { modules: [sampleModule({ requires: [{ path: 'rsc.io/quote', version: 'v1.5.1', indirect: false }] })], tools: [] },
);

const printed = [
  '/work/app: go1.26.8',
  '\tpath\texample.com/shop',
  '\tmod\texample.com/shop\t(devel)\t',
  '\tbuild\t-buildmode=exe',
  '\tbuild\t-tags=integration',
  '\tbuild\tCGO_ENABLED=1',
  '\tbuild\tGOARCH=amd64',
  '\tbuild\tGOOS=linux',
  '\tbuild\tGOAMD64=v1',
  '',
].join('\n');

function machine(files: Readonly<Record<string, string>> = {}): CliSetup & { readonly files: MemoryFiles } {
  const memory = new MemoryFiles({
    '/work/laptop.json': JSON.stringify(laptop),
    '/work/ci.json': JSON.stringify(ci),
    '/work/app': '\u007fELF',
    ...files,
  });
  installGo(memory, '/usr/local/go', 'go1.26.8');
  return {
    files: memory,
    variables: { PATH: '/usr/local/go/bin' },
    tree: (root) => memoryTree(memory, root),
    answer: ({ args }): ProcessResult =>
      args.includes('/work/app')
        ? { kind: 'exited', code: 0, stdout: printed, stderr: '', durationMs: 1 }
        : {
            kind: 'exited',
            code: 1,
            stdout: '',
            stderr: `${args.at(-1)}: could not read Go build info from ${args.at(-1)}: not a Go executable\n`,
            durationMs: 1,
          },
  };
}

function diff(...argv: readonly string[]): Promise<CliRun> {
  return runCli(['diff', ...argv], machine());
}

describe('go-preflight diff', () => {
  it('says what differs, worst first, with what follows', async () => {
    const { code, stdout, stderr } = await diff('laptop.json', 'ci.json');
    assert.deepEqual([code, stderr], [1, '']);
    assert.equal(
      stdout,
      [
        'A  snapshot laptop.json, taken 2026-11-21 18:30 UTC, linux/amd64',
        'B  snapshot ci.json, taken 2026-11-21 18:30 UTC, linux/amd64',
        '',
        'Errors: something else is built, or nothing is verified',
        '  GOFLAGS: -tags=integration (process environment) → not set',
        '    each command of go gets other flags, and other tags choose other files',
        '',
        'Warnings: it may behave, or be fetched, differently',
        '  rsc.io/quote: v1.5.2 → v1.5.1',
        '    another version is built in',
        '  rsc.io/sampler: v1.3.0 → none',
        '    only one side requires it',
        '  GOPROXY: https://***@proxy.corp (process environment) → https://proxy.example,direct',
        '    modules come from elsewhere',
        '  GOTOOLCHAIN: not set → local (process environment)',
        '    one side may switch to a toolchain that the other refuses',
        '',
        'Infos: builds stay the same',
        '  gopls: v0.21.0 (go1.26.8) → none',
        '    one side does not have it',
        '',
        '1 error · 4 warnings · 1 info',
        '',
      ].join('\n'),
    );
  });

  it('is one line where nothing differs', async () => {
    const { code, stdout } = await diff('ci.json', 'ci.json');
    assert.deepEqual([code, stdout.split('\n').slice(3)], [0, ['No differences', '']]);
  });

  it('ends as --fail-on and --strict say', async () => {
    const quiet = sampleSnapshot({ GOCACHE: '~/c' });
    const setup = machine({ '/work/a.json': JSON.stringify(sampleSnapshot()), '/work/b.json': JSON.stringify(quiet) });
    const goless = sampleSnapshot({}, { toolchain: { outcome: 'not-found', command: null, runs: null }, modules: [] });
    setup.files.write('/work/goless.json', JSON.stringify(goless));
    for (const [expected, ...argv] of [
      [1, 'laptop.json', 'ci.json'],
      [0, 'laptop.json', 'ci.json', '--fail-on', 'never'],
      [0, 'a.json', 'b.json'],
      [0, 'a.json', 'b.json', '--fail-on', 'warning'],
      [1, 'a.json', 'b.json', '--fail-on', 'info'],
      [0, 'a.json', 'goless.json'],
      [4, 'a.json', 'goless.json', '--strict'],
      [0, 'a.json', 'b.json', '--strict'],
    ] as const)
      assert.equal((await runCli(['diff', ...argv], setup)).code, expected, argv.join(' '));
  });

  it('is data with --format json, the same in both directions', async () => {
    const [there, back] = await Promise.all([
      diff('laptop.json', 'ci.json', '--format', 'json'),
      diff('ci.json', 'laptop.json', '--format', 'json'),
    ]);
    interface Data {
      readonly schemaVersion: number;
      readonly a: Readonly<Record<string, unknown>>;
      readonly b: Readonly<Record<string, unknown>>;
      readonly summary: Readonly<Record<string, number>>;
      readonly differences: readonly Readonly<Record<'a' | 'b' | 'subject' | 'message', string | null>>[];
    }
    const [first, second] = [JSON.parse(there.stdout) as Data, JSON.parse(back.stdout) as Data];
    assert.deepEqual(first.summary, { error: 1, warning: 4, info: 1, notCompared: 0 });
    assert.deepEqual(first.a, {
      kind: 'snapshot',
      name: 'laptop.json',
      port: 'linux/amd64',
      go: 'go1.26.8',
      takenAt: '2026-11-21T18:30:00.000Z',
      tool: '1.2.3',
    });
    assert.deepEqual(
      second.differences.map((each) => ({ ...each, a: each.b, b: each.a })),
      first.differences,
    );
    assert.deepEqual([first.a, first.b], [second.b, second.a]);
  });

  it('takes a folder for this machine now, and the current one for a second that is left out', async () => {
    const setup = machine({ '/work/go.mod': 'module example.com/shop\n\ngo 1.25\n' });
    const taken = await runCli(['snapshot', '--output', 'now.json'], setup);
    assert.equal(taken.code, 0);
    for (const argv of [['now.json', '.'], ['now.json'], ['.', 'now.json'], ['.', '.']]) {
      const { code, stdout } = await runCli(['diff', ...argv], setup);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /No differences/);
    }
    const changed = { ...setup, variables: { ...setup.variables, GOFLAGS: '-race' } };
    assert.match(
      (await runCli(['diff', 'now.json'], changed)).stdout,
      /GOFLAGS: not set → -race \(process environment\)/,
    );
  });

  it('reads a binary by go version -m, and nothing else is run', async () => {
    const { code, stdout, ports } = await runCli(['diff', 'ci.json', 'app'], machine());
    assert.equal(code, 1);
    assert.match(stdout, /B {2}binary app, linux\/amd64\n/);
    assert.match(stdout, / {2}-tags: not set → integration\n/);
    assert.match(stdout, /Not compared\n {2}proxies, caches, compilers and tools: a binary, as on side B/);
    assert.deepEqual(
      ports.calls.map(({ args }) => args),
      [['version', '-m', '/work/app']],
    );
  });

  it('as Markdown is a page whose values are no markup', async () => {
    const { stdout } = await diff('laptop.json', 'ci.json', '--format', 'markdown');
    assert.match(stdout, /^# Environments compared\n\n- A: snapshot laptop\.json/);
    assert.match(stdout, /\n\*\*1 error · 4 warnings · 1 info\*\*\n/);
    assert.match(stdout, /\n\| `GOFLAGS` \| `-tags=integration \(process environment\)` \| not set \| each command/);
    const hostile = sampleSnapshot({ GOFLAGS: '-tags=`x`|<b>\u001b[31m' });
    const setup = machine({ '/work/hostile.json': JSON.stringify(hostile) });
    const page = await runCli(['diff', 'hostile.json', 'ci.json', '--format', 'markdown'], setup);
    assert.match(page.stdout, /\| `` -tags=`x`\\\|<b>\\x1b\[31m \(process environment\) `` \|/);
  });

  it('speaks Chinese', async () => {
    const resources = { 'messages.zh-cn.json': JSON.stringify({ 'diff.same': '没有差异' }) };
    const { stdout } = await runCli(['diff', 'ci.json', 'ci.json', '--lang', 'zh-cn'], { ...machine(), resources });
    assert.match(stdout, /没有差异/);
  });

  it('says what is wrong with a file, with its name and what to do', async () => {
    const text = JSON.stringify(ci, null, 2);
    const setup = machine({
      '/work/cut.json': text.slice(0, 300),
      '/work/empty.json': ' \n',
      '/work/other.json': '{"name":"x"}',
      '/work/report.json': '{"schemaVersion":1,"findings":[],"outcomes":[]}',
      '/work/newer.json': text.replace('"schemaVersion": 1', '"schemaVersion": 7'),
      '/work/part.json': text.replace('"takenAt"', '"took"'),
      '/work/script.sh': '#!/bin/sh\n',
      '/work/huge.json': `{${' '.repeat(17 * 1024 * 1024)}}`,
    });
    setup.files.unreadable.add('/work/locked.json');
    setup.files.write('/work/locked.json', '{}');
    for (const [file, expected] of [
      ['none.json', /no such file or folder: none\.json/],
      ['cut.json', /cut\.json is cut off or damaged: its JSON ends or breaks at line \d+; write the snapshot anew/],
      ['empty.json', /empty\.json is empty: a snapshot is what go-preflight snapshot writes/],
      ['other.json', /other\.json is JSON, but no snapshot: go-preflight snapshot --output FILE writes one/],
      ['report.json', /report\.json is a report of a verification, and no snapshot/],
      ['newer.json', /newer\.json has schema version 7, this Go Preflight reads up to 1: update Go Preflight/],
      ['part.json', /part\.json is no whole snapshot: takenAt is missing or is no string/],
      ['script.sh', /script\.sh is neither a snapshot nor a Go binary that go can read \(not a Go executable\)/],
      ['huge.json', /huge\.json is neither a snapshot nor a Go binary/],
      ['locked.json', /locked\.json cannot be read: permission denied/],
    ] as const) {
      for (const argv of [
        [file, 'ci.json'],
        ['ci.json', file],
      ]) {
        const { code, stdout, stderr } = await runCli(['diff', ...argv], setup);
        assert.match(stderr, expected);
        assert.deepEqual([code, stdout], [2, '']);
      }
    }
  });

  it('says what a binary needs where there is no go', async () => {
    const files = new MemoryFiles({ '/work/app': '\u007fELF' });
    const { code, stderr } = await runCli(['diff', 'app', 'app'], { files });
    assert.match(stderr, /app: a binary is read by go version -m, and no go was found/);
    assert.equal(code, 2);
  });
});
