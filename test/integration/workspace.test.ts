import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workspaceChecks } from '../../src/engine/checks/workspace/index';
import { verifyOnDisk } from '../support/diskEngine';
import { goPrints, needGo, askGoSync, type GoAnswer } from '../support/realGo';
import { parseTxtar, type TxtarFile } from '../support/txtar';

const folder = join(process.cwd(), 'test/fixtures/checks/workspace');

/** Writes the files of a fixture into a folder; those with an absolute path lie outside it and are left out. */
function unpack(files: readonly TxtarFile[], into: string): void {
  for (const { name, data } of files) {
    if (name === 'want' || name.startsWith('fixed/') || name.startsWith('/')) continue;
    mkdirSync(name.endsWith('/') ? join(into, name) : dirname(join(into, name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(into, name), data);
  }
}

/** Loads the workspace; one without modules only commands that build cannot do with. */
function goList(dir: string, name: string): GoAnswer {
  const env = { GOWORK: '', GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local', GO111MODULE: '' };
  return askGoSync(name.startsWith('gowork-empty/') ? ['build', '-n'] : ['list', '-m'], { cwd: dir, env });
}

/** The real go judges every fixture of a go.work: it stops where we report an error, and nowhere else. */
describe('go.work fixtures before the real go', () => {
  before(function () {
    needGo(this);
  });

  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txtar'));
  for (const name of names.toSorted()) {
    const { comment, files } = parseTxtar(readFileSync(join(folder, name), 'utf8'));
    const want = files.find((file) => file.name === 'want')?.data ?? '';
    // GOWORK=off, GO111MODULE=off and the absence of a go.work are no question to go; a fault in go.work is another check's.
    if (
      /GOWORK=off|GO111MODULE=off/.test(comment) ||
      want.startsWith('unknown') ||
      !files.some((file) => file.name === 'go.work')
    )
      continue;
    if (files.some((file) => file.name.startsWith('/') && !file.name.startsWith('/usr/local/go/'))) continue;

    it(name, () => {
      const dir = mkdtempSync(join(tmpdir(), 'gp-work-'));
      try {
        unpack(files, dir);
        const { code, stderr } = goList(dir, name);
        assert.equal(code !== 0, / error /.test(want), stderr);
        const fixed = files.filter((file) => file.name.startsWith('fixed/'));
        if (fixed.length > 0 && !name.includes('missing')) {
          for (const file of fixed) writeFileSync(join(dir, file.name.slice('fixed/'.length)), file.data);
          assert.equal(goList(dir, name).code, 0, 'go is content after the fix');
        }
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
  }

  it('trap: go follows no links among use lines; that both folders hold one module is another finding', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'gp-work-'));
    try {
      unpack(
        [
          { name: 'go.work', data: 'go 1.24\n\nuse ./a\n\nuse ./link\n' },
          { name: 'a/go.mod', data: 'module example.com/a\n\ngo 1.24\n' },
        ],
        dir,
      );
      symlinkSync('a', join(dir, 'link'));
      assert.match(goList(dir, '').stderr, /module example\.com\/a appears multiple times in workspace/);
      const { findings } = await verifyOnDisk(dir, workspaceChecks, { ...process.env, GOWORK: '' });
      assert.deepEqual(
        findings.map(({ check, severity }) => `${severity} ${check}`),
        ['error gowork-module-duplicate'],
      );
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('GO111MODULE=off: no go.work is read, but a GOWORK that is no absolute path still stops go', () => {
    const dir = mkdtempSync(join(tmpdir(), 'gp-work-'));
    try {
      unpack(
        [
          { name: 'go.work', data: 'no go.work\n' },
          { name: 'a/a.go', data: 'package a\n' },
        ],
        dir,
      );
      const list = (GO111MODULE: string, GOWORK: string): number => {
        const env = { GOFLAGS: '', GOTOOLCHAIN: 'local', GO111MODULE, GOWORK };
        return askGoSync(['list', '.'], { cwd: join(dir, 'a'), env }).code;
      };
      assert.notEqual(list('', ''), 0);
      assert.equal(list('off', ''), 0);
      assert.equal(list('off', 'off'), 0);
      assert.notEqual(list('off', 'go.work'), 0);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('what only the workspace provides stops the module with GOWORK=off', () => {
    const dir = mkdtempSync(join(tmpdir(), 'gp-work-'));
    try {
      unpack(parseTxtar(readFileSync(join(folder, 'gowork-hides-missing-require/hidden.txtar'), 'utf8')).files, dir);
      const list = (GOWORK: string): string => {
        const env = { GOWORK, GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
        return askGoSync(['list', '-deps', './...'], { cwd: join(dir, 'shop'), env }).stderr;
      };
      for (const path of ['example.com/lib', 'rsc.io/quote']) {
        const missing = new RegExp(`no required module provides package ${path.replaceAll('.', '\\.')}`);
        assert.match(list('off'), missing);
        assert.doesNotMatch(list(''), missing);
      }
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('a module that go.work does not list cannot be built in its folder, but with GOWORK=off', () => {
    const dir = mkdtempSync(join(tmpdir(), 'gp-work-'));
    try {
      unpack(parseTxtar(readFileSync(join(folder, 'gowork-module-unlisted/unlisted.txtar'), 'utf8')).files, dir);
      const build = (GOWORK: string): number =>
        askGoSync(['build', './...'], { cwd: join(dir, 'b'), env: { GOWORK, GOFLAGS: '' } }).code;
      assert.notEqual(build(''), 0);
      assert.equal(build('off'), 0);
      goPrints(['work', 'use', './b'], { cwd: dir });
      assert.equal(build(''), 0);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
