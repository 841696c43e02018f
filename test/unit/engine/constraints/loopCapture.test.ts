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
    'literal in a field of its own': 'for k := range m { s.list[k].f = func() { use(k) } }',
    'literal in a composite literal of a package':
      'for k := range m { fs = append(fs, &a.T[int]{1, func() { use(k) }}) }',
    'literal in literals': 'for k := range m { fs = append(fs, []T{{run: func() { use(k) }}}...) }',
    'literal in a composite literal': 'for k := range m { fs = append(fs, T{run: func() error { return use(k) }}) }',
    'literal in a list': 'for k := range m { all[k] = []Func{\nfunc() { use(k) },\n} }',
    'literal stored by the other variable': 'for i, x := range xs { fs[i] = func() { use(x) } }',
    'go at the end of a branch': 'for i := range xs { if a { go func() { use(i) }() } else { b() } }',
    'go at the end of a case': 'for i := range xs { switch { case a: go func() { use(i) }()\ncase b: c() } }',
    'defer of a branch': 'for _, x := range xs { if a { defer func() { x.Close() }() }\nuse(x) }',
    'a return of its own': 'for _, x := range xs { fs = append(fs, func() int { return x }) }',
    'handler of a server': 'for k := range m { mux.HandleFunc(k, func(w W, r R) { use(k) }) }',
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
    'option of a test': 'for _, x := range xs { o := Options{get: func() int { return x }}\nuse(o) }',
    'option behind an address': 'for _, x := range xs { o := &a.Options{Get: func() int { return x }}\nuse(o) }',
    'variable that each iteration sets': 'for _, x := range xs { s.get = func() int { return x }\nuse(s) }',
    'list that each iteration sets': 'for _, x := range xs { s.all = []Func{func() { use(x) }}\nuse(s) }',
    'list of an iteration': 'for _, x := range xs { var fs []Func\nfs = append(fs, func() { use(x) })\nrun(fs) }',
    'map of an iteration': 'for k := range m { fs := map[K]F{}\nfs[k] = func() { use(k) }\nrun(fs) }',
    'result of a literal':
      'for _, x := range xs { f := func() (stop func()) { stop = func() { use(x) }\nreturn }\nrun(f) }',
    'list that a literal is given': 'for _, x := range xs { run(func(fs []F) { fs = append(fs, func() { use(x) }) }) }',
    'list that is returned': 'for _, x := range xs { if ok(x) { ps = append(ps, &x)\nreturn ps } }',
    'goroutine that is waited for': 'for _, x := range xs { go func() { c <- f(x) }()\n<-c }',
    'goroutine of a subtest': 'for _, x := range xs { t.Run(x, func(t *testing.T) { go func() { use(x) }() }) }',
    'group that is waited for': 'for _, x := range xs { g.Go(func() error { return use(x) })\ng.Wait() }',
    'group of an iteration': 'for _, x := range xs { g := group(); g.Go(func() error { return use(x) }) }',
    'cleanup of a subtest': 'for _, x := range xs { t.Run(x, func(t *testing.T) { t.Cleanup(func() { use(x) }) }) }',
    'defer of a subtest': 'for _, x := range xs { t.Run(x, func(t *testing.T) { defer func() { use(x) }() }) }',
    'defer of the last iteration': 'for _, x := range xs { if ok(x) { defer func() { use(x) }()\nreturn } }',
    'parallel subtests of a subtest':
      'for _, x := range xs { t.Run(x, func(t *testing.T) { t.Run("y", func(t *testing.T) { t.Parallel(); use(x) }) }) }',
    'before a subtest is parallel': 'for _, x := range xs { t.Run(x, func(t *testing.T) { use(x); t.Parallel() }) }',
    'timer, which may be stopped': 'for _, x := range xs { time.AfterFunc(s, func() { t.Fatal(x) }) }',
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
