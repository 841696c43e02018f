import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mainUndeclaredInConfiguration } from '../../src/engine/checks/build-tags/main-undeclared-in-configuration';
import type { Finding } from '../../src/engine/index';
import { unpackArchive } from '../support/archiveOnDisk';
import { findingsOnDisk } from '../support/engineOnDisk';
import { askGoSync, needGo, offline } from '../support/realGo';

const fixtures = join(process.cwd(), 'test/fixtures/checks/build-tags/main-undeclared-in-configuration');
const undeclared = /function main is undeclared in the main package/;

describe('programs without main in some builds, judged by the real go', () => {
  let work = '';

  before(function () {
    needGo(this);
    work = mkdtempSync(join(tmpdir(), 'programs-'));
  });
  after(() => {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  const unpacked = (name: string): string => {
    const dir = mkdtempSync(join(work, 'fixture-'));
    unpackArchive(readFileSync(join(fixtures, name), 'utf8'), dir);
    return dir;
  };
  const go = (dir: string, env: Record<string, string>, args: readonly string[]): { code: number; stderr: string } =>
    askGoSync(args, { cwd: dir, env: { ...offline, CGO_ENABLED: '0', ...env } });

  it('the linker says it of every finding in the fixtures, and of none once its fix is applied', async () => {
    let judged = 0;
    for (const name of readdirSync(fixtures)) {
      const dir = unpacked(name);
      for (const finding of await findingsOnDisk(dir, [mainUndeclaredInConfiguration])) {
        judged++;
        const folder = dirname(finding.location?.file ?? dir);
        const build = (): { code: number; stderr: string } =>
          go(folder, environmentOf(finding), ['build', '-o', join(work, 'program'), '.']);
        match(build().stderr, undeclared, `${name}: ${folder}`);
        const [fix] = finding.fixes;
        const edit = fix?.kind === 'edit' ? fix.edits[0] : undefined;
        if (edit?.kind !== 'create') continue;
        writeFileSync(edit.file, edit.text);
        equal(build().stderr, '', `${name}: ${edit.file}`);
      }
    }
    ok(judged >= 8, `${judged} findings`);
  });

  it('go build and go install link each program among their packages; go vet, go test and go list none', () => {
    const dir = unpacked('all-packages.txtar');
    const windows = { GOOS: 'windows', GOARCH: 'amd64', GOPATH: join(work, 'gopath') };
    const into = ['-o', `${join(work, 'bin')}/`];
    for (const args of [
      ['build', './cmd/agent'],
      ['build', './cmd/agent', './cmd/both'],
      ['build', './cmd/agent', './lib'],
      ['build', './...'],
      ['build', ...into, './...'],
      ['build', '-buildmode=pie', './cmd/agent'],
      ['install', './cmd/agent'],
      ['install', './...'],
    ])
      match(go(dir, windows, args).stderr, undeclared);
    for (const args of [
      ['vet', './...'],
      ['test', '-c', ...into, './cmd/agent'],
      ['list', './...'],
      ['build', '-n', './cmd/agent'],
      ['build', ...into, './cmd/both', './lib'],
      // One that is left out whole is passed over.
      ['build', './cmd/both', './cmd/whole/...'],
    ])
      equal(go(dir, windows, args).code, 0, args.join(' '));
  });

  it('other kinds of programs need a main too, but for plugins', () => {
    const dir = join(work, 'kinds');
    unpackArchive('\n-- go.mod --\nmodule m\n\ngo 1.26\n-- lib.go --\npackage main\n\nfunc Serve() {}\n', dir);
    const asked = ['exe', 'pie', 'c-archive', 'c-shared', 'plugin'].map((mode) => {
      const args = ['build', `-buildmode=${mode}`, '-o', join(work, 'out'), '.'];
      return [mode, undeclared.test(go(dir, { GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '1' }, args).stderr)];
    });
    deepEqual(Object.fromEntries(asked), { exe: true, pie: true, 'c-archive': true, 'c-shared': true, plugin: false });
  });

  it('a function that is linked by that name is a main; one in assembly, a method or a test is none', () => {
    const dir = join(work, 'others');
    const linkname = 'import _ "unsafe"\n\n//go:linkname run main.main\nfunc run() {}\n';
    const files = [
      ['linkname/a.go', `package main\n\n${linkname}`],
      ['linkname/a.s', ''],
      ['assembly/a.go', 'package main\n\nfunc other() {}\n'],
      ['assembly/a.s', 'TEXT ·main(SB), 4, $0-0\n\tRET\n'],
      ['method/a.go', 'package main\n\ntype t int\n\nfunc (t) main() {}\n'],
      ['tested/a.go', 'package main\n'],
      ['tested/a_test.go', 'package main\n\nfunc main() {}\n'],
    ];
    const archive = files.map(([name, text]) => `-- ${name} --\n${text}`).join('');
    unpackArchive(`\n-- go.mod --\nmodule m\n\ngo 1.26\n${archive}`, dir);
    const found = ['linkname', 'assembly', 'method', 'tested'].filter((name) => {
      const target = { GOOS: 'linux', GOARCH: 'amd64' };
      return !undeclared.test(go(dir, target, ['build', '-o', join(work, 'out'), `./${name}`]).stderr);
    });
    deepEqual(found, ['linkname']);
  });
});

/** One of the finding's builds. */
function environmentOf({ targets = [] }: Finding): Record<string, string> {
  const [port = '', ...words] = (targets[0] ?? '').split(',');
  const [goos = '', goarch = ''] = port.split('/');
  return { GOOS: goos, GOARCH: goarch, CGO_ENABLED: words.includes('cgo') ? '1' : '0' };
}
