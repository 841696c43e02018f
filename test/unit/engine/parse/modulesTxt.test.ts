import * as assert from 'node:assert/strict';
import { parseModulesTxt } from '../../../../src/engine/parse/modulesTxt';

describe('parseModulesTxt', () => {
  it('reads modules, annotations, packages and replacements', () => {
    const read = parseModulesTxt(
      [
        '# golang.org/x/text v0.3.0 => ../text',
        '## explicit; go 1.17',
        'golang.org/x/text/language',
        'golang.org/x/text/internal/tag',
        '# rsc.io/quote v1.5.2 => example.com/quote v1.5.3',
        '## explicit',
        '# rsc.io/sampler v1.3.0',
        '## go 1.20',
        '# rsc.io/all => ./all',
        '',
      ].join('\n'),
    );
    assert.deepEqual(read.skipped, []);
    assert.equal(read.workspace, false);
    assert.deepEqual(
      read.modules.map(({ path, version, replacement, explicit, goVersion }) => [
        path,
        version,
        replacement,
        explicit,
        goVersion,
      ]),
      [
        ['golang.org/x/text', 'v0.3.0', { path: '../text', version: '' }, true, '1.17'],
        ['rsc.io/quote', 'v1.5.2', { path: 'example.com/quote', version: 'v1.5.3' }, true, undefined],
        ['rsc.io/sampler', 'v1.3.0', undefined, false, '1.20'],
        ['rsc.io/all', '', { path: './all', version: '' }, false, undefined],
      ],
    );
    assert.deepEqual(read.modules[0]?.packages, [
      { path: 'golang.org/x/text/language', line: 2, column: 0 },
      { path: 'golang.org/x/text/internal/tag', line: 3, column: 0 },
    ]);
    const [first] = read.modules;
    assert.deepEqual([first?.line, first?.column, first?.endColumn, first?.explicitLine], [0, 2, 37, 1]);
  });

  it('takes the union of annotations over several lines and accepts CR', () => {
    const [module] = parseModulesTxt('# a v1.0.0\r\n## explicit; later\r\n## go 1.21\r\na/b\r\n').modules;
    assert.deepEqual([module?.explicit, module?.goVersion, module?.packages[0]?.path], [true, '1.21', 'a/b']);
  });

  it('knows a vendored workspace by its first line alone', () => {
    assert.equal(parseModulesTxt('## workspace\n# a v1.0.0\n').workspace, true);
    assert.equal(parseModulesTxt('## x; workspace ; y\n').workspace, true);
    assert.equal(parseModulesTxt('# a v1.0.0\n## workspace\n').workspace, false);
    assert.deepEqual(parseModulesTxt('## workspace\n# a v1.0.0\n').skipped, []);
  });

  it('says which lines go skips', () => {
    const read = parseModulesTxt(
      [
        'early/package',
        '# a v1.0.0',
        '<<<<<<< HEAD',
        '=======',
        'a/one two',
        '# note',
        'a/good',
        '# b one',
        'b/lost',
        '# c v1.0.0 => d latest',
        'c/kept',
      ].join('\n'),
    );
    assert.deepEqual(
      read.skipped.map(({ line, text }) => [line, text]),
      [
        [0, 'early/package'],
        [2, '<<<<<<< HEAD'],
        [3, '======='],
        [4, 'a/one two'],
        [5, '# note'],
        [7, '# b one'],
        [8, 'b/lost'],
        [9, '# c v1.0.0 => d latest'],
      ],
    );
    assert.deepEqual(
      read.modules.map((module) => [module.path, module.packages.map((one) => one.path)]),
      [
        ['a', ['a/good']],
        ['c', ['c/kept']],
      ],
    );
  });
});
