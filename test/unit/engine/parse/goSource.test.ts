import { deepEqual, equal, ok } from 'node:assert/strict';
import { DeclarationList } from '../../../../src/engine/parse/goSource/declarationList';
import { goDeclarations, readDeclarations } from '../../../../src/engine/parse/goSource/goDeclarations';
import { goUses, numberedUses } from '../../../../src/engine/parse/goSource/goUses';
import { LocalNames, type Listeners } from '../../../../src/engine/parse/goSource/localNames';
import { NameCollector } from '../../../../src/engine/parse/goSource/nameCollector';
import { hashName } from '../../../../src/engine/parse/goSource/nameHash';
import { NameTable } from '../../../../src/engine/parse/goSource/nameTable';
import { UseList } from '../../../../src/engine/parse/goSource/useList';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function declared(text: string): string[] {
  const { declarations, broken } = goDeclarations(bytes(text));
  ok(!broken);
  return declarations.map(({ kind, name }) => `${kind} ${name}`);
}

/** Of the body of a function with the parameter `p int`: after that int. */
function used(body: string): string[] | undefined {
  return goUses(bytes(`package x\n\nfunc f(p int) {\n${body}\n}\n`))
    ?.uses?.map(({ name }) => name)
    .slice(1);
}

describe('the declarations of a Go file', () => {
  it('are functions, methods, types, variables and constants, in groups and alone', () => {
    deepEqual(
      declared(`package x
import ("fmt"; . "os")
const a, b = 1, "}"
const (
	c = iota // func no()
	d
)
var e, g = func() int { return 1 }(), map[string]int{"{": 1}
type T[P any, Q interface{ M() }] struct{ f func() }
type (
	A = T[int, Q]
	B [3]int
)
func (t *T[P, Q]) M() interface{ N() } { type inner int; return nil }
func (T[P, _]) V() {}
func F[P any](x P) (func(), struct{ y int }) { /* } */ return nil, struct{ y int }{'}'} }
func noBody(x int) int
func init() {}
func _() {}
var _ = 1
`),
      [
        ...['const a', 'const b', 'const c', 'const d', 'var e', 'var g', 'type T', 'type A', 'type B'],
        ...['method T.M', 'method T.V', 'func F', 'func noBody'],
      ],
    );
  });

  it('have the place of the name, and say where a body is missing', () => {
    const text = 'package x; func é() {}\nfunc (r R) m(a int)\n';
    const [first, second] = goDeclarations(bytes(text)).declarations;
    deepEqual(first, { kind: 'func', name: 'é', start: 16, end: 18 });
    deepEqual(second, { kind: 'method', name: 'R.m', start: 35, end: 36, bodyless: true });
  });

  it('are called incomplete where a file does not end as it should', () => {
    for (const text of ['package x\nfunc f() {', 'package x\nvar s = "', 'x := 1', 'package x\n)', 'package x\nfoo()'])
      equal(goDeclarations(bytes(text)).broken, true, text);
  });

  it('come with the hashes of all names that occur', () => {
    const passed = new NameCollector();
    const table = new NameTable();
    const text = 'package x\nfunc f() { usedInBody(1e3, 0xFace, "quoted") } // commented\n';
    readDeclarations(bytes(text), table, { declared: new DeclarationList(table), passed });
    const hashes = new Set(passed.take());
    ok(hashes.has(hashName('usedInBody')));
    for (const name of ['quoted', 'commented', 'e3', 'xFace']) ok(!hashes.has(hashName(name)), name);
  });
});

describe('what a Go file declares, with its uses', () => {
  const text = `package x
import "fmt"
const a, _ = 1, 2
var b, c = func() int { type inner int; const local = 1; return local }(), fmt.Sprint(a)
type T[P any] struct{ f P }
func (t *T[P]) M(x, y int) {}
func (T[_]) N() {}
func (_ T[int]) _() {}
func (_) O() {}
func F[P any](x P, more ...int) { c(x); c.d(x); c() }
func init() {}
func _() {}
func noBody()
`;

  const listening = (table: NameTable): Listeners => ({
    declared: new DeclarationList(table),
    passed: new NameCollector(),
  });

  it('is what the reader of declarations finds', () => {
    const table = new NameTable();
    const [read, parsed] = [listening(table), listening(table)];
    equal(readDeclarations(bytes(text), table, read), false);
    ok(numberedUses(bytes(text), new LocalNames(table), parsed));
    const [first, second] = [read.declared.take(), parsed.declared.take()];
    const names = ['a', 'b', 'c', 'T', 'T.M', 'T.N', 'F', 'noBody'];
    deepEqual(
      [...first.declared].map((id) => table.textOf(id)),
      names,
    );
    deepEqual(second, first);
    deepEqual(read.passed.take().toSorted(), parsed.passed.take().toSorted());
  });

  it('is forgotten where the text turns out to be no Go', () => {
    const names = new LocalNames();
    const listeners = listening(names.table);
    const { declared } = listeners;
    equal(numberedUses(bytes('package x; func f() {}; var v = 1; func g() { ) }'), names, listeners), undefined);
    declared.drop();
    equal(declared.take().declared.length, 0);
    ok(numberedUses(bytes('package x; func h() {}'), names, listeners));
    deepEqual(
      [...declared.take().declared].map((id) => names.table.textOf(id)),
      ['h'],
    );
  });

  it('comes with the first use of each name, and the first with a dot behind it', () => {
    const names = new LocalNames();
    const found = numberedUses(bytes('package x\nfunc f() { a(); a.b(); c.d(); a(); a.b(); c() }\n'), names);
    deepEqual(
      found?.uses.map(({ id, start, selected }) => [names.table.textOf(id), start, selected]),
      [
        ['a', 21, false],
        ['a', 26, true],
        ['c', 33, true],
        ['c', 52, false],
      ],
    );
  });
});

