import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { allChecks } from '../../src/engine/checks/registry';
import { noFaults } from '../support/faults';

/** Ends what hangs. */
const limits = { encoding: 'utf8', timeout: 300_000 } as const;

const expected = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/cliAnswers.js',
  'dist/cliProgram.js',
  'dist/cliReports.js',
  'dist/messages.zh-cn.json',
  'dist/scanWorker.js',
  'dist/secondWalker.js',
  'dist/server.js',
  'package.json',
  'schemas/go-preflight.schema.json',
  'schemas/report.schema.json',
  'schemas/snapshot.schema.json',
];

describe('the archive of the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-cli-archive-'));
  const archive = path.join(folder, 'cli.tgz');
  const installed = path.join(folder, process.platform === 'win32' ? '' : 'lib', 'node_modules/go-preflight');

  before(() => {
    const made = spawnSync(process.execPath, ['scripts/package-cli.mjs', archive], limits);
    assert.equal(made.status, 0, `${made.stdout}\n${made.stderr}`);
    // Offline: whatever it asks a registry for is missing.
    const { status, stdout, stderr } = npm('install', '--global', '--prefix', folder, '--offline', archive);
    assert.equal(status, 0, `${stdout}\n${stderr}`);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds nothing but what runs without VS Code', () => {
    const { status, stdout } = spawnSync('tar', ['-tzf', archive], limits);
    assert.equal(status, 0);
    const inside = stdout
      .trim()
      .split('\n')
      .map((name) => name.replace(/^package\//, ''));
    const pages = allChecks.flatMap(({ id }) => [`dist/pages/${id}.md`, `dist/pages/${id}.zh-cn.md`]);
    const wanted = new Set([...expected, ...pages]);
    noFaults([
      ...inside.filter((name) => !wanted.has(name)).map((name) => `${name} does not belong there`),
      ...[...wanted].filter((name) => !inside.includes(name)).map((name) => `${name} is missing`),
    ]);
  });

  it('depends on no other package', () => {
    const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as object;
    assert.deepEqual(
      Object.keys(manifest).filter((key) => /depend|scripts|contributes|activation/i.test(key)),
      [],
    );
  });

  it('verifies a folder, explains a check, and reports for CI', () => {
    const command = path.join(installed, 'dist/cli.js');
    const link = process.platform === 'win32' ? 'go-preflight.cmd' : 'bin/go-preflight';
    assert.ok(existsSync(path.join(folder, link)), `${link} is missing`);
    const run = (...args: string[]): string => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], limits);
      assert.ok(status === 0 || status === 1, `${args.join(' ')}: ${status}\n${stderr}`);
      return stdout;
    };
    assert.match(run('examples/shop', '--profile', 'static'), /gosum-missing-zip-hash/);
    assert.match(
      run('examples/shop', '--profile', 'static', '--lang', 'zh-cn', '--format', 'github'),
      /^::error file=/,
    );
    assert.match(run('--explain', 'gosum-missing-zip-hash'), /go\.sum has the hash of every module/);
    assert.match(run('versions', 'examples/shop'), /Dockerfile/);
  });
});

function npm(...args: string[]): SpawnSyncReturns<string> {
  const own = process.env['npm_execpath'];
  return own === undefined ? spawnSync('npm', args, limits) : spawnSync(process.execPath, [own, ...args], limits);
}
