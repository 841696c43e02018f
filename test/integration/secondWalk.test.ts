import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Cancelled, type Logger, type Tree } from '../../src/engine/index';
import { dividedWalk, type FolderClaims } from '../../src/host/scan/folderClaims';
import { isLargeTree } from '../../src/host/scan/largeTree';
import { NodeTreeScanner } from '../../src/host/scan/nodeTreeScanner';
import { startSecondWalk, type SecondWalk } from '../../src/host/scan/secondWalk';
import { BuiltCli, ended } from '../support/builtCli';
import { equalTrees } from '../support/equalTrees';
import { buildScanWorker } from '../support/scanWorkerPath';
import { until } from '../support/until';

const logger: Logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
const never = new AbortController().signal;

describe('the second walk of a large tree', () => {
  let thread: string;
  let work: string;
  let root: string;

  before(async () => {
    thread = await buildScanWorker('secondWalker');
    work = mkdtempSync(path.join(tmpdir(), 'go-preflight-second-'));
    root = path.join(work, 'tree');
    write('go.mod', 'module example.com/large\n\ngo 1.21\n');
    for (let at = 0; at < 1200; at++)
      write(`p${at % 7}/q${at % 120}/a${at}.go`, `//go:build x${at % 5}\n\npackage q\n\nimport "fmt"\n`);
    write('p3/nested/go.mod', 'module example.com/nested\n\ngo 1.21\n');
    write('p3/vendor/modules.txt', '');
    write('p4/Dockerfile', 'FROM golang:1.21\n');
  });
  after(() => {
    rmSync(path.dirname(thread), { recursive: true, force: true });
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  function write(name: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }

  /** A thread that is something else. */
  function script(text: string): string {
    const file = path.join(work, 'thread.js');
    writeFileSync(file, text);
    return file;
  }

  async function scanned(secondWalk?: SecondWalk, signal = never): Promise<Tree> {
    const scanner = new NodeTreeScanner({ logger, skip: [], openText: () => undefined, secondWalk });
    try {
      return await scanner.scan(root, signal);
    } finally {
      await scanner.dispose();
    }
  }

  it('is worth it in a large tree alone', () => {
    assert.equal(isLargeTree(root), true);
    assert.equal(isLargeTree(path.join(root, 'p3')), false);
    assert.equal(isLargeTree(path.join(root, 'missing')), false);
  });

  it('reads what the program has not read', async () => {
    const second = startSecondWalk(thread, root);
    // It is alone until it has read all.
    const answer = await second.answer;
    assert.ok(answer);
    assert.equal(dividedWalk(second.claims, false).isExhausted(''), true);
    equalTrees(await scanned(second), await scanned());
  });

  it('and the program, at the same time, make the same tree as one', async () => {
    for (let run = 0; run < 5; run++) equalTrees(await scanned(startSecondWalk(thread, root)), await scanned());
  });

  it('leaves nothing out where it dies, before it begins and with folders in its hands', async () => {
    const whole = await scanned();
    const claimsAll = `const { claims } = require('node:worker_threads').workerData; claims.fill(1);`;
    for (const text of ['throw new Error("x")', `${claimsAll} process.exit(3)`, `${claimsAll} throw 1`, 'syntax error'])
      equalTrees(await scanned(startSecondWalk(script(text), root)), whole, text);
    equalTrees(await scanned(startSecondWalk(path.join(work, 'no such file.js'), root)), whole);
  });

  it('is not asked about another folder', async () => {
    equalTrees(await scanned(startSecondWalk(thread, path.join(root, 'p1'))), await scanned());
  });

  it('is not waited for where nobody waits for the tree', async () => {
    const second = startSecondWalk(script('for (;;);'), root);
    const controller = new AbortController();
    const scan = scanned(second, controller.signal);
    controller.abort();
    await assert.rejects(scan, Cancelled);
    // Stopped with the scan.
    assert.equal(await second.answer, undefined);
  });

  describe('of the command line', () => {
    let cli: BuiltCli;
    before(() => {
      cli = new BuiltCli();
    });
    after(() => {
      cli.remove();
    });

    const inDist = (name: string): string => path.join(path.dirname(cli.main), name);
    async function report(): Promise<unknown> {
      const { code, stdout, stderr } = await cli.run([root, '--profile', 'static', '--format', 'json']);
      assert.deepEqual([code, stderr], [0, '']);
      return JSON.parse(stdout, (key, value: unknown) => (key === 'durationMs' ? undefined : value));
    }

    it('changes nothing of a report by being there or not, and Ctrl+C is heard while it is waited for', async () => {
      const file = inDist('secondWalker.js');
      const built = readFileSync(file);
      const first = await report();
      try {
        writeFileSync(file, 'process.exit(1)');
        assert.deepEqual(await report(), first);
        rmSync(file);
        assert.deepEqual(await report(), first);
        const mark = path.join(work, 'started');
        // The byte of the root: the program has read all that there is, and waits.
        const waits = `const { claims } = require('node:worker_threads').workerData; while ((claims[0] & 2) === 0);`;
        writeFileSync(file, `${waits} require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); for (;;);`);
        const child = cli.start([root, '--profile', 'static']);
        const end = ended(child);
        await until('the program waits', () => existsSync(mark));
        child.kill('SIGINT');
        const { code, stdout, stderr } = await end;
        assert.deepEqual([code, stdout, stderr], [130, '', 'go-preflight: cancelled; nothing was changed\n']);
      } finally {
        writeFileSync(file, built);
      }
    });
  });

  it('takes folders from the other end', () => {
    const claims: FolderClaims = new Uint8Array(new SharedArrayBuffer(1 << 18));
    const [front, back] = [dividedWalk(claims, false), dividedWalk(claims, true)];
    assert.deepEqual(
      [front.claim('a'), back.claim('a'), back.claim('b'), front.claim('b')],
      [true, false, true, false],
    );
    assert.deepEqual([front.backwards, back.backwards, front.isExhausted('a')], [false, true, false]);
    back.exhaust('a');
    assert.equal(front.isExhausted('a'), true);
  });
});