describe('a list of uses', () => {
  const list = (...ids: number[]): UseList => {
    const uses = new UseList();
    for (const id of ids) uses.add(id, uses.length, uses.length + 1, false);
    return uses;
  };
  const ids = (uses: UseList): number[] => uses.all().map(({ id }) => id);

  it('grows, and can be cut', () => {
    const many = Array.from({ length: 5000 }, (_, at) => at);
    const uses = list(...many);
    deepEqual(ids(uses), many);
    equal(uses.lastStart, 4999);
    deepEqual(
      uses.firsts().map(({ id }) => id),
      many,
    );
    uses.cut(2);
    deepEqual(ids(uses), [0, 1]);
    uses.cut(0);
    equal(uses.lastStart, -1);
    deepEqual(uses.firsts(), []);
  });

  it('loses some names from a place on', () => {
    const uses = list(1, 2, 3, 1, 2, 4);
    uses.cutNamed(1, [1, 2]);
    deepEqual(ids(uses), [1, 3, 4]);
  });

  it('is in the order of the text, however it came about', () => {
    const uses = new UseList();
    uses.add(1, 10, 11, false);
    uses.add(2, 30, 31, false);
    uses.add(3, 40, 41, true);
    uses.add(2, 20, 21, false);
    uses.moveLastTo(1);
    deepEqual(ids(uses), [1, 2, 2, 3]);
    deepEqual(
      uses.firsts().map(({ start }) => start),
      [10, 20, 40],
    );
    uses.add(1, 5, 6, false);
    deepEqual(
      uses.firsts().map(({ start }) => start),
      [5, 20, 40],
    );
    deepEqual(ids(uses), [1, 1, 2, 2, 3]);
  });
});

describe('the names that a Go file uses', () => {
  it('are those that no scope declares', () => {
    deepEqual(used('a := b; a(p, c); { d := a; _ = d }; d()'), ['b', 'c', 'd']);
    deepEqual(used('x := x; for x, y := range z { x(y) }; y()'), ['x', 'z', 'y']);
    deepEqual(used('if v, ok := m[k]; ok { v() } else if w := v; w {}; v()'), ['m', 'k', 'v']);
    deepEqual(used('switch v := e.(type) { case T, []U: v() }; v()'), ['e', 'T', 'U', 'v']);
    deepEqual(used('select { case r, ok := <-ch: r(ok); case out <- v: default: }'), ['ch', 'out', 'v']);
    deepEqual(used('const k = K; type L struct { k, f F; E; pkg.Q }; var z, y L = k, G'), ['K', 'F', 'E', 'pkg', 'G']);
    deepEqual(used('func(a A, bs ...B) (r R) { return a(bs, r, p) }(func(C, d.D) {})'), ['A', 'B', 'R', 'C', 'd']);
  });

  it('are no selectors, labels and fields', () => {
    deepEqual(used('a.b.c(); L: for { break L; continue L }; goto L'), ['a']);
    deepEqual(used('_ = T{field: v, other: U{w}}; _ = &pkg.T{field: {x: y}}'), ['T', 'v', 'U', 'w', 'pkg', 'y']);
    deepEqual(used('_ = [...]string{KEY: v}; _ = map[K]V{k: {f: w}}'), ['string', 'KEY', 'v', 'K', 'V', 'k', 'w']);
  });

  it('tell a block from a literal', () => {
    deepEqual(used('if a == b { c() }; for range d { }; if (T{f: e} == g) { }; switch h { case i: }'), [
      ...['a', 'b', 'c', 'd', 'T', 'e', 'g', 'h', 'i'],
    ]);
    deepEqual(used('for i := range []T{{f: v}} { _ = U{f: i} }'), ['T', 'v', 'U']);
  });

  it('know type parameters', () => {
    const text = `package x
func Map[S ~[]E, E any](s S, f func(E) G) {}
type Set[K comparable, V interface{ ~int | W }] map[K][]V
type Arr [N]int
type Prod [N * M]int
func (s *Set[A, B]) m(a A, b B, c C) { _ = G[A, D](a) }
`;
    deepEqual(
      goUses(bytes(text))?.uses.map(({ name }) => name),
      ['any', 'G', 'comparable', 'int', 'W', 'N', 'int', 'N', 'M', 'int', 'Set', 'C', 'G', 'D'],
    );
  });

  it('are not told of what is no Go', () => {
    equal(used('if {'), undefined);
    equal(used(`_ = ${'('.repeat(100_000)}`), undefined);
    equal(goUses(bytes('hello')), undefined);
  });
});
