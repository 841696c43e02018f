import { deepEqual, equal, ok } from 'node:assert/strict';
import { comparePositions, type GoFile } from '../../../../src/engine/index';
import { constraintLinesOf, parseGoHeader } from '../../../../src/engine/parse/goHeader';
import { summarizeGoHeader, summarizeOtherHeader } from '../../../../src/engine/parse/goHeaderSummary';
import { HeaderNames } from '../../../../src/engine/parse/headerNames';
import { noConstraints } from '../../../../src/engine/parse/headerTable';

const encoder = new TextEncoder();

function summarize(source: string, whole = true, names = new HeaderNames(), open = false): GoFile | undefined {
  const content = encoder.encode(source);
  const { length } = content;
  // Bytes of another file behind the end must not be seen.
  const bytes = new Uint8Array(length + 16).fill(0x2f);
  bytes.set(content);
  const text = (count: number): string =>
    Array.from(bytes.subarray(0, count), (byte) => String.fromCharCode(byte)).join('');
  const header = summarizeGoHeader({ bytes, length, whole, open, text }, names);
  return header && names.table.goFile('x.go', header);
}

/** What the exact parser says, in the summary's form. */
function exactly(source: string): GoFile {
  const { packageClause, imports, constraints: all, problems, end } = parseGoHeader(source);
  // For a NUL byte or a byte order mark in the header go refuses the file.
  const isRefused = problems.some(
    ({ kind, range }) => (kind === 'nul' || kind === 'byte-order-mark') && comparePositions(range.start, end) <= 0,
  );
  // The scan does not look below the header for anything but directives, and those only in the first kilobyte.
  const constraints = source.slice(0, 1024).includes('//go:build ')
    ? all
    : all.filter(({ place, range }) => place !== 'after-code' || comparePositions(range.start, end) < 0);
  const paths = imports.map(({ path }) => path);
  return {
    name: 'x.go',
    packageName: isRefused ? '' : (packageClause?.name ?? ''),
    imports: [...new Set(paths.filter((path) => path !== 'C'))],
    cgo: paths.includes('C'),
    constraints: isRefused ? { ...constraintLinesOf(constraints), suspicious: true } : constraintLinesOf(constraints),
  };
}

const sources: readonly string[] = [
  '',
  'package x',
  'package x\n',
  'package  x;import"a"',
  '\uFEFFpackage x\n',
  'package é\n',
  'package x\r\n\r\nimport (\r\n\t"a"\r\n\tb "c"\r\n)\r\n',
  'package x\nimport "C"\nimport "a"\nimport "a"\nimport `b`\nimport "\\x63"\n',
  'package x\nimport (\n\t. "a" // "n"\n\t_ /* "m" */ "b"\n);import c "d"\nimport "é/f"\nvar x = "g"\nimport "late"\n',
  'package x\nimporter "a"\n',
  'package x\nimport "a\nimport "b"\n',
  'package x\nimport ("a"; 5)\n',
  'packagex\nimport "a"\n',
  '// Copyright\n\n//go:build linux && !cgo\n// +build linux,!cgo\n\n// Package x builds.\npackage x\n\nimport "fmt"\n',
  '//go:build a\n//go:build b\npackage x\n',
  '// +build a\npackage x\n',
  '// +build a\n\n//+build b\n\npackage x\n',
  '/*\n//go:build a\n*/\npackage x\n',
  '/* c */ //go:build a\npackage x\n',
  '/* c */\n// +build a\n\npackage x\n',
  'package x\n\n//go:build a\n',
  'package x\nvar y = 1 //go:build a\n',
  'package x // +build a\n',
  '// go:build a\npackage x\n',
  '//go:biuld a\npackage x\n',
  '//Go:Build a\npackage x\n',
  '//#go:build a\npackage x\n',
  '//build a\npackage x\n',
  '// build +a\n\npackage x\n',
  '//go:build\u00a0a\n\npackage x\n',
  '// Package x rebuilds guilds, go:build lines and "+build".\n// It was built by +k8s:x.\npackage x\n',
  '/* unterminated\n//go:build a\n',
  '\t//go:build a\r\n\tpackage x',
  '// \u{1d53e}\n//go:build \u{1d53e}\npackage x\n',
];

