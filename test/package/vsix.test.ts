import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { allChecks } from '../../src/engine/checks/registry';
import { noFaults } from '../support/faults';
import { zipEntries, type ZipEntry } from './zip';

/** What runs, and what VS Code shows; nothing else. A new file here is a decision. vsce renames the last three. */
const expected = [
  'dist/buildMatrix.js',
  'dist/cli.js',
  'dist/cliAnswers.js',
  'dist/cliProgram.js',
  'dist/cliReports.js',
  'dist/client.js',
  'dist/extension.js',
  'dist/messages.zh-cn.json',
  'dist/moduleGraph.js',
  'dist/scanWorker.js',
  'dist/secondWalker.js',
  'dist/server.js',
  'l10n/bundle.l10n.zh-cn.json',
  'media/buildMatrix-dark.svg',
  'media/buildMatrix-light.svg',
  'media/buildMatrix.css',
  'media/checks.svg',
  'media/icon.png',
  'media/moduleGraph-dark.svg',
  'media/moduleGraph-light.svg',
  'media/moduleGraph.css',
  'media/page.css',
  'media/walkthrough/ci.svg',
  'media/walkthrough/fix.svg',
  'media/walkthrough/read.svg',
  'media/walkthrough/verify.svg',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'schemas/go-preflight.schema.json',
  'schemas/report.schema.json',
  'schemas/snapshot.schema.json',
  'syntaxes/go-work-sum.tmLanguage.json',
  'syntaxes/modules-txt.tmLanguage.json',
  'syntaxes/slash-comments.language-configuration.json',
  ...['LICENSE.txt', 'readme.md', 'changelog.md'],
];

/** Bytes, minified. What VS Code loads at activation must stay small; the rest must stay reasonable. */
const limits: Readonly<Record<string, number>> = {
  'dist/extension.js': 100_000,
  'dist/client.js': 500_000,
  // all checks, with the parsers of whole Go files where no worker can be had
  'dist/server.js': 1_600_000,
  'dist/cli.js': 10_000,
  // with the parsers of foreign formats, for the table of versions; snapshots, and what other programs take for go
  'dist/cliAnswers.js': 600_000,
  'dist/cliProgram.js': 1_500_000,
  'dist/cliReports.js': 40_000,
  'dist/buildMatrix.js': 30_000,
  'dist/moduleGraph.js': 30_000,
  // what reads trees, and whole Go files with their names, those of other packages too
  'dist/scanWorker.js': 170_000,
  'dist/secondWalker.js': 60_000,
};

describe('the VSIX', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-vsix-'));
  let entries: ReadonlyMap<string, ZipEntry> = new Map();

  before(() => {
    const file = path.join(folder, 'go-preflight.vsix');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', file], { encoding: 'utf8' });
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    const inside = zipEntries(readFileSync(file)).filter(({ name }) => name.startsWith('extension/'));
    entries = new Map(inside.map((entry) => [entry.name.slice('extension/'.length), entry]));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds nothing but what runs', () => {
    const pages = allChecks.flatMap(({ id }) => [`dist/pages/${id}.md`, `dist/pages/${id}.zh-cn.md`]);
    const wanted = new Set([...expected, ...pages]);
    noFaults([
      ...[...entries.keys()].filter((name) => !wanted.has(name)).map((name) => `${name} does not belong there`),
      ...[...wanted].filter((name) => !entries.has(name)).map((name) => `${name} is missing`),
    ]);
  });

  it('names only files that it holds', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { main: string; bin: Record<string, string> };
    const named = [...JSON.stringify(manifest).matchAll(/"\.?\/?((?:dist|media|syntaxes|schemas)\/[^"]+)"/g)];
    assert.ok(named.length >= 10);
    for (const [, name = ''] of named) assert.ok(entries.has(name), `package.json names ${name}`);
  });

  it('stays small', () => {
    for (const [name, limit] of Object.entries(limits)) {
      const { size } = entries.get(name) ?? { size: Infinity };
      assert.ok(size <= limit, `${name} has ${size} bytes, more than ${limit}`);
    }
    const loaded = ['dist/extension.js', 'dist/client.js'].map((name) => entries.get(name)?.size ?? Infinity);
    const sum = loaded.reduce((a, b) => a + b, 0);
    assert.ok(sum < 600_000, `the extension's bundles have ${sum} bytes`);
  });

  it('control: a zip file is read as it is', () => {
    // One empty file `a`, as `zip` writes it.
    const zip = Buffer.from(
      '504b03040a0000000000000021000000000000000000000000000100000061' +
        '504b01021e030a000000000000002100000000000000000000000000010000000000000000000000a4810000000061' +
        '504b050600000000010001002f0000001f0000000000',
      'hex',
    );
    assert.deepEqual(zipEntries(zip), [{ name: 'a', size: 0 }]);
    assert.throws(() => zipEntries(Buffer.from('nothing')));
  });
});
