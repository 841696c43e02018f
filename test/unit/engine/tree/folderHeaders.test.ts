import assert from 'node:assert/strict';
import { FolderHeaderReader, type FolderHeaders } from '../../../../src/engine/index';
import { MemoryFiles } from '../../../support/memoryPorts';
import { memoryTreeReader } from '../../../support/memoryTree';

function read(files: Readonly<Record<string, string>>, prepare?: (files: MemoryFiles) => void): FolderHeaders {
  const memory = new MemoryFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`/m/${name}`, text])));
  prepare?.(memory);
  return new FolderHeaderReader(memoryTreeReader(memory)).read('/m');
}

function told({ files }: FolderHeaders): readonly string[] {
  return files.map(({ name, imports }) => [name, ...imports].join(' '));
}

describe('the headers of one folder', () => {
  it('tell of files that every build takes the first, and what the others add', () => {
    const headers = read({
      'a.go': 'package m\n\nimport "x"\n',
      'b.go': 'package m\n\nimport (\n\t"x"\n\t"y"\n)\n',
      'c.go': 'package m\n\nimport "y"\n',
      'd_linux.go': 'package m\n\nimport "x"\n',
      'below/e.go': 'package below\n',
    });
    assert.deepEqual(told(headers), ['a.go x', 'b.go y', 'd_linux.go x']);
    assert.equal(headers.isPackage, true);
  });

  it('tell of no test, of no file that go passes over, and of one that imports nothing', () => {
    const headers = read({
      'a_test.go': 'package m\n',
      '_b.go': 'package m\n',
      '.c.go': 'package m\n',
      'd.s': '',
      'e.go': 'package m\n',
    });
    assert.deepEqual(told(headers), ['e.go']);
  });

  it('keep constraints, cgo and documentation apart', () => {
    const headers = read({
      'a.go': 'package documentation\n',
      'b.go': '//go:build linux\n\npackage m\n',
      'c.go': 'package m\n\nimport "C"\n',
    });
    const seen = headers.files.map(({ name, packageName, cgo, constraints }) => [
      name,
      packageName,
      cgo,
      ...constraints.goBuild,
    ]);
    assert.deepEqual(seen, [
      ['a.go', 'documentation', false],
      ['b.go', 'm', false, '//go:build linux'],
      ['c.go', 'm', true],
    ]);
  });

  it('are read whole where the start of a file does not tell', () => {
    const headers = read({ 'a.go': `// ${'x'.repeat(9000)}\n//go:build linux\n\npackage m\n` });
    assert.deepEqual(headers.files[0]?.constraints.goBuild, ['//go:build linux']);
  });

  it('name files that nobody may read, and follow links to files', () => {
    const headers = read({ 'a.go': 'package m\n', 'real.txt': 'package m\n\nimport "x"\n' }, (files) => {
      files.unreadable.add('/m/a.go');
      files.links.set('/m/b.go', '/m/real.txt');
    });
    assert.deepEqual(headers.unread, ['a.go']);
    assert.deepEqual(told(headers), ['b.go x']);
  });

  it('of a folder that is not there, or holds tests of nothing but names, are none', () => {
    assert.deepEqual(read({ 'x/a.go': 'package x\n' }), { isPackage: false, files: [], unread: [] });
    assert.equal(read({ 'a_test.go': 'package m\n' }).isPackage, true);
  });
});
