import assert from 'node:assert/strict';
import { buildChecks } from '../../src/engine/checks/build/index';
import { verifyOnDisk } from '../support/diskEngine';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

const embedding = (pattern: string, clause = 'package m'): string =>
  `${clause}\n\nimport "embed"\n\n//go:embed ${pattern}\nvar F embed.FS\n`;

/** What go vet says where it stops, and then we say so too; undefined: both have nothing to say. */
const cases: readonly (readonly [name: string, files: Readonly<Record<string, string>>, says: RegExp | undefined])[] = [
  ['a file', { 'a.go': embedding('a.txt'), 'a.txt': '' }, undefined],
  ['a folder', { 'a.go': embedding('web'), 'web/a/b.txt': '' }, undefined],
  ['a quoted name', { 'a.go': embedding('"a b.txt"'), 'a b.txt': '' }, undefined],
  ['hidden files, asked for', { 'a.go': embedding('all:web'), 'web/.a': '' }, undefined],
  ['another port', { 'a.go': 'package m\n', 'a_plan9.go': embedding('gone') }, undefined],
  ['another tag', { 'a.go': 'package m\n', 'b.go': `//go:build prod\n\n${embedding('gone')}` }, undefined],
  ['no import of embed', { 'a.go': 'package m\n\n// go:embed gone\nvar F string\n' }, undefined],
  ['no file', { 'a.go': embedding('gone.txt') }, /no matching files found/],
  ['behind code', { 'a.go': 'package m\n\nimport _ "embed"\n\nvar F string //go:embed gone\n' }, /no matching files/],
  ['no match', { 'a.go': embedding('web/*.html'), 'web/a.txt': '' }, /no matching files found/],
  ['one of two', { 'a.go': embedding('a.txt b.txt'), 'a.txt': '' }, /b\.txt: no matching files found/],
  ['in a test', { 'a.go': 'package m\n', 'a_test.go': embedding('gone') }, /no matching files found/],
  ['hidden files', { 'a.go': embedding('web'), 'web/.a': '', 'web/_b': '' }, /no embeddable files/],
  ['a folder among matches', { 'a.go': embedding('web/*'), 'web/a': '', 'web/b/.c': '' }, /no embeddable files/],
  ['a folder above', { 'sub/a.go': embedding('../a.txt'), 'a.txt': '' }, /invalid pattern syntax/],
  ['from here', { 'a.go': embedding('./a.txt'), 'a.txt': '' }, /invalid pattern syntax/],
  ['an open bracket', { 'a.go': embedding('[a') }, /invalid pattern syntax/],
];

describe('embed-no-files, before the real go', () => {
  const goroot = realGoroot() ?? '';

  before(function () {
    if (goroot === '') skip(this, 'needs go');
  });

  for (const [name, files, says] of cases) {
    it(name, async () => {
      const folder = await TemporaryFolder.create({ 'go.mod': 'module example.com/m\n\ngo 1.22\n', ...files });
      try {
        const variables = { ...process.env, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', GOWORK: 'off' };
        const { findings } = await verifyOnDisk(folder.path, buildChecks, variables);
        const ours = findings.filter(({ check }) => check === 'embed-no-files');
        const go = await askGo(['list', '-deps', '-test', './...'], { goroot, cwd: folder.path, variables });
        assert.equal(go.code !== 0, says !== undefined, go.output);
        assert.equal(ours.length, says ? 1 : 0);
        if (says) assert.match(go.output, says);
      } finally {
        await folder.remove();
      }
    });
  }
});
