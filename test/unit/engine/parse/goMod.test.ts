import { deepEqual, doesNotThrow, equal, ok } from 'node:assert/strict';
import { parseGoMod, type GoModFile } from '../../../../src/engine/parse/goMod';
import { parseGoWork } from '../../../../src/engine/parse/goWork';
import type { Range } from '../../../../src/engine/model/range';
import { goModCases, goWorkCases } from '../../../support/modfileCases';
import { mutate } from '../../../support/mutate';
import { SeededRandom } from '../../../support/seededRandom';

/** The text of a range, so that a wrong range is seen. */
function at(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.column, end.column);
  return [
    lines[start.line]?.slice(start.column),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line]?.slice(0, end.column),
  ].join('\n');
}

function problems(file: Pick<GoModFile, 'problems'>, text: string): string[] {
  return file.problems.map(({ kind, range }) => `${kind}: ${at(text, range)}`);
}

// golang.org/x/mod itself judges these and thousands of other texts in test/integration/modfile.test.ts.
describe('go.mod', () => {
  it('knows where every word stands, in UTF-16 units', () => {
    const text = [
      '// 😀 first',
      'module "example.com/m" // 😀',
      '',
      'go 1.22',
      'require ( // 😀',
      '\t"example.com/a" v1.0.0 // indirect',
      '\texample.com/😀 v1.0.0',
      ')',
      'replace example.com/a v1.0.0 => "./😀 x"',
      'retract [v1.0.0, v1.1.0]',
    ].join('\n');
    const file = parseGoMod(text);
    const [a, b] = file.require;
    const [replace] = file.replace;
    const [retract] = file.retract;
    ok(file.module && file.go && a && b && replace?.oldVersion && retract);
    deepEqual(
      [
        file.module.path,
        file.go.version,
        a.path,
        a.version,
        b.path,
        b.version,
        replace.newPath,
        replace.oldVersion,
        retract.low,
        retract.high,
      ].map(({ range }) => at(text, range)),
      [
        '"example.com/m"',
        '1.22',
        '"example.com/a"',
        'v1.0.0',
        'example.com/😀',
        'v1.0.0',
        '"./😀 x"',
        'v1.0.0',
        'v1.0.0',
        'v1.1.0',
      ],
    );
    equal(at(text, a.line.range), '"example.com/a" v1.0.0');
    equal(a.line.suffix && at(text, a.line.suffix.range), '// indirect');
    deepEqual(
      [a.indirect, b.indirect, replace.newPath.value, file.module.path.value],
      [true, false, './😀 x', 'example.com/m'],
    );
  });

  it('goes on after a fault of the layout', () => {
    const text = 'module m\ngo 1.22\u00a0\nrequire (\n\ta.b/c v1.0.0\n) x\nexclude "a\nreplace (\n\ta.b/c => ./c\n';
    const { syntax, module, require, replace } = parseGoMod(text);
    deepEqual(
      syntax.faults.map(({ kind, range }) => [kind, at(text, range)]),
      [
        ['character', '\u00a0'],
        ['text-after-block', 'x'],
        ['newline-in-string', '"a'],
        ['unterminated-block', 'replace ('],
      ],
    );
    deepEqual([module?.path.value, require.length, replace[0]?.newPath.value], ['m', 1, './c']);
  });

  it('does not guess at directives in or after a fault', () => {
    deepEqual(problems(parseGoMod('module m\nrequire a.b/c "v1\nrequire (\n\tx\n'), ''), []);
  });

  it('places rejected directives at the word at fault', () => {
    const text = [
      'modul m',
      'go 1.22.x',
      'toolchain 1.22',
      'require a.b/c v2.0.0',
      'require a.b/c master',
      'require a.b/c v1.2',
      'require a.b/c',
      "require 'a.b/c' v1.0.0",
      'require a.b/c/v1 v1.0.0',
      'replace a.b/c => d.e/f',
      'replace a.b/c => ./x v1.0.0',
      'replace a.b/c => d.e/f v2.0.0',
      'retract v1.0.0 v1.1.0',
      'require x y (',
      ')',
      'go 1.22',
      'go 1.22',
    ].join('\n');
    deepEqual(problems(parseGoMod(text), text), [
      'unknown-directive: modul',
      'go-version: 1.22.x',
      'toolchain-name: 1.22',
      'major-mismatch: v2.0.0',
      'version: master',
      'version-not-canonical: v1.2',
      'usage: require a.b/c',
      "quoting: 'a.b/c'",
      'module-path: a.b/c/v1',
      'replace: d.e/f',
      'replace: v1.0.0',
      'major-mismatch: v2.0.0',
      'retract: v1.1.0',
      'unknown-directive: require x y',
      'repeated: go 1.22',
    ]);
  });

  it('reads a dependency leniently', () => {
    const file = parseGoMod('module m\ngo v1.20.1\nfuture x\nreplace x\nretract [y\nrequire a.b/c v1.0.0\n', {
      lax: true,
    });
    deepEqual([file.problems, file.go?.version.value, file.require.length, file.replace], [[], '1.20', 1, []]);
  });

  it('knows // indirect in its two forms only', () => {
    const forms = [
      '// indirect',
      '//indirect',
      '// indirect; why',
      '// indirect because',
      '// Indirect',
      '// x; indirect',
    ];
    const read = (form: string): boolean | undefined => parseGoMod(`require a.b/c v1.0.0 ${form}`).require[0]?.indirect;
    deepEqual(forms.map(read), [true, true, true, false, false, false]);
  });

  it('accepts a backslash in a folder on Windows alone', () => {
    const text = 'module m\nreplace a.b/c => ..\\c\n';
    deepEqual([parseGoMod(text).problems.length, parseGoMod(text, { windows: true }).problems.length], [1, 0]);
  });

  it('never throws', () => {
    const seeds = [...goModCases, ...goWorkCases];
    const random = new SeededRandom(1);
    for (let round = 0; round < 3000; round++) {
      const text = mutate(seeds[round % seeds.length] ?? '', seeds, random);
      doesNotThrow(() => [parseGoMod(text), parseGoMod(text, { lax: true }), parseGoWork(text)], text);
    }
  });
});

describe('go.work', () => {
  it('reads folders and completes versions by itself', () => {
    const text = 'go 1.22\nuse (\n\t.\n\t"./a b"\n)\nreplace a.b/c v1.0 => ../c\n';
    const file = parseGoWork(text);
    deepEqual(
      file.use.map(({ path }) => [path.value, at(text, path.range)]),
      [
        ['.', '.'],
        ['./a b', '"./a b"'],
      ],
    );
    deepEqual([file.problems, file.replace[0]?.oldVersion?.canonical], [[], 'v1.0.0']);
  });

  it('rejects directives of go.mod', () => {
    const text = 'module m\nuse a b\n';
    deepEqual(problems(parseGoWork(text), text), ['unknown-directive: module', 'usage: use a b']);
  });
});
