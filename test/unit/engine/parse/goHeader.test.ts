import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  constraintLinesOf,
  parseForeignHeader,
  parseGoHeader,
  type GoHeader,
} from '../../../../src/engine/parse/goHeader';

/** Each constraint as `form place text`. */
function shapes(header: Pick<GoHeader, 'constraints'>): string[] {
  return header.constraints.map((line) => `${line.form} ${line.place} ${line.text}`);
}

const cases: readonly (readonly [title: string, source: string, expected: readonly string[]])[] = [
  ['nothing', 'package x\n', []],
  ['a line right above package', '//go:build a\npackage x\n', ['go:build honoured //go:build a']],
  ['the end of the file', '//go:build a', ['go:build honoured //go:build a']],
  ['CRLF', '//go:build a\r\n\r\npackage x\r\n', ['go:build honoured //go:build a']],
  ['a byte order mark', '\uFEFF//go:build a\npackage x\n', ['go:build honoured //go:build a']],
  ['indentation', '\t //go:build a\npackage x\n', ['go:build honoured //go:build a']],
  ['exotic space', '\u00a0\u2003//go:build\u00a0a\u0085\npackage x\n', ['go:build honoured //go:build\u00a0a']],
  ['below a block comment', '/* c\n */\n//go:build a\npackage x\n', ['go:build honoured //go:build a']],
  ['beside a block comment', '/**/ //go:build a\npackage x\n', ['go:build beside-block-comment //go:build a']],
  ['behind the end of a block', '/*\n*/ //go:build a\npackage x\n', ['go:build beside-block-comment //go:build a']],
  ['in a block comment', '/*\n  //go:build a\n*/\npackage x\n', ['go:build in-block-comment //go:build a']],
  ['in a block comment below', 'package x\n/*\n//go:build a\n*/\n', []],
  ['below package', 'package x\n\n//go:build a\nvar y int\n', ['go:build after-code //go:build a']],
  ['beside package', 'package x //go:build a\n', ['go:build after-code //go:build a']],
  ['far below', 'package x\n\nvar y = "s"\n//go:build a\n', ['go:build after-code //go:build a']],
  ['in strings', 'package x\nvar y = `\n//go:build a\n` + "//go:build b" + \'"\'\n', []],
  [
    'several',
    '//go:build a\n//go:build b\npackage x\n',
    ['go:build honoured //go:build a', 'go:build honoured //go:build b'],
  ],
  ['other words', '//go:generate x\n//go:embed y\n// building\npackage x\n', []],
  ['+build', '// +build a\n\npackage x\n', ['+build honoured // +build a']],
  ['+build without space', '//+build a\n\npackage x\n', ['+build honoured //+build a']],
  ['glued +build', '// +build a\npackage x\n', ['+build glued // +build a']],
  [
    'half glued +build',
    '// +build a\n\n// +build b\npackage x\n',
    ['+build honoured // +build a', '+build glued // +build b'],
  ],
  ['+build below a block comment', '/* c */\n\n// +build a\n\npackage x\n', ['+build after-block-comment // +build a']],
  [
    '+build in a block comment',
    '/*\n+build a\n// +build b\n*/\n\npackage x\n',
    ['+build in-block-comment // +build b'],
  ],
  ['+build below package', 'package x\n\n// +build a\n\n', ['+build after-code // +build a']],
  [
    'both',
    '//go:build a\n// +build a\n\npackage x\n',
    ['go:build honoured //go:build a', '+build honoured // +build a'],
  ],
  ['a space', '// go:build a\npackage x\n', ['near-miss honoured // go:build a']],
  ['a colon', '//go:build: a\npackage x\n', ['near-miss honoured //go:build: a']],
  ['capitals', '//Go:Build a\npackage x\n', ['near-miss honoured //Go:Build a']],
  ['three slashes', '///go:build a\npackage x\n', ['near-miss honoured ///go:build a']],
  ['swapped letters', '//go:biuld a\npackage x\n', ['near-miss honoured //go:biuld a']],
  ['a plus too late', '// build +a\n\npackage x\n', ['near-miss honoured // build +a']],
  ['prose', '// build tags combined by ||, && and ! operators\n// builds it\n// build it\npackage x\n', []],
  ['an expression behind a word of prose', '// build a || b\npackage x\n', ['near-miss honoured // build a || b']],
  ['an example in documentation', '//\tgo:build a\n//  go:build a\npackage x\n', []],
  ['a near miss without an expression', '//go:biuld a b\n//go:biuld\npackage x\n', []],
  ['a near miss below', 'package x\n// go:build a\n', []],
  [
    'no package clause',
    '//go:build a\nfunc f() {}\n//go:build b\n',
    ['go:build honoured //go:build a', 'go:build after-code //go:build b'],
  ],
  [
    'an unterminated comment',
    '//go:build a\n/* c\n//go:build b\n',
    ['go:build honoured //go:build a', 'go:build in-block-comment //go:build b'],
  ],
];

