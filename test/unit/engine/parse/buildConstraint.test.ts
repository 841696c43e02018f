import { deepEqual, equal, ok } from 'node:assert/strict';
import { buildsUnderAnyTags } from '../../../../src/engine/constraints/inclusion';
import { parseBuildExpr, parseConstraint } from '../../../../src/engine/parse/buildConstraint';
import { evaluate, impliedGoMinor, printExpr, tagsOf, type BuildExpr } from '../../../../src/engine/parse/buildExpr';
import { isGoBuild, isPlusBuild } from '../../../../src/engine/parse/constraintLine';
import { parsePlusBuild, plusBuildLines } from '../../../../src/engine/parse/plusBuild';

function exprOf(line: string): BuildExpr {
  const parsed = parseConstraint(line);
  if (parsed.kind !== 'expression') throw new Error(`${line}: ${JSON.stringify(parsed)}`);
  return parsed.expr;
}

// The real go judges thousands of generated lines in test/integration/build-tags.test.ts; here are the cases worth a name.
describe('build constraints', () => {
  it('recognises the lines that go recognises', () => {
    for (const line of ['//go:build', '//go:build x', '//go:build\tx', '//go:build x\n', '//go:build\u00a0x']) {
      ok(isGoBuild(line), line);
    }
    for (const line of [
      '// go:build x',
      '//go:buildx',
      '//go:build:',
      '//Go:build x',
      ' //go:build x',
      '//go:build\nx',
    ]) {
      ok(!isGoBuild(line), line);
    }
    for (const line of ['// +build x', '//+build x', '//   +build', '//\t+build\tx']) ok(isPlusBuild(line), line);
    for (const line of ['// + build x', '// +buildx', '/// +build x', 'x // +build x']) ok(!isPlusBuild(line), line);
  });

  it('binds ! before && before ||, and prints what it read', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['a||b&&!c', 'a || (b && !c)'],
      ['(a||b)&&c', '(a || b) && c'],
      ['!(a&&b)', '!(a && b)'],
      ['!( !x )', '!!x'],
      ['386 && .x && é_1', '386 && .x && é_1'],
    ];
    for (const [text, printed] of cases) equal(printExpr(exprOf(`//go:build ${text}`)), printed);
  });

  it('puts syntax errors at the token, in UTF-16 units of the line and in bytes of the expression', () => {
    const cases: readonly (readonly [string, string, number])[] = [
      ['linux &&', 'unexpected end of expression', 8],
      ['linux darwin', 'unexpected token darwin', 6],
      ['(linux', 'missing close paren', 0],
      ['(linux &&', 'missing close paren', 9],
      ['(linux darwin)', 'missing close paren', 0],
      ['a & b', 'invalid syntax at &', 2],
      ['a, b', 'invalid syntax at ,', 1],
      ['!!a', 'double negation not allowed', 1],
      ['my-tag', 'invalid syntax at -', 2],
      ['', 'unexpected end of expression', 0],
      ['x) ', 'unexpected token )', 1],
    ];
    for (const [text, message, offset] of cases) {
      const parsed = parseBuildExpr(text, 11);
      deepEqual(parsed, { kind: 'error', error: { message, offset: 11 + offset, byteOffset: offset } }, text);
    }
    const accented = parseBuildExpr('é 😀');
    deepEqual(accented, { kind: 'error', error: { message: 'invalid syntax at 😀', offset: 2, byteOffset: 3 } });
  });

  it('knows where each tag stands', () => {
    const line = '//go:build  é && !(b || a)';
    const tags = tagsOf(exprOf(line)).map(({ tag, start, end }) => [tag, line.slice(start, end)]);
    deepEqual(tags, [
      ['é', 'é'],
      ['b', 'b'],
      ['a', 'a'],
    ]);
    const old = '//  +build !a,bb  c';
    deepEqual(
      tagsOf(exprOf(old)).map(({ start, end }) => old.slice(start, end)),
      ['a', 'bb', 'c'],
    );
  });

  it('stops at the limits of go', () => {
    const many = (count: number): string => Array.from({ length: count }, () => 'x').join(' || ');
    equal(parseBuildExpr(many(1000)).kind, 'expression');
    equal(parseBuildExpr(many(1001)).kind, 'error');
    equal(parseBuildExpr('('.repeat(100_000)).kind, 'error');
    equal(parseConstraint(`// +build ${'x '.repeat(101)}`).kind, 'expression');
    equal(parseConstraint(`// +build ${'x '.repeat(102)}`).kind, 'error');
  });

  it('reads +build lines: space is OR, comma is AND, what is no tag is `ignore`', () => {
    equal(printExpr(exprOf('// +build a,!b c')), '(a && !b) || c');
    equal(printExpr(exprOf('// +build unit, !integration')), '(unit && ignore) || !integration');
    equal(printExpr(exprOf('// +build')), 'ignore');
    deepEqual(
      parsePlusBuild('// +build my-tag !!x ok').invalid.map(({ text, start }) => [text, start]),
      [
        ['my-tag', 10],
        ['!!x', 17],
      ],
    );
  });

  it('evaluates, and asks for every tag', () => {
    const asked: string[] = [];
    const expr = exprOf('//go:build a || b && !c');
    ok(evaluate(expr, (tag) => (asked.push(tag), tag === 'a')));
    deepEqual(asked, ['a', 'b', 'c']);
  });

  it('evaluates as `go mod tidy` does: every tag but `ignore` is set and is not', () => {
    const under = (goBuild: readonly string[], plusBuild: readonly string[] = []): boolean =>
      buildsUnderAnyTags({ goBuild, plusBuild, suspicious: false });
    ok(under([]));
    ok(under(['//go:build linux && !linux']));
    ok(under(['//go:build !ignore']));
    ok(under(['//go:build ignore || linux']));
    ok(under(['//go:build tools'], ['// +build ignore']));
    ok(!under(['//go:build ignore']));
    ok(!under(['//go:build ignore && x']));
    ok(!under(['//go:build linux &&']));
    ok(!under(['//go:build a', '//go:build a']));
    ok(!under([], ['// +build linux', '// +build ignore']));
    ok(under([], ['// +build linux', `// +build ${'ignore '.repeat(200)}`]));
  });

  it('implies a Go version as the compiler does', () => {
    const cases: readonly (readonly [string, number | undefined])[] = [
      ['linux && go1.22', 22],
      ['(linux && go1.22) || (windows && go1.20)', 20],
      ['linux || go1.18', undefined],
      ['!go1.22', undefined],
      ['!(!go1.22)', 22],
      ['!(!go1.5 || !go1.6)', 6],
      ['go1', 0],
      ['go1.01', 1],
      ['xgo1.9', 9],
      ['go1.20.1', undefined],
      ['go1.99999999999999999999', undefined],
    ];
    for (const [text, minor] of cases) equal(impliedGoMinor(exprOf(`//go:build ${text}`)), minor, text);
  });

  it('says an expression in +build lines where they can', () => {
    const lines = (text: string): readonly string[] | undefined => plusBuildLines(exprOf(`//go:build ${text}`));
    deepEqual(lines('x && y && !z'), ['// +build x,y,!z']);
    deepEqual(lines('(x || y) && z'), ['// +build x y', '// +build z']);
    deepEqual(lines('!(x && y)'), ['// +build !x !y']);
    deepEqual(lines('x || (y && (z || w))'), undefined);
  });
});