describe('the summary of a Go header', () => {
  for (const source of sources) {
    it(`agrees with the exact parser: ${JSON.stringify(source)}`, () => {
      const exact = exactly(source);
      deepEqual(summarize(source), exact);
    });
  }

  it('never answers wrong where the bytes are cut', () => {
    for (const source of sources) {
      for (let cut = 0; cut < source.length; cut++) {
        const part = summarize(source.slice(0, cut), false);
        if (part === undefined) continue;
        const { packageName, imports, cgo, constraints } = exactly(source);
        deepEqual([part.packageName, part.imports, part.cgo], [packageName, imports, cgo], `${source} at ${cut}`);
        deepEqual([part.constraints.goBuild, part.constraints.plusBuild], [constraints.goBuild, constraints.plusBuild]);
      }
    }
    ok(summarize(`package x\nfunc f() {${' '.repeat(300)}`, false));
    equal(summarize('package x\nimport "a"\n', false), undefined);
  });

  it('does not let prose, strings or other directives look suspicious', () => {
    for (const source of [
      '//go:generate go build\n// The build of it.\npackage x\n//go:embed build\nvar s = "//go" + "build"\n',
      '// +k8s:deepcopy-gen=package\n// +groupName=x\npackage x\n',
      '// go here\n//go:debug x=1\npackage x\n',
    ]) {
      equal(summarize(source)?.constraints, noConstraints, source);
    }
  });

  it('notes a NUL byte in the header, for which go refuses the file', () => {
    equal(summarize('package x\n\0')?.constraints.suspicious, true);
  });

  it('looks for misplaced lines up to the end of the header, whatever was read', () => {
    const long = `package x\nimport (\n${'\n'.repeat(5000)}//go:build a\n"a")\n`;
    equal(summarize(long)?.constraints.suspicious, true);
    equal(summarize('package x\nimport "a"\n\n//go:build a\n\nvar y int\n')?.constraints.suspicious, true);
  });

  it('looks for directives below the header in the first kilobyte, and in all of a file that is open', () => {
    const suspicious = (source: string, open = false): unknown =>
      summarize(source, true, undefined, open)?.constraints.suspicious;
    equal(suspicious('package x\nvar y int\n//go:build a\n'), true);
    equal(suspicious('package x\nvar y = `\n//go:build a\n`\n'), false, 'a string');
    equal(summarize('package x\nvar y int\n//go:build a\n', false), undefined, 'only the whole file tells');
    const far = `package x\n${'var y int\n'.repeat(200)}//go:build a\n`;
    equal(suspicious(far), false);
    equal(suspicious(far, true), true);
    equal(suspicious(`//go:build b\n\n${far}`, true), true);
  });

  it('takes time that grows with the length only, and little memory', () => {
    for (const repeated of [
      '/',
      '// ',
      '//\n',
      '/**/',
      '/* ',
      ' ',
      '\n',
      '// go:',
      '//build\n',
      '// +build\n',
      '//go:build x\n',
    ]) {
      for (const length of [4000, 200_000, 600_000]) {
        const lead = repeated.repeat(length / repeated.length);
        equal(summarize(`${lead}package x\n`) === undefined, false);
        summarize(`package x\nimport (\n${lead}\n)\nvar y`);
      }
    }
    for (const list of ['a'.repeat(100_000), '"a" '.repeat(50_000), 'a "b" '.repeat(30_000), '. '.repeat(100_000)])
      summarize(`package x\nimport (\n${list}\n!)\n`);
  });

  it('shares equal names, lists and constraints', () => {
    const names = new HeaderNames();
    const both = 'import "a"\nimport "b"\n';
    const sources = [`package x\n${both}`, `//go:build a\npackage x\n${both}`, 'package x\nimport "b"\nimport "a"\n'];
    const [plain, tagged, other] = sources.map((source) => summarize(source, true, names));
    ok(plain && tagged && other);
    deepEqual(
      [plain.imports, tagged.imports, other.imports],
      [
        ['a', 'b'],
        ['a', 'b'],
        ['b', 'a'],
      ],
    );
    const { size } = names.table;
    deepEqual(size, { names: 3, lists: 7, constraints: 2 });
    deepEqual(
      sources.map((source) => summarize(source, true, names)),
      [plain, tagged, other],
    );
    deepEqual(names.table.size, size);
    for (let index = 0; index < 5000; index++) {
      equal(summarize(`package p${index}\n`, true, names)?.packageName, `p${index}`);
      equal(names.table.size.names, index + 4);
    }
  });

  it('has no package where go refuses the header, in a comment too', () => {
    for (const refused of ['\0', '\uFEFF']) {
      equal(summarize(`// ${refused}\npackage x\n`)?.packageName, '');
      equal(summarize(`package x\n\n/* ${refused} */\nimport "a"\n`)?.packageName, '');
      equal(summarize(`package x\n\nvar y = 1 // ${refused}\n`)?.packageName, 'x');
    }
    equal(summarize('\uFEFF// x\npackage x\n')?.packageName, 'x');
  });

  it('never throws, and agrees with the exact parser on mutations', () => {
    let seed = 42;
    const random = (below: number): number => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 1) % below;
    const pieces = [
      '//',
      '/*',
      '*/',
      '\n',
      '\n\n',
      ' ',
      '"',
      '`',
      '\\',
      'go:build',
      '+build',
      'import',
      'package',
      'x',
      '(',
      ')',
      '\r',
      ';',
      'é',
    ];
    for (let round = 0; round < 50_000; round++) {
      const source = sources[random(sources.length)] ?? '';
      const at = random(source.length + 1);
      const cut = source.slice(0, at) + (pieces[random(pieces.length)] ?? '') + source.slice(at + random(3));
      // Halves of surrogate pairs have no bytes.
      const mutated = new TextDecoder('utf-8', { ignoreBOM: true }).decode(encoder.encode(cut));
      const fast = summarize(mutated);
      const exact = exactly(mutated);
      deepEqual({ ...fast, constraints: 0 }, { ...exact, constraints: 0 }, JSON.stringify(mutated));
      deepEqual(fast?.constraints.goBuild, exact.constraints.goBuild, JSON.stringify(mutated));
      deepEqual(fast?.constraints.plusBuild, exact.constraints.plusBuild, JSON.stringify(mutated));
      // A directive within the header has the exact parser look below it, where there may be a line of the old form.
      if (fast?.constraints.suspicious !== exact.constraints.suspicious)
        ok(exact.constraints.suspicious && exact.constraints.goBuild.length > 0, JSON.stringify(mutated));
    }
  });
});

