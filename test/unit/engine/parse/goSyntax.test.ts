import { deepEqual, equal } from 'node:assert/strict';
import { goSyntaxError } from '../../../../src/engine/parse/goSyntax/goSyntaxError';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The words, and the text that they are about. */
function stops(text: string): readonly string[] | undefined {
  const source = bytes(text);
  const error = goSyntaxError(source);
  return error && [error.words, new TextDecoder().decode(source.subarray(error.start, error.end))];
}

const inBody = (body: string): readonly string[] | undefined => stops(`package x\n\nfunc f() {\n${body}\n}\n`);

describe('the first syntax error of a Go file', () => {
  it('is none in what Go allows, up to the newest syntax', () => {
    equal(
      stops(`\ufeffpackage x; import ("fmt"; . "os"; _ "embed")
type ( A[P any, Q *T | ~[]int, R interface{ ~int | B; String() }] struct { P; *B \`tag\`; c, d [2]int; A[int, string] }
	C [N * 2]int; D[P *C,] struct{}; E[P *struct{}] int; F = func(int, ...string) (a, b int); G[P (C),] int )
func (a A[P, _, R]) Map[T any](f func(P) T, rest ...T) (_ T, err error)
func (_ *B) _(int, string, ...any) { return }
var x, y = [...]struct{ a int }{{1}, {a: 2}}, map[string][]int{"a": {1, 2}, \`b\`: nil}
const ( a = iota + 0x1p-2 + 0b1_0 + 0o17 + 1e+5i + 'é' + '\\'' + '\\u00e9' ; b; c )
func g() {
	for range 10 {}; for i := range f {}; for ;; {}; for x < 1 {}; for a, b = range (T{}) {}
	if x := (T{1}); x == (T{1}) {} else if f(func() { _ = T{} }) {} else {}
	switch x := y.(type) { case int, []string: fallthrough; default: }
	switch { case a: L: }
	select { case <-c: case x, ok := <-c: case c <- 1: default: }
	go func() {}(); defer f(a, b...); goto L; L: for { continue L }
	x, y[1:2:3], *z.p = <-c, a &^ b, f[int, string](1).(map[string]chan<- <-chan int)
	var q <-chan (chan int); { type t = []int }
	x &^= 1; x++; c <- <-d; ;
}`),
      undefined,
    );
  });

  it('is where the compiler stops, in its words', () => {
    deepEqual(stops(''), ['package statement must be first', '']);
    deepEqual(stops('package x\nimport "a"\nvar b int\nimport "c"\n'), [
      'imports must appear before other declarations',
      'import',
    ]);
    deepEqual(stops('package x\nfunc f()\n{}\n'), ['unexpected semicolon or newline before {', '{']);
    deepEqual(stops('package x\nx := 1\n'), ['non-declaration statement outside function body', 'x']);
    deepEqual(stops('package x\nfunc () f() {}\n'), ['method has no receiver', 'f']);
    deepEqual(stops('package x\nfunc f(a int, b) {}\n'), ['missing parameter type', ')']);
    deepEqual(stops('package x\nfunc f(a, b ...int) {}\n'), ['can only use ... with final parameter', '...']);
    deepEqual(stops('package x\ntype T[P int, Q] int\n'), ['missing type constraint', ']']);
    deepEqual(inBody('<<<<<<< HEAD'), ['unexpected <<, expected }', '<<']);
    deepEqual(inBody('f(1,\n2\n)'), ['unexpected newline in argument list; possibly missing comma or )', '']);
    deepEqual(inBody('if x == 1\n{\n}'), ['unexpected newline, expected { after if clause', '']);
    deepEqual(inBody('if x = 1 {}'), ['cannot use assignment x = 1 as value', '=']);
    deepEqual(inBody('for i := 0; i < 1; j := 1 {}'), ['cannot declare in post statement of for loop', ':=']);
    deepEqual(inBody('x = (T){1}'), ['cannot parenthesize type in composite literal', '{']);
    deepEqual(inBody('defer (f())'), ['expression in defer must not be parenthesized', '(']);
    deepEqual(inBody('x = a[1::2]'), ['middle index required in 3-index slice', ':']);
    deepEqual(inBody('x = 089'), ["invalid digit '8' in octal literal", '89']);
    deepEqual(inBody("x = 'ab'"), ['more than one character in rune literal', "'ab'"]);
    deepEqual(inBody('x = "\\q"'), ['unknown escape', 'q']);
    deepEqual(inBody('x = “a”'), ["invalid character U+201C '“' in identifier", '“']);
    deepEqual(inBody('x = a ? b : c'), ["invalid character U+003F '?'", '?']);
  });

  it('tells what only its encoding spoils', () => {
    equal(goSyntaxError(bytes('package x\n\nvar a = "\u0000"\n'))?.inEncoding, true);
    equal(goSyntaxError(new Uint8Array([...bytes('package x // '), 0xe9, 10]))?.words, 'invalid UTF-8 encoding');
    equal(goSyntaxError(bytes('package x\n}'))?.inEncoding, false);
  });

  it('is unknown of what is nested deeper than anybody writes', () => {
    const deep = 20_000;
    equal(stops(`package x\nvar a = ${'('.repeat(deep)}1${')'.repeat(deep)}\n`), undefined);
    equal(stops(`package x\nvar a ${'[]'.repeat(deep)}int\n`), undefined);
    equal(stops(`package x\nvar a = ${'-'.repeat(1)}${'!'.repeat(deep)}b\n`), undefined);
    equal(inBody(`${'{'.repeat(deep)}${'}'.repeat(deep)}`), undefined);
    equal(inBody(`${'if a {} else '.repeat(deep)} {}`), undefined);
    equal(stops(`package x\nvar a = ${'T{'.repeat(deep)}${'}'.repeat(deep)}\n`), undefined);
    equal(stops(`package x\nvar a = ${'func() { a('.repeat(deep)}${') }'.repeat(deep)}\n`), undefined);
    equal(stops(`package x\nvar a = ${'f(['.repeat(deep)}\n`), undefined);
  });
});
