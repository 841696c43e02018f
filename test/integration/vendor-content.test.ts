import assert from 'node:assert/strict';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { vendorChecks } from '../../src/engine/checks/vendor/index';
import type { RunResult } from '../../src/engine/index';
import { EngineOnDisk } from '../support/engineOnDisk';
import type { ProxyModule } from '../support/moduleProxy';
import { needGo } from '../support/realGo';
import { buildScanWorker } from '../support/scanWorkerPath';
import { imports, SumWorld } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

/** A module with everything that decides what `go mod vendor` copies. */
const rich: ProxyModule = {
  path: 'example.com/Rich',
  version: 'v1.0.0',
  files: {
    'go.mod': 'module example.com/Rich\n\ngo 1.21\n',
    'doc.go': 'package rich\n',
    'LICENSE.md': 'MIT\n',
    'NOTICE-third-party': 'x\n',
    'license.txt': 'lower case is no licence to go\n',
    'README.md': 'rich\n',
    'a/NOTICE': 'of a\n',
    'a/readme': 'of a\n',
    'a/b/b.go':
      'package b\n\nimport "embed"\n\n//go:embed text/*.txt all:hidden "with space" b.md\n//go:embed [d-f]eep/?.bin `raw`\nvar Files embed.FS\n',
    'a/b/ignored.go': '//go:build ignore\n\npackage main\n',
    'a/b/plus.go': '// +build ignore\n\npackage main\n',
    'a/b/twice.go': '//go:build linux\n//go:build windows\n\npackage b\n',
    'a/b/not_ignored.go': '//go:build !ignore || windows\n\npackage b\n',
    'a/b/documentation.go': '//go:build windows && linux\n\npackage documentation\n',
    'a/b/b_windows.go': 'package b\n',
    'a/b/_skipped.go': 'package other\n',
    'a/b/.hidden.go': 'package other\n',
    'a/b/b_test.go': 'package b\n\nimport _ "embed"\n\n//go:embed testdata/cert\nvar cert string\n',
    'a/b/testdata/cert': 'c\n',
    'a/b/testdata/other': 'o\n',
    'a/b/b.md': 'b\n',
    'a/b/b.s': '// nothing\n',
    'a/b/b.h': '// nothing\n',
    'a/b/go.sum': '\n',
    'a/b/Makefile': 'all:\n',
    'a/b/text/one.txt': '1\n',
    'a/b/text/two.txt': '2\n',
    'a/b/text/three.md': '3\n',
    'a/b/hidden/.dot': 'd\n',
    'a/b/hidden/_under/x': 'x\n',
    'a/b/with space': 's\n',
    'a/b/raw': 'r\n',
    'a/b/deep/1.bin': '\u0000\u0001\n',
    'a/b/deep/22.bin': 'no\n',
    'a/b/notembedded/x.txt': 'x\n',
    'a/unused/u.go': 'package unused\n',
  },
};

const app = {
  'main.go': `${imports('main', 'example.com/quote', 'example.com/Rich/a/b', 'example.com/check')}\nfunc main() {}\n`,
  'main_windows.go': imports('main', 'example.com/winapi'),
  'fork/go.mod': 'module example.com/check\n\ngo 1.21\n',
  'fork/c.go': 'package check\n',
  'fork/README': 'fork\n',
};

const goModOf = (goVersion: string): string =>
  `module example.com/main\n\ngo ${goVersion}\n\nrequire (\n\texample.com/quote v1.5.2\n\texample.com/Rich v1.0.0\n\texample.com/check v1.0.0\n)\n\nreplace example.com/check => ./fork\n\nreplace example.com/sampler => example.com/fork v1.6.0\n`;

const isContent = ({ check }: { check: string }): boolean => check.startsWith('vendor-file-');

const shown = (result: RunResult): string =>
  JSON.stringify(
    result.findings.map(({ check, location, message }) => [check, location?.file, location?.range.start.line, message]),
  );

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted();
}

