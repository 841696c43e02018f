import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createNodeHost } from '../../src/cli/nodeHost';
import { BuiltCli, ended } from '../support/builtCli';
import { skip } from '../support/skip';

describe('changing files', () => {
  let work: string;
  const host = createNodeHost({ version: '0', resources: '/nowhere', signal: new AbortController().signal });
  const bytes = new TextEncoder().encode('new\n');

  beforeEach(() => {
    work = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-write-'));
  });
  afterEach(() => {
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('writes into a pipe, which stays one', async function () {
    if (process.platform === 'win32') skip(this, 'needs named pipes');
    const pipe = path.join(work, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    const read = ended(reader);
    await host.writeFile(pipe, bytes);
    assert.equal((await read).stdout, 'new\n');
    assert.ok(lstatSync(pipe).isFIFO());
    assert.deepEqual(readdirSync(work), ['pipe']);
  });

  it('adds to a file and to one that is not there, and never waits for somebody to read a pipe', async function () {
    if (process.platform === 'win32') skip(this, 'needs named pipes');
    const file = path.join(work, 'summary.md');
    await host.appendFile(file, 'one\n');
    await host.appendFile(file, 'two\n');
    assert.equal(readFileSync(file, 'utf8'), 'one\ntwo\n');
    const pipe = path.join(work, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    await assert.rejects(host.appendFile(pipe, 'text'), { code: 'ENXIO' });
  });

  it('keeps the mode, and leaves nothing else behind', async () => {
    const file = path.join(work, 'a.go');
    writeFileSync(file, 'old\n', { mode: 0o640 });
    chmodSync(file, 0o640);
    await host.writeFile(file, bytes);
    assert.equal(readFileSync(file, 'utf8'), 'new\n');
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(work), ['a.go']);
  });

  it('writes through a link and keeps it', async function () {
    if (process.platform === 'win32') skip(this, 'links need a privilege on Windows');
    writeFileSync(path.join(work, 'real.go'), 'old\n');
    symlinkSync('real.go', path.join(work, 'link.go'));
    await host.writeFile(path.join(work, 'link.go'), bytes);
    assert.ok(lstatSync(path.join(work, 'link.go')).isSymbolicLink());
    assert.equal(readFileSync(path.join(work, 'real.go'), 'utf8'), 'new\n');
  });

  it('creates folders on the way to a new file', async () => {
    await host.writeFile(path.join(work, 'a/b/c.go'), bytes);
    assert.equal(readFileSync(path.join(work, 'a/b/c.go'), 'utf8'), 'new\n');
  });

  it('fails where there is a folder in the way, and leaves nothing behind', async () => {
    await host.writeFile(path.join(work, 'd/x'), bytes);
    await assert.rejects(host.writeFile(path.join(work, 'd'), bytes));
    assert.deepEqual(readdirSync(work), ['d']);
  });

  it('knows no resource that is not there', async () => {
    assert.equal(await host.readResource('pages/x.md'), undefined);
  });
});

describe('--fix on real files', () => {
  it('changes what is safe, nothing else, and is clean when run again', async () => {
    const cli = new BuiltCli();
    const work = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-fix-'));
    try {
      writeFileSync(path.join(work, 'go.mod'), 'module example.com/m\n\ngo 1.26\n');
      const text = '\uFEFF//go:build linux || (netbsd && go1.25)\r\n\r\npackage m\r\n';
      writeFileSync(path.join(work, 'm.go'), text);
      // How old the go of this machine is concerns no test.
      const quiet = ['--profile', 'static', '--skip', 'go-patch-outdated'];
      const first = await cli.run([work, '--fix', ...quiet, '--fail-on', 'info']);
      assert.match(first.stdout, /^m\.go:1:\d+: Delete go1\.25\nFixed 1 finding in 1 file\n\nReady: /);
      assert.equal(first.code, 0);
      assert.equal(
        readFileSync(path.join(work, 'm.go'), 'utf8'),
        '\uFEFF//go:build linux || netbsd\r\n\r\npackage m\r\n',
      );
      assert.deepEqual(readdirSync(work).toSorted(), ['go.mod', 'm.go']);
      const second = await cli.run([work, '--fix', ...quiet]);
      assert.match(second.stdout, /^Nothing to fix: no finding has a safe fix\n/);
    } finally {
      rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      cli.remove();
    }
  });
});