describe('the header of a Go file', () => {
  for (const [title, source, expected] of cases) {
    it(`places constraints: ${title}`, () => deepEqual(shapes(parseGoHeader(source)), expected));
  }

  it('gives the expression and the marker exact places, in UTF-16 units', () => {
    const [line] = parseGoHeader('/* 𝔾 */\n\t//go:build  (a || 𝔾)  \npackage x\n').constraints;
    deepEqual(line?.range, { start: { line: 1, column: 1 }, end: { line: 1, column: 22 } });
    deepEqual(line?.markerRange, { start: { line: 1, column: 1 }, end: { line: 1, column: 11 } });
    deepEqual(line?.expression, {
      text: '(a || 𝔾)',
      start: { line: 1, column: 13 },
      end: { line: 1, column: 22 },
    });
    const [plus] = parseGoHeader('\uFEFF//  +build a b\n\npackage x\n').constraints;
    deepEqual(plus?.markerRange, { start: { line: 0, column: 0 }, end: { line: 0, column: 10 } });
    deepEqual(plus?.expression, { text: 'a b', start: { line: 0, column: 11 }, end: { line: 0, column: 14 } });
  });

  it('reads package clause and imports with their places', () => {
    const header = parseGoHeader(
      '// c\npackage /* c */ shop; import "fmt"\nimport (\n\ta "x/a" // c\n\t. `x/b`;\t_ "x/\\x63"\n)\nimport\n"C"\nvar x = 1\n',
    );
    deepEqual(header.packageClause, {
      name: 'shop',
      range: { start: { line: 1, column: 16 }, end: { line: 1, column: 20 } },
      clauseRange: { start: { line: 1, column: 0 }, end: { line: 1, column: 20 } },
    });
    deepEqual(
      header.imports.map(({ path, name, range }) => [
        path,
        name?.text,
        range.start.line,
        range.start.column,
        range.end.column,
      ]),
      [
        ['fmt', undefined, 1, 29, 34],
        ['x/a', 'a', 3, 3, 8],
        ['x/b', '.', 4, 3, 8],
        ['x/c', '_', 4, 12, 20],
        ['C', undefined, 7, 0, 3],
      ],
    );
    deepEqual(header.problems, []);
  });

  it('keeps what it read before a syntax error', () => {
    const kinds = (source: string | Uint8Array): [string[], string[]] => {
      const { imports, problems } = parseGoHeader(source);
      return [imports.map(({ path }) => path), problems.map(({ kind }) => kind)];
    };
    deepEqual(kinds(''), [[], ['no-package-clause']]);
    deepEqual(kinds('pack'), [[], ['no-package-clause']]);
    deepEqual(kinds('packages x'), [[], ['no-package-clause']]);
    deepEqual(kinds('package'), [[], ['no-package-clause']]);
    deepEqual(kinds('package x\nimport "a"\nimport b\nimport "c"\n'), [['a'], ['import-syntax']]);
    deepEqual(kinds('package x\nimport (\n"a"\n'), [['a'], ['import-syntax']]);
    deepEqual(kinds('package x\nimport "a"\nimport "b\n'), [['a'], ['unterminated-string']]);
    deepEqual(kinds('package x\nimport `b\n'), [[], ['unterminated-string']]);
    deepEqual(kinds('package x\nimport ""\nimport "a b"\nimport "c"\n'), [
      ['', 'a b', 'c'],
      ['import-path', 'import-path'],
    ]);
    deepEqual(kinds('package x /* c'), [[], ['unterminated-comment']]);
    deepEqual(kinds('package x\n\0'), [[], ['nul']]);
    deepEqual(kinds('package x\n\uFEFFimport "a"'), [[], ['byte-order-mark']]);
    deepEqual(kinds(Uint8Array.of(0xff, 0xfe, 0x70, 0)), [[], ['utf-16', 'no-package-clause']]);
    deepEqual(kinds(new Uint8Array([...new TextEncoder().encode('package x\n// '), 0xff])), [[], ['invalid-utf-8']]);
  });

  it('reads the preamble of cgo', () => {
    const header = parseGoHeader(
      'package x\n\n// not this\n\n// #cgo linux,amd64 windows LDFLAGS: -lm -L.\n/*\n #cgo pkg-config: png\n#include <a.h>\n#cgo noescape f\n*/\nimport "C"\n',
    );
    const preamble = header.imports[0]?.preamble;
    deepEqual(preamble?.range, { start: { line: 4, column: 0 }, end: { line: 9, column: 2 } });
    deepEqual(
      preamble.directives.map(({ conditions, verb, value }) => [conditions.map(({ text }) => text), verb, value]),
      [
        [['linux,amd64', 'windows'], 'LDFLAGS', '-lm -L.'],
        [[], 'pkg-config', 'png'],
        [[], '', ''],
      ],
    );
    deepEqual(preamble.directives[0]?.conditions[1]?.range, {
      start: { line: 4, column: 20 },
      end: { line: 4, column: 27 },
    });
  });

  it('takes as preamble what go/parser takes', () => {
    const has = (source: string): boolean =>
      parseGoHeader(source).imports.some(({ preamble }) => preamble !== undefined);
    ok(has('package x\n// #cgo A: b\nimport "C"\n'));
    ok(has('package x\n// #cgo A: b\nimport (\n"C"\n)\n'), 'above a list of one');
    ok(has('package x\nimport (\n"fmt"\n// #cgo A: b\n"C"\n)\n'));
    ok(!has('package x\n// #cgo A: b\nimport (\n"fmt"\n"C"\n)\n'), 'above a list of two');
    ok(!has('package x\n// #cgo A: b\n\nimport "C"\n'), 'a blank line between');
    ok(!has('package x // #cgo A: b\nimport "C"\n'), 'beside other code');
  });

  it('honours only leading comments of C and assembly files', () => {
    const lines = parseForeignHeader('/* c */\n//go:build a\n#include "a"\n//go:build b\n');
    deepEqual(shapes({ constraints: lines }), ['go:build honoured //go:build a', 'go:build after-code //go:build b']);
    equal(parseForeignHeader("TEXT '`'\n// +build x").length, 1);
  });

  it('tells the scan what go honours', () => {
    const of = (source: string): unknown => constraintLinesOf(parseGoHeader(source).constraints);
    deepEqual(of('//go:build a\n// +build a\n\npackage x\n'), {
      goBuild: ['//go:build a'],
      plusBuild: ['// +build a'],
      suspicious: false,
    });
    deepEqual(of('package x\n//go:build a\n'), { goBuild: [], plusBuild: [], suspicious: true });
  });

  it('takes time that grows with the length only', () => {
    parseGoHeader('/**/'.repeat(500_000) + 'package x');
    parseGoHeader(`package x\n${'/*'.repeat(500_000)}`);
    parseGoHeader(`package x\n${'// +build x\n'.repeat(100_000)}import "C"`);
    parseGoHeader(`//${' '.repeat(2_000_000)}go:build x\npackage x`);
    parseGoHeader(`package x\nimport "${'\\'.repeat(2_000_000)}`);
  });
});
