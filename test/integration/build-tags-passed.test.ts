import { equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildTagsChecks } from '../../src/engine/checks/build-tags/index';
import { verifyOnDisk } from '../support/diskEngine';
import { goPrints, needGo } from '../support/realGo';

/** A command with -tags, what is said of it, and what go does with it. */
interface Passed {
  readonly command: string;
  readonly check: string;
  /** what go says where it stops */
  readonly stops?: RegExp;
  /** else the files that it takes, beside a.go */
  readonly takes?: readonly string[];
}

const cases: readonly Passed[] = [
  { command: "go build -tags 'unit, debug' .", check: 'tags-separator', stops: /space-separated list contains comma/ },
  { command: "go vet -tags 'unit, debug' .", check: 'tags-separator', stops: /space-separated list contains comma/ },
  { command: "go list -tags 'unit, debug' -f '{{.GoFiles}}' .", check: 'tags-separator', takes: ['debug.go'] },
  {
    command: "go list -tags 'unit debug' -f '{{.GoFiles}}' .",
    check: 'tags-separator',
    takes: ['debug.go', 'unit.go'],
  },
  { command: "GOFLAGS='-tags=unit debug' go build .", check: 'tags-separator', stops: /non-flag "debug"/ },
  { command: 'go build -tags unit debug .', check: 'tags-separator', stops: /debug is not in std/ },
  { command: "go list -tags unit+debug -f '{{.GoFiles}}' .", check: 'tags-invalid-name', takes: [] },
  { command: "go list -tags '!debug' -f '{{.GoFiles}}' .", check: 'tags-invalid-name', takes: [] },
  { command: "go list -tags unit -tags debug -f '{{.GoFiles}}' .", check: 'tags-overridden', takes: ['debug.go'] },
  {
    command: "GOFLAGS=-tags=unit go list -tags debug -f '{{.GoFiles}}' .",
    check: 'tags-overridden',
    takes: ['debug.go'],
  },
  { command: 'go build -tags windows .', check: 'tags-collide-with-environment', stops: /redeclared/ },
  { command: 'go build -tags ignore .', check: 'tags-ignore', stops: /found packages/ },
  { command: "go list -tags debgu -f '{{.GoFiles}}' .", check: 'tag-passed-but-unused', takes: [] },
  { command: "go list -tags nothing_here -f '{{.GoFiles}}' .", check: 'tag-passed-but-unused', takes: [] },
];

const files = {
  'go.mod': 'module shop.example/m\n\ngo 1.21\n',
  'a.go': 'package m\n',
  'unit.go': '//go:build unit\n\npackage m\n',
  'debug.go': '//go:build debug\n\npackage m\n',
  'sys_linux.go': 'package m\n\nconst system = 1\n',
  'sys_windows.go': 'package m\n\nconst system = 2\n',
  'gen.go': '//go:build ignore\n\npackage main\n\nfunc main() {}\n',
};

describe('values of -tags, judged by the installed Go', () => {
  let work = '';

  before(function () {
    needGo(this);
    work = realpathSync(mkdtempSync(path.join(tmpdir(), 'passed-tags-')));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(work, name), text);
  });

  after(() => {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  for (const { command, check, stops, takes } of cases) {
    it(`${check}: ${command}`, async () => {
      writeFileSync(path.join(work, 'Makefile'), `all:\n\t${command}\n`);
      const { findings } = await verifyOnDisk(work, buildTagsChecks, process.env, 'offline');
      const told = findings.filter(({ location }) => location?.file.endsWith('/Makefile'));
      ok(
        told.some((finding) => finding.check === check),
        JSON.stringify(told.map((finding) => finding.message)),
      );
      const env = { ...process.env, GOOS: 'linux', GOFLAGS: '', GOTOOLCHAIN: 'local', GOPROXY: 'off' };
      const run = spawnSync('sh', ['-c', command], { cwd: work, env, encoding: 'utf8', timeout: 600_000 });
      if (stops) {
        match(run.stderr, stops);
        ok(run.status !== 0);
      } else {
        equal(run.status, 0, run.stderr);
        equal(run.stdout.trim(), `[${['a.go', 'sys_linux.go', ...(takes ?? [])].toSorted().join(' ')}]`);
      }
    });
  }
});

describe('tags that only a dependency names, judged by the installed Go', () => {
  const tree = {
    'm/go.mod':
      'module shop.example/m\n\ngo 1.21\n\nrequire shop.example/dep v1.0.0\n\nreplace shop.example/dep => ../dep\n',
    'm/a.go': 'package m\n\nimport _ "shop.example/dep/used"\n',
    'dep/go.mod': 'module shop.example/dep\n\ngo 1.21\n',
    'dep/used/u.go': 'package used\n',
    'dep/used/wasm.go': '//go:build with_wasm\n\npackage used\n',
  };
  let work = '';

  before(function () {
    needGo(this);
    work = realpathSync(mkdtempSync(path.join(tmpdir(), 'passed-dependency-')));
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
      writeFileSync(path.join(work, name), text);
    }
  });

  after(() => {
    if (work !== '') rmSync(work, { recursive: true, force: true });
  });

  function filesWith(tags: string): string {
    const env = { GOFLAGS: '', GOTOOLCHAIN: 'local', GOPROXY: 'off', GOWORK: 'off' };
    const args = ['list', '-deps', `-tags=${tags}`, '-f', '{{.ImportPath}} {{.GoFiles}}', '.'];
    return goPrints(args, { cwd: path.join(work, 'm'), env });
  }

  for (const [tag, changes] of [
    ['with_wasm', true],
    ['with_wams', false],
    ['of_nobody', false],
  ] as const) {
    it(`${tag} ${changes ? 'changes' : 'does not change'} what go builds`, async () => {
      writeFileSync(path.join(work, 'm', 'Makefile'), `all:\n\tgo build -tags ${tag} .\n`);
      const { findings } = await verifyOnDisk(path.join(work, 'm'), buildTagsChecks, process.env, 'offline');
      const told = findings.some(({ check }) => check === 'tag-passed-but-unused');
      equal(told, !changes);
      equal(filesWith(tag) !== filesWith(''), changes);
    });
  }
});