describe('vendor content before the real go', () => {
  let world: SumWorld;
  let workerPath: string;

  before(async function () {
    needGo(this);
    world = await SumWorld.create([rich]);
    workerPath = await buildScanWorker();
  });

  after(async () => {
    await (world as SumWorld | undefined)?.remove();
  });

  for (const goVersion of ['1.16', '1.21', '1.24']) {
    it(`go ${goVersion}: each file that is changed, deleted or added is found, and nothing else`, async () => {
      const folder = await TemporaryFolder.create({ ...app, 'go.mod': goModOf(goVersion) });
      world.goOnline(folder.path, ['mod', 'tidy']);
      world.goOnline(folder.path, ['mod', 'vendor']);
      const engine = new EngineOnDisk(folder.path, vendorChecks, world.variables, workerPath);
      try {
        assert.deepEqual((await engine.run()).findings, [], 'as go mod vendor wrote it');
        const vendor = folder.at('vendor');
        const files = (await filesBelow(vendor)).filter((name) => name !== 'modules.txt');
        assert.ok(files.length >= 15, files.join(' '));
        for (const name of files) {
          const file = path.join(vendor, name);
          const before = await readFile(file);
          const found = async (): Promise<RunResult> => {
            engine.invalidate(file);
            return engine.run();
          };
          const changed = Buffer.from(before);
          changed[0] = (changed[0] ?? 0) ^ 1;
          await writeFile(file, before.length > 0 ? changed : 'x');
          let result = await found();
          assert.deepEqual(
            result.findings.filter(isContent).map(({ check, location }) => [check, location?.file]),
            [['vendor-file-modified', file]],
            `${name} changed: ${shown(result)}`,
          );
          await rm(file);
          result = await found();
          // Known gap: what only tests embed is not missed, before go 1.22 where it is copied.
          if (name.includes('testdata')) {
            assert.deepEqual(result.findings, [], shown(result));
            await writeFile(file, before);
            continue;
          }
          const missing = result.findings.filter(({ check, message }) =>
            check === 'vendor-file-missing' ? message.args.file === name : check === 'vendor-package-dir-missing',
          );
          assert.equal(missing.length, 1, `${name} deleted: ${shown(result)}`);
          await writeFile(file, before);
          const added = path.join(path.dirname(file), 'added.txt');
          await writeFile(added, 'x');
          engine.invalidate(added, file);
          result = await engine.run();
          assert.deepEqual(
            result.findings.map(({ check, location }) => [check, location?.file]),
            [['vendor-file-extra', added]],
            `beside ${name}: ${shown(result)}`,
          );
          await rm(added);
          engine.invalidate(added);
        }
        assert.deepEqual((await engine.run()).findings, [], 'all as before');
      } finally {
        await engine.dispose();
        await folder.remove();
      }
    });
  }

  it('what go mod vendor would undo is what is reported', async () => {
    const folder = await TemporaryFolder.create({ ...app, 'go.mod': goModOf('1.24') });
    world.goOnline(folder.path, ['mod', 'tidy']);
    world.goOnline(folder.path, ['mod', 'vendor']);
    const fresh = await folder.contents();
    try {
      await folder.write({ 'vendor/example.com/Rich/a/b/added.go': 'package b\n', 'vendor/notes.txt': 'x\n' });
      await folder.write({ 'vendor/example.com/Rich/a/b/b.go': 'package b\n' });
      await rm(folder.at('vendor/example.com/Rich/a/b/text/two.txt'));
      assert.equal(world.complaint(folder.path), undefined, 'go sees nothing of it');
      const engine = new EngineOnDisk(folder.path, vendorChecks, world.variables);
      const { findings } = await engine.run();
      assert.deepEqual(findings.map(({ check }) => check).toSorted(), [
        'vendor-file-extra',
        'vendor-file-extra',
        'vendor-file-missing',
        'vendor-file-modified',
      ]);
      world.goOnline(folder.path, ['mod', 'vendor']);
      assert.deepEqual(await folder.contents(), fresh);
      engine.invalidate(folder.at('vendor'));
      assert.deepEqual((await engine.run()).findings, []);
      await engine.dispose();
    } finally {
      await folder.remove();
    }
  });

  it('an edited module cache is no measure, and one without the module neither', async () => {
    const folder = await TemporaryFolder.create({ ...app, 'go.mod': goModOf('1.24') });
    world.goOnline(folder.path, ['mod', 'tidy']);
    world.goOnline(folder.path, ['mod', 'vendor']);
    const elsewhere = await TemporaryFolder.create();
    const cache = elsewhere.at('cache');
    await cp(String(world.variables.GOMODCACHE), cache, { recursive: true });
    const engine = new EngineOnDisk(folder.path, vendorChecks, { ...world.variables, GOMODCACHE: cache });
    const unknown = async (): Promise<readonly string[]> => {
      engine.renew();
      const { outcomes, findings } = await engine.run();
      assert.deepEqual(findings, []);
      return outcomes.flatMap((outcome) => (outcome.kind === 'unknown' ? (outcome.unknown?.missing ?? []) : []));
    };
    try {
      assert.deepEqual(await unknown(), []);
      const file = path.join(cache, 'example.com/!rich@v1.0.0/a/b/b.s');
      await chmod(file, 0o644);
      await writeFile(file, '// changed\n');
      assert.match(world.go(folder.path, ['mod', 'verify'], { GOMODCACHE: cache }).output, /dir has been modified/);
      assert.deepEqual(new Set(await unknown()), new Set(['example.com/Rich@v1.0.0']));
      await rm(path.join(cache, 'example.com/!rich@v1.0.0'), { recursive: true });
      assert.deepEqual(new Set(await unknown()), new Set(['example.com/Rich@v1.0.0']));
    } finally {
      await engine.dispose();
      await folder.remove();
      await elsewhere.remove();
    }
  });

  it('a vendored workspace', async () => {
    const folder = await TemporaryFolder.create({
      'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./lib\n)\n',
      'app/go.mod':
        'module example.com/app\n\ngo 1.22\n\nrequire example.com/Rich v1.0.0\n\nreplace example.com/check => ../check\n',
      'app/app.go': imports('app', 'example.com/Rich/a/b'),
      'lib/go.mod': 'module example.com/lib\n\ngo 1.22\n\nrequire example.com/quote v1.5.2\n',
      'lib/lib.go': imports('lib', 'example.com/quote'),
      'lib/lib_test.go': imports('lib', 'example.com/check'),
      'check/go.mod': 'module example.com/check\n\ngo 1.21\n',
      'check/c.go': 'package check\n',
    });
    try {
      for (const module of ['app', 'lib']) world.goOnline(folder.at(module), ['mod', 'tidy'], { GOWORK: 'off' });
      world.goOnline(folder.path, ['work', 'vendor']);
      const engine = new EngineOnDisk(folder.path, vendorChecks, world.variables);
      assert.deepEqual((await engine.run()).findings, []);
      const file = folder.at('vendor/example.com/check/c.go');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, 'package check // by hand\n');
      engine.invalidate(file);
      const { findings } = await engine.run();
      assert.deepEqual(
        findings.map(({ check, location }) => [check, location?.file]),
        [['vendor-file-modified', file]],
      );
      await engine.dispose();
    } finally {
      await folder.remove();
    }
  });
});