describe('the summary of a file that is not Go', () => {
  function constraints(source: string, whole = true): unknown {
    const bytes = encoder.encode(source);
    const text = (count: number): string => Buffer.from(bytes.subarray(0, count)).toString('latin1');
    const { length } = bytes;
    const names = new HeaderNames();
    const lines = summarizeOtherHeader({ bytes, length, whole, open: false, text }, names);
    return lines === undefined ? undefined : names.table.constraints[lines];
  }

  const lines = (goBuild: string[], plusBuild: string[] = [], suspicious = false): unknown => ({
    goBuild,
    plusBuild,
    suspicious,
  });

  it('has the lines above the first code', () => {
    deepEqual(constraints('// ©\n\n//go:build a\n\n#include "x.h"\n'), lines(['//go:build a']));
    deepEqual(constraints('/* c */\n//go:build a\nTEXT x\n'), lines(['//go:build a']));
    deepEqual(constraints('// +build a\n\nTEXT x\n'), lines([], ['// +build a']));
    deepEqual(constraints('// +build a\nTEXT x\n'), lines([], [], true));
    equal(constraints('TEXT x // the build of it\n'), noConstraints);
    equal(constraints(''), noConstraints);
  });

  it('finds one below the first code suspicious', () => {
    deepEqual(constraints('#include "x.h"\n//go:build a\n'), lines([], [], true));
  });

  it('does not tell from a start in which the comments do not end', () => {
    const licence = `/*${' x'.repeat(3000)}*/\n//go:build a\n\nTEXT x\n`;
    equal(constraints(licence.slice(0, 4096), false), undefined);
    deepEqual(constraints(licence), lines(['//go:build a']));
    equal(constraints('// x\n'.repeat(1000).slice(0, 4096), false), undefined);
    const code = '//go:build a\n\n' + 'MOVQ AX, BX // built\n'.repeat(300);
    deepEqual(constraints(code.slice(0, 4096), false), lines(['//go:build a']));
  });
});
