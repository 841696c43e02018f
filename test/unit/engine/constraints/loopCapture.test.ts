import { equal, ok } from 'node:assert/strict';
import { findMissingFeature } from '../../../../src/engine/constraints/languageFeatures';
import { findLoopCapture } from '../../../../src/engine/constraints/loopCapture';
import { goTokens } from '../../../../src/engine/parse/goTokens';

function captured(body: string): string | undefined {
  const text = `package m\n\nfunc F() {\n${body}\n}\n`;
  const capture = findLoopCapture(goTokens(text));
  if (capture) equal(text.slice(capture.offset, capture.offset + capture.name.length), capture.name);
  return capture?.name;
}

describe('loop variables that outlive their iteration', () => {
  const outlive: Readonly<Record<string, string>> = {
    'go of a literal': 'for i := range xs { go func() { use(i) }() }',
    'defer of a literal': 'for _, x := range xs { defer func() { x.Close() }() }',
    'literal appended': 'for i := 0; i < 3; i++ { fs = append(fs, func() int { return i }) }',
    'literal in a map': 'for k := range m { table[k] = func() { use(k) } }',
    'literal in a field': 'for k := range m { s.f = func() { use(k) } }',
    'literal in a composite literal': 'for k := range m { fs = append(fs, T{run: func() error { return use(k) }}) }',
    'literal in a list': 'for k := range m { s.fs = []Func{\nfunc() { use(k) },\n} }',
    'literal sent': 'for k := range m { jobs <- func() { use(k) } }',
    errgroup: 'for k := range m { g.Go(func() error { return use(k) }) }',
    'cleanup of a test': 'for k := range m { t.Cleanup(func() { use(k) }) }',
    'parallel subtest': 'for _, tc := range cases { t.Run(tc.name, func(t *testing.T) { t.Parallel(); use(tc) }) }',
    'address appended': 'for _, v := range vs { ps = append(ps, &v) }',
    'address in a literal': 'for _, v := range vs { ps = append(ps, P{v: &v}) }',
    'address stored': 'for _, v := range vs { last[v.k] = &v }',
    'range over a composite literal': 'for _, v := range []T{{1}, {2}} { go func() { use(v) }() }',
    'range over a map literal': 'for k := range map[string]int{"a": 1} { go func() { use(k) }() }',
    'nested loop': 'for a := range as { for b := range bs { go func() { use(b) }() } }',
    'outer variable of a nested loop': 'for a := range as { for _ = range bs { go func() { use(a) }() } }',
    'results between': 'for k := range m { f[k] = func(x int) (int, error) { return x, use(k) } }',
  };
  for (const [name, body] of Object.entries(outlive)) it(name, () => ok(captured(body), body));

  const stay: Readonly<Record<string, string>> = {
    'call at once': 'for i := range xs { func() { use(i) }() }',
    'call at once in a block': 'for i := range xs { if ok { func() { use(i) }() } }',
    'call at once in a case': 'for i := range xs { switch x { case 1: func() { use(i) }() } }',
    'argument of a call': 'for _, x := range xs { sort.Slice(x, func(a, b int) bool { return x[a] < x[b] }) }',
    'own copy': 'for i := range xs { i := i; go func() { use(i) }() }',
    'own copy among others': 'for i := range xs { j, i := 1, i; go func() { use(i, j) }() }',
    'parameter of the same name': 'for i := range xs { go func(i int) { use(i) }(i) }',
    'argument of go': 'for i := range xs { go use(i) }',
    'argument of defer': 'for _, x := range xs { defer x.Close() }',
    'field of the same name': 'for i := range xs { go func() { use(s.i) }() }',
    'key of the same name': 'for i := range xs { go func() { use(T{i: 1}) }() }',
    'function type': 'for f := range fs { var g func(f int); g = f; g(1) }',
    'sequential subtest': 'for _, tc := range cases { t.Run(tc.name, func(t *testing.T) { use(tc) }) }',
    'address for a call': 'for _, v := range vs { json.Unmarshal(b, &v) }',
    'address of a part': 'for _, v := range vs { ps = append(ps, &v.field, &v[0]) }',
    'binary and': 'for _, v := range vs { xs = append(xs, mask &v) }',
    'assigned, not declared': 'for i = range xs { go func() { use(i) }() }',
    'no variables': 'for range xs { go func() { use(i) }() }',
    condition: 'for i < 3 { go func() { use(i) }() }',
    'behind the loop': 'for i := range xs { use(i) }; go func() { use(i) }()',
    'in a string and a comment': 'for i := range xs { use(i, "go func() { i }") /* go func() { use(i) }() */ }',
    unfinished: 'for i := range xs { go func() { ',
  };
  for (const [name, body] of Object.entries(stay)) it(`not: ${name}`, () => equal(captured(body), undefined, body));
});

describe('features that a language version lacks', () => {
  const missing = (body: string, minor: number): string | undefined =>
    findMissingFeature(goTokens(`package m\n${body}\n`), minor)?.name;

  it('are told from what looks alike', () => {
    equal(missing('func F() { for i := range 10 { use(i) } }', 21), 'rangeOverInt');
    equal(missing('func F() { for range len(xs) { } }', 21), 'rangeOverInt');
    equal(missing('func F() { for i := range 10 { use(i) } }', 22), undefined);
    equal(missing('func F() { for i := range xs[:10] { use(i) } }', 21), undefined);
    equal(missing('func F() { for i := range len(xs).All() { use(i) } }', 21), undefined);
    equal(missing('type S[T any] = map[string]T', 22), 'genericAlias');
    equal(missing('type S[T any] map[string]T', 22), undefined);
    equal(missing('type A [3]int; type B = [3]int', 22), undefined);
    equal(missing('var p = new(42)', 25), 'newOfExpression');
    equal(missing('var p = new("x")', 26), undefined);
    equal(missing('var p = new(int)', 25), undefined);
    equal(missing('var p = s.new(42)', 25), undefined);
  });
});
