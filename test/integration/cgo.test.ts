import assert from 'node:assert/strict';
import { chmod, symlink } from 'node:fs/promises';
import { cgoChecks } from '../../src/engine/checks/cgo/index';
import { verifyOnDisk } from '../support/diskEngine';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly stored?: string;
  /** gcc is on PATH */
  readonly compiler?: true;
  /** checks with a finding of severity error; go must stop exactly where there is one */
  readonly errors: readonly string[];
  readonly says?: RegExp;
}

const goMod = { 'go.mod': 'module example.com/m\n\ngo 1.22\n' };
const pure = { ...goMod, 'a.go': 'package m\n' };
const cgo = { ...goMod, 'a.go': 'package m\n\n// #include <stdlib.h>\nimport "C"\n\nvar X = C.int(1)\n' };
const user = {
  ...pure,
  'c/c.go': 'package c\n\nimport "C"\n\nvar X = C.int(1)\n',
  'u/u.go': 'package u\n\nimport _ "example.com/m/c"\n',
};
const flags = (lines: string): Case['files'] => ({
  ...goMod,
  'a.go': `package m\n\n${lines.replace(/^/gm, '// ')}\nimport "C"\n\nvar X = C.int(1)\n`,
});

const cases: readonly Case[] = [
  { name: 'no compiler, imported', files: user, errors: ['cgo-auto-disabled'], says: /exclude all Go files/ },
  {
    name: 'no compiler, imported by a test alone',
    files: { ...user, 'u/u.go': 'package u\n', 'u/u_test.go': 'package u\n\nimport _ "example.com/m/c"\n' },
    errors: [],
  },
  { name: 'no compiler, a fallback', files: { ...user, 'c/n.go': '//go:build !cgo\n\npackage c\n' }, errors: [] },
  {
    name: 'another port',
    files: user,
    variables: { GOOS: 'windows' },
    compiler: true,
    errors: ['cgo-auto-disabled'],
    says: /exclude all Go files/,
  },
  { name: 'a compiler', files: user, compiler: true, errors: [] },
  { name: 'a stored CC', files: user, stored: 'CC=gcc\n', errors: ['cgo-auto-disabled'], says: /exclude all/ },
  {
    name: 'CC that is missing',
    files: cgo,
    variables: { CC: 'nosuchcc -m64' },
    errors: ['cc-missing'],
    says: /"nosuchcc" not found/,
  },
  {
    name: 'cgo on, no compiler',
    files: cgo,
    variables: { CGO_ENABLED: '1' },
    errors: ['cc-missing'],
    says: /"gcc" not found/,
  },
  {
    name: 'cgo on, no compiler, net',
    files: { ...goMod, 'a.go': 'package m\n\nimport _ "net/http"\n' },
    variables: { CGO_ENABLED: '1' },
    errors: ['cc-missing'],
    says: /"gcc" not found/,
  },
  {
    name: 'cgo on, no compiler, net without C',
    files: { ...goMod, 'a.go': 'package m\n\nimport _ "net/http"\n' },
    variables: { CGO_ENABLED: '1', GOFLAGS: '-tags=netgo' },
    errors: [],
  },
  { name: 'cgo on, no compiler, no C code', files: pure, variables: { CGO_ENABLED: '1' }, errors: [] },
  { name: 'CGO_ENABLED=yes', files: user, variables: { CGO_ENABLED: 'yes' }, compiler: true, errors: [] },
  {
    name: 'a relative CC without any C code',
    files: pure,
    variables: { CC: './cc' },
    errors: ['cc-relative'],
    says: /is relative/,
  },
  {
    name: 'a CXX that opens a quote',
    files: pure,
    variables: { CXX: "'g++" },
    errors: ['cc-relative'],
    says: /could not be parsed/,
  },
  {
    name: 'no pkg-config',
    files: flags('#cgo pkg-config: zlib'),
    compiler: true,
    errors: ['pkg-config-missing'],
    says: /executable file not found/,
  },
  {
    name: 'a blocked flag',
    files: flags('#cgo CFLAGS: -fplugin=x'),
    compiler: true,
    errors: ['cgo-flag-blocked'],
    says: /invalid flag/,
  },
  {
    name: 'a blocked flag that is allowed',
    files: flags('#cgo CFLAGS: -fno-such-flag'),
    variables: { CGO_CFLAGS_DISALLOW: '-fno.*' },
    compiler: true,
    errors: ['cgo-flag-blocked'],
    says: /invalid flag/,
  },
  {
    name: 'a blocked flag of another port',
    files: flags('#cgo windows CFLAGS: -fplugin=x\n#cgo !linux LDFLAGS: @x'),
    compiler: true,
    errors: [],
  },
  {
    name: 'a blocked flag under linux && amd64',
    files: flags('#cgo linux&&!arm CFLAGS: @x'),
    compiler: true,
    errors: ['cgo-flag-blocked'],
    says: /invalid flag/,
  },
  {
    name: 'usual flags',
    files: flags(
      '#cgo CFLAGS: -I${SRCDIR} -DA=1 -O2 -Wall -g -std=c11 -pthread\n#cgo LDFLAGS: -lm -L. -Wl,--as-needed -Wl,-rpath,/x "-L/with space"',
    ),
    compiler: true,
    errors: [],
  },
  {
    name: 'an argument that looks like a flag',
    files: flags('#cgo LDFLAGS: -framework -weird'),
    compiler: true,
    errors: ['cgo-flag-blocked'],
    says: /invalid flag/,
  },
];

describe('cgo before the real go', () => {
  const goroot = realGoroot();
  let folder: TemporaryFolder;

  before(async function () {
    if (goroot === undefined || process.platform !== 'linux') skip(this, 'needs go on Linux');
    const { code } = await askGo(['env', 'GOROOT'], {
      goroot,
      cwd: '/',
      variables: { PATH: '/usr/bin:/bin', HOME: '/tmp' },
    });
    if (code !== 0) skip(this, 'needs go');
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ 'bin/keep': '', 'home/keep': '' });
  });
  afterEach(() => folder.remove());

  for (const each of cases) {
    it(each.name, async () => {
      const { files, stored, compiler, variables = {} } = each;
      for (const [name, text] of Object.entries(files)) await folder.write({ [`m/${name}`]: text });
      if (stored !== undefined) await folder.write({ 'home/.config/go/env': stored });
      for (const program of compiler ? ['gcc', 'as', 'ld'] : [])
        await symlink(`/usr/bin/${program}`, folder.at(`bin/${program}`));
      await chmod(folder.at('bin'), 0o755);
      const environment = {
        HOME: folder.at('home'),
        PATH: `${goroot}/bin:${folder.at('bin')}`,
        GOTOOLCHAIN: 'local',
        GOPROXY: 'off',
        GOCACHE: '/tmp/go-preflight-cgo-test-cache',
        ...variables,
      };
      const result = await verifyOnDisk(folder.at('m'), cgoChecks, environment);
      const errors = result.findings.filter(({ severity }) => severity === 'error').map(({ check }) => check);
      assert.deepEqual([...new Set(errors)], each.errors);
      const go = await askGo(['build', './...'], { goroot, cwd: folder.at('m'), variables: environment });
      assert.equal(go.code !== 0, each.errors.length > 0, go.output);
      if (each.says) assert.match(go.output, each.says);
    });
  }
});
