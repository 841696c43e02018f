import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { ProcessRequest, ProcessResult } from '../../src/engine/index';
import { NodeProcessRunner } from '../../src/host/process/nodeProcessRunner';
import { gone, pidsIn } from '../support/processes';

describe('running processes', () => {
  const log: string[] = [];
  const logger = { info: (line: string) => void log.push(line), debug: () => undefined, trace: () => undefined };
  let folder: string;
  let runner: NodeProcessRunner;

  beforeEach(() => {
    log.length = 0;
    folder = mkdtempSync(path.join(tmpdir(), 'go-preflight-test-'));
    runner = new NodeProcessRunner({ logger, tempDir: folder, width: 4, maxOutput: 1_000_000, graceMs: 200 });
  });
  afterEach(() => {
    runner.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  /** Runs a script of this Node, so that the test needs nothing else. */
  function run(script: string, changes: Partial<ProcessRequest> = {}, signal?: AbortSignal): Promise<ProcessResult> {
    const request = {
      file: process.execPath,
      args: ['-e', script],
      cwd: folder,
      env: {},
      timeoutMs: 300_000,
      ...changes,
    };
    return runner.run(request, signal ?? new AbortController().signal);
  }

  async function pidIn(file: string): Promise<number> {
    const [pid] = await pidsIn(path.join(folder, file));
    return pid ?? 0;
  }

  it('gives output, exit code and only the environment that was asked for, and logs it all', async () => {
    const script =
      'process.stdin.on("data", (d) => { process.stdout.write(d + JSON.stringify(process.env)); process.stderr.write("e"); process.exitCode = 3 })';
    const result = await run(script, { env: { A: 'b' }, input: 'hello ' });
    ok(result.kind === 'exited');
    deepEqual([result.code, result.stdout, result.stderr], [3, 'hello {"A":"b"}', 'e']);
    match(log[0] ?? '', /node.* -e .*\(in .*go-preflight-test-.*\) {2}exit code 3, \d+ ms/);
  });

  it('closes standard input where there is nothing to say', async () => {
    const result = await run('process.stdin.on("end", () => console.log("closed")); process.stdin.resume()');
    ok(result.kind === 'exited' && result.stdout === 'closed\n');
  });

  it('survives a process that does not read its input', async () => {
    const result = await run('process.stdin.destroy()', { input: 'x'.repeat(5_000_000) });
    equal(result.kind, 'exited');
  });

  it('takes bytes that are no text for what they are', async () => {
    const result = await run('process.stdout.write(Buffer.from([0xff, 0x00, 0x41]))');
    ok(result.kind === 'exited');
    equal(result.stdout, '\uFFFD\0A');
  });

  it('kills what hangs at its deadline and keeps what it had written', async () => {
    // How long a process takes to write something is for the machine to say, so the deadline grows until it suffices.
    for (let timeoutMs = 1000; ; timeoutMs *= 3) {
      const result = await run('console.log("so far"); setInterval(() => {}, 1000)', { timeoutMs });
      ok(result.kind === 'timed-out', result.kind);
      if (result.stdout === '' && timeoutMs < 100_000) continue;
      equal(result.stdout, 'so far\n');
      return;
    }
  });

  it('kills what ignores being asked, and its children and theirs', async () => {
    const grandchild = `require("fs").writeFileSync("grandchild", process.pid + "\\n"); process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)`;
    const script = `process.on("SIGTERM", () => {}); require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`;
    const controller = new AbortController();
    const running = run(script, {}, controller.signal);
    const pid = await pidIn('grandchild');
    controller.abort();
    equal((await running).kind, 'cancelled');
    await gone(pid);
  });

  it('does not wait for a grandchild that holds the pipes open', async () => {
    const grandchild = `require("fs").writeFileSync("holder", process.pid + "\\n"); setInterval(() => {}, 1000)`;
    const script = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit", detached: true }).unref(); console.log("done"); setTimeout(() => process.exit(0), 1500)`;
    const result = await run(script);
    ok(result.kind === 'exited', result.kind);
    equal(result.stdout, 'done\n');
    // It left the group, so it is out of our reach; only the pipes are given up.
    process.kill(await pidIn('holder'), 'SIGKILL');
  });

  it('stops what writes without end', async () => {
    const result = await run(
      'const s = "x".repeat(65536); const w = () => { while (process.stdout.write(s)); process.stdout.once("drain", w) }; w()',
    );
    deepEqual(result, { kind: 'too-much-output', limit: 1_000_000 });
  });

  it('keeps the end of long errors', async () => {
    const result = await run('process.stderr.write("x".repeat(3_000_000) + "the end")');
    ok(result.kind === 'exited');
    ok(result.stderr.length <= 1024 * 1024 && result.stderr.endsWith('the end'));
  });

  it('tells a crash from an exit', async () => {
    const result = await run('process.kill(process.pid, "SIGSEGV")');
    ok(result.kind === 'signalled' && result.signal === 'SIGSEGV');
  });

  it('says why something could not be started', async () => {
    const reason = async (changes: Partial<ProcessRequest>): Promise<string> => {
      const result = await run('', changes);
      return result.kind === 'could-not-start' ? result.reason : result.kind;
    };
    writeFileSync(path.join(folder, 'text'), 'x', { mode: 0o644 });
    equal(await reason({ file: '/nowhere/go' }), 'no such file or directory');
    equal(await reason({ file: path.join(folder, 'text') }), 'permission denied');
    equal(await reason({ file: folder }), 'permission denied');
    equal(await reason({ file: 'node' }), 'node is not an absolute path');
    equal(await reason({ cwd: '/nowhere' }), '/nowhere: no such file or directory');
    equal(await reason({ cwd: path.join(folder, 'text') }), `${path.join(folder, 'text')} is not a folder`);
    match(await reason({ args: ['a\0b'] }), /null bytes/);
  });

  it('uses no shell, whatever the words and the folder look like', async () => {
    const odd = path.join(folder, `$(touch pwned) "quoted" 'too'\n; touch pwned`);
    mkdirSync(odd);
    const result = await run('console.log(JSON.stringify([process.cwd(), process.argv.slice(1)]))', {
      cwd: odd,
      args: [
        '-e',
        'console.log(JSON.stringify([process.cwd(), process.argv.slice(1)]))',
        '$(touch pwned)',
        '`touch pwned`',
      ],
    });
    ok(result.kind === 'exited');
    deepEqual(JSON.parse(result.stdout), [odd, ['$(touch pwned)', '`touch pwned`']]);
    deepEqual(readdirSync(odd), []);
  });

  it('runs no more than its width side by side, and drops those that wait when they are cancelled', async () => {
    const narrow = new NodeProcessRunner({ logger, tempDir: folder, width: 1 });
    const request = {
      file: process.execPath,
      args: ['-e', 'require("fs").appendFileSync("started", process.pid + "\\n"); setInterval(() => {}, 1000)'],
      cwd: folder,
      env: {},
      timeoutMs: 600_000,
    };
    const controller = new AbortController();
    const both = [narrow.run(request, controller.signal), narrow.run(request, controller.signal)];
    await pidIn('started');
    controller.abort();
    deepEqual(await Promise.all(both), [{ kind: 'cancelled' }, { kind: 'cancelled' }]);
    equal(log.length, 1, 'the second was never started');
    equal((await pidsIn(path.join(folder, 'started'))).length, 1);
    narrow.dispose();
  });

  it('gives a process its files and removes them', async () => {
    const script =
      'const fs = require("fs"); console.log(fs.readFileSync(process.argv[1], "utf8"), process.env.F, fs.statSync(process.argv[1]).mode & 0o777)';
    const result = await run(script, {
      args: ['-e', script, '{scratch}/sub/overlay.json'],
      env: { F: '-overlay={scratch}/sub/overlay.json' },
      scratch: { 'sub/overlay.json': '{}' },
    });
    ok(result.kind === 'exited');
    match(result.stdout, /^\{\} -overlay=.*\/sub\/overlay\.json 384\n$/);
    deepEqual(readdirSync(folder), []);
  });

  it('gives back what a process leaves of its files, and removes them', async () => {
    const script =
      'const fs = require("fs"); fs.appendFileSync(process.argv[1], "b"); process.exit(Number(process.argv[2]))';
    for (const code of [0, 1]) {
      const result = await run(script, {
        args: ['-e', script, '{scratch}/go.mod', String(code)],
        scratch: { 'go.mod': 'a', other: '' },
        readBack: ['go.mod', 'go.sum'],
      });
      ok(result.kind === 'exited');
      deepEqual([result.code, result.files], [code, { 'go.mod': 'ab' }]);
      deepEqual(readdirSync(folder), []);
    }
    const slow = 'setInterval(() => {}, 1000)';
    const late = await run(slow, { scratch: { 'go.mod': 'a' }, readBack: ['go.mod'], timeoutMs: 300 });
    equal(late.kind, 'timed-out');
    deepEqual(readdirSync(folder), []);
  });

  it('kills what runs when it is disposed', async () => {
    const running = run('require("fs").writeFileSync("pid", process.pid + "\\n"); setInterval(() => {}, 1000)');
    const pid = await pidIn('pid');
    runner.dispose();
    await gone(pid);
    equal((await running).kind, 'signalled');
  });
});
