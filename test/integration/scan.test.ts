import { deepEqual, equal, match, notEqual, rejects } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Cancelled, type Logger, type Tree } from '../../src/engine/index';
import { NodeTreeScanner } from '../../src/host/scan/nodeTreeScanner';
import { equalTrees } from '../support/equalTrees';
import { SeededRandom } from '../support/seededRandom';
import { buildScanWorker } from '../support/scanWorkerPath';
import { skip } from '../support/skip';

const logger: Logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
const never = new AbortController().signal;

describe('scanning trees on disk', () => {
  let workerPath: string;
  let root: string;
  const texts = new Map<string, string>();
  const scanners: NodeTreeScanner[] = [];

  before(async () => {
    workerPath = await buildScanWorker();
  });
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'go-preflight-scan-'));
    texts.clear();
  });
  afterEach(async () => {
    await Promise.all(scanners.splice(0).map((scanner) => scanner.dispose()));
    rmSync(root, { recursive: true, force: true });
  });

  function scanner(worker: string | undefined = workerPath): NodeTreeScanner {
    const created = new NodeTreeScanner({ workerPath: worker, logger, skip: [], openText: (file) => texts.get(file) });
    scanners.push(created);
    return created;
  }

  function write(name: string, text = ''): string {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  function fresh(): Promise<Tree> {
    const first = new NodeTreeScanner({ logger, skip: [], openText: (file) => texts.get(file) });
    first.invalidate([...texts.keys()]);
    return first.scan(root, never);
  }

  /** Whatever map the folders are in. */
  it('says the same from the worker as from this thread', async () => {
    write('go.mod', 'module x\n');
    write('a.go', '//go:build linux\n\npackage x\n\nimport "fmt"\n');
    write('b/long.go', `// ${'long '.repeat(2000)}\npackage b\n\nimport "os"\n`);
    write('b/b.s');
    write('vendor/modules.txt');
    write('.github/workflows/ci.yaml');
    const tree = await scanner().scan(root, never);
    equalTrees(tree, await fresh());
    deepEqual(tree.directories.get('b')?.goFiles[0]?.imports, ['os']);
    deepEqual(
      [tree.modules, tree.vendors, tree.otherFiles, tree.goFileCount, tree.problems],
      [[''], ['vendor'], ['.github/workflows/ci.yaml'], 2, []],
    );
  });

  it('judges the text of an open document, before the first scan and after', async () => {
    const file = write('a.go', 'package onDisk\n');
    const live = scanner();
    const packageName = async (): Promise<string | undefined> =>
      (await live.scan(root, never)).directories.get('')?.goFiles[0]?.packageName;
    const edit = (text: string | undefined): void => {
      if (text === undefined) texts.delete(file);
      else texts.set(file, text);
      live.invalidate([file]);
    };
    edit('package opened\n');
    equal(await packageName(), 'opened');
    edit('package edited\n');
    equal(await packageName(), 'edited');
    edit(`${'\n'.repeat(10_000)}package long\n`);
    equal(await packageName(), 'long');
    edit(undefined);
    equal(await packageName(), 'onDisk');
  });

  it('is not led around by links, and tells those that lead nowhere', async () => {
    write('a/a.go', 'package a\n');
    write('target.go', 'package target\n');
    symlinkSync('..', path.join(root, 'a/up'));
    symlinkSync('a', path.join(root, 'alias'));
    symlinkSync('loop.go', path.join(root, 'loop.go'));
    symlinkSync('gone', path.join(root, 'broken.go'));
    symlinkSync('target.go', path.join(root, 'link_windows.go'));
    const { directories, problems } = await scanner().scan(root, never);
    deepEqual([...directories.keys()], ['', 'a']);
    deepEqual(
      directories.get('')?.goFiles.map(({ name }) => name),
      ['link_windows.go', 'target.go'],
    );
    deepEqual(problems, [
      { path: 'broken.go', kind: 'unreadable', detail: 'no such file or directory' },
      { path: 'loop.go', kind: 'unreadable', detail: 'too many levels of symbolic links' },
    ]);
  });

  it('takes what .gitignore names: go does too', async () => {
    write('.gitignore', '*.go\nbuild/\n');
    write('a.go', 'package a\n');
    write('build/b.go', 'package b\n');
    const { directories } = await scanner().scan(root, never);
    deepEqual([...directories.keys()], ['', 'build']);
  });

  it('does not wait at a pipe that is named like a Go file', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no named pipes in folders');
    execFileSync('mkfifo', [path.join(root, 'pipe.go')]);
    symlinkSync('pipe.go', path.join(root, 'link.go'));
    const { problems } = await scanner().scan(root, never);
    deepEqual(
      problems.map(({ path: file, detail }) => `${file}: ${detail}`),
      ['link.go: not a regular file', 'pipe.go: not a regular file'],
    );
  });

  it('tells of a folder that cannot be read, and of a root that is not there', async function () {
    // The tests may run as root, whom no permission stops; a name that is too long stops everybody.
    const scan = scanner();
    const missing = await scan.scan(path.join(root, 'missing'), never);
    deepEqual(missing.problems, [{ path: '', kind: 'unreadable', detail: 'no such file or directory' }]);
    const long = await scan.scan(path.join(root, 'x'.repeat(300)), never);
    deepEqual(long.problems, [{ path: '', kind: 'unreadable', detail: 'file name too long' }]);
    const file = write('file');
    deepEqual((await scan.scan(file, never)).problems[0]?.detail, 'not a directory');
    if (process.getuid?.() === 0) return;
    mkdirSync(path.join(root, 'closed'), { mode: 0 });
    deepEqual((await scan.scan(root, never)).problems, [
      { path: 'closed', kind: 'unreadable', detail: 'permission denied' },
    ]);
  });

  it('takes any name', async () => {
    const odd = `$(touch pwned) "quoted" 'too'\n; é 𝔾`;
    write(`${odd}/a\n.go`, 'package a\n');
    write(`${odd}/go.mod`, 'module a\n');
    const tree = await scanner().scan(root, never);
    deepEqual(tree.modules, [odd]);
    equal(tree.directories.get(odd)?.goFiles[0]?.name, 'a\n.go');
  });

  it('gives up when it is cancelled, and forgets nothing of what it was told', async () => {
    for (let folder = 0; folder < 50; folder++) write(`p${folder}/x.go`, 'package x\n');
    const live = scanner();
    const controller = new AbortController();
    const scan = live.scan(root, controller.signal);
    controller.abort();
    await rejects(scan, Cancelled);
    const tree = await live.scan(root, never);
    equal(tree.goFileCount, 50);
    live.invalidate([write('p1/y.go', 'package x\n')]);
    const second = new AbortController();
    const update = live.scan(root, second.signal);
    second.abort();
    await rejects(update, Cancelled);
    equal((await live.scan(root, never)).goFileCount, 51);
  });

  it('says when the worker died, and begins anew', async () => {
    write('a.go', 'package a\n');
    const missing = scanner(path.join(root, 'no-such-worker.js'));
    await rejects(missing.scan(root, never), /the scan of .* broke off: .*no-such-worker/s);
    const dying = write('dying.js', `require('node:worker_threads').parentPort.on('message', () => process.exit(7));`);
    const live = scanner(dying);
    await rejects(live.scan(root, never), /broke off: the thread ended with code 7/);
    const throwing = write(
      'dying.js',
      `require('node:worker_threads').parentPort.on('message', () => { throw new Error('out of luck') });`,
    );
    equal(throwing, dying);
    await rejects(live.scan(root, never), /broke off: out of luck/);
    writeFileSync(dying, `require(${JSON.stringify(workerPath)});`);
    equal((await live.scan(root, never)).goFileCount, 1);
  });

  it('keeps what did not change, and equals a fresh scan after random changes on disk', async () => {
    const random = new SeededRandom(7);
    const live = scanner();
    const folders = ['', 'a/', 'a/b/', 'c/', 'c/vendor/', '_d/'];
    const names = ['x.go', 'y_linux.go', 'go.mod', 'go.work', 'z.s', 'Dockerfile'];
    const contents = ['package a\n', 'package b\nimport "fmt"\n', '//go:build x\npackage a\n', ''];
    write('a/b/x.go', 'package b\n');
    write('still/s.go', 'package s\n');
    let last = await live.scan(root, never);
    for (let round = 0; round < 60; round++) {
      const told: string[] = [];
      for (let change = 0; change < 3; change++) {
        const name = random.pick(folders) + random.pick(names);
        const file = path.join(root, name);
        const choice = random.below(10);
        if (choice < 6) write(name, random.pick(contents));
        else if (choice < 8) rmSync(file, { force: true });
        else {
          const [from, to] = [
            path.join(root, random.pick(['a', 'c', 'a/b'])),
            path.join(root, `moved${random.below(3)}`),
          ];
          try {
            renameSync(from, to);
          } catch {
            continue; // there is none, or there is one already
          }
          told.push(from, to);
        }
        told.push(file);
      }
      live.invalidate(told);
      const updated = await live.scan(root, never);
      equalTrees(updated, await fresh(), `round ${round}`);
      equal(updated.directories.get('still'), last.directories.get('still'));
      last = updated;
    }
    live.invalidate([root]);
    equal(await live.scan(root, never), last, 'all read again, nothing new');
    live.invalidate([write('still/new.go', 'package s\n')]);
    notEqual((await live.scan(root, never)).directories.get('still'), last.directories.get('still'));
  });

  it('equals a fresh scan whatever editors show while the disk changes, in the worker and in this thread', async () => {
    const names = ['a/x.go', 'a/y.go', 'a/link.go', 'b/b.go', 'b/new.go', 'testdata/t.go', 'go.mod'];
    const contents = ['package a\n', 'package b\nimport "fmt"\n', '//go:build x\npackage ä\n', '', '// no package\n'];
    for (const worker of [workerPath, undefined]) {
      rmSync(root, { recursive: true, force: true });
      texts.clear();
      write('target.go', 'package a\n');
      for (const name of names.slice(0, 4)) if (name !== 'a/link.go') write(name, 'package a\n');
      symlinkSync('../target.go', path.join(root, 'a/link.go'));
      const random = new SeededRandom(11);
      const live = new NodeTreeScanner({ workerPath: worker, logger, skip: [], openText: (file) => texts.get(file) });
      scanners.push(live);
      await live.scan(root, never);
      for (let round = 0; round < 120; round++) {
        const file = path.join(root, random.pick(names));
        const text = random.pick(contents);
        const choice = random.below(20);
        if (choice < 14) {
          if (choice < 10) texts.set(file, text);
          else texts.delete(file);
          live.invalidateTexts([file]);
        } else {
          rmSync(file, { recursive: true, force: true });
          if (choice === 14) write(path.join(path.relative(root, file), 'inner.go'), 'package inner\n');
          else if (choice < 19) write(path.relative(root, file), text);
          live.invalidate([file]);
        }
        // Some are told together.
        if (random.below(3) === 0) continue;
        equalTrees(await live.scan(root, never), await fresh(), `round ${round}`);
      }
    }
  });

  it('takes the text of an open document as it is, and lists no folder for it', async () => {
    const file = write('a.go', 'package onDisk\n');
    const live = scanner();
    await live.scan(root, never);
    write('unseen.go', 'package unseen\n');
    texts.set(file, '//go:build x\n\npackage typed\n');
    live.invalidateTexts([file]);
    const typed = (await live.scan(root, never)).directories.get('')?.goFiles ?? [];
    deepEqual(
      typed.map(({ name, packageName }) => [name, packageName]),
      [['a.go', 'typed']],
      'nobody said that the disk changed',
    );
    texts.delete(file);
    live.invalidateTexts([file]);
    equalTrees(await live.scan(root, never), await fresh());
  });

  it('reads again only what was named', async () => {
    for (let folder = 0; folder < 100; folder++)
      for (let file = 0; file < 10; file++) write(`p${folder}/f${file}.go`, 'package p\n\nimport "fmt"\n');
    const live = scanner();
    await live.scan(root, never);
    live.invalidate([write('p7/f3.go', '//go:build x\n\npackage p\n')]);
    const tree = await live.scan(root, never);
    match(tree.directories.get('p7')?.goFiles[3]?.constraints.goBuild[0] ?? '', /go:build x/);
  });
});
