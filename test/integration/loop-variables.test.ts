import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { findLoopCapture } from '../../src/engine/constraints/loopCapture';
import { goTokens } from '../../src/engine/parse/goTokens';
import { installedMinor } from '../support/goListOracle';
import { goPrints, needGo, offline } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Bodies of functions; `xs` is a, b, c. */
const kept: Readonly<Record<string, string>> = {
  appended: `var fs []func()
	for _, x := range xs { fs = append(fs, func() { say(x) }) }
	for _, f := range fs { f() }`,
  'stored by its key': `m := map[string]func(){}
	for _, x := range xs { m[x] = func() { say(x) } }
	for _, x := range xs { m[x]() }`,
  'stored by the other variable': `fs := make([]func(), len(xs))
	for i, x := range xs { fs[i] = func() { say(x) } }
	for _, f := range fs { f() }`,
  'address in a literal': `type P struct { v *string }
	var ps []P
	for _, x := range xs { ps = append(ps, P{v: &x}) }
	for _, p := range ps { say(*p.v) }`,
  deferred: `for _, x := range xs { defer func() { say(x) }() }`,
  sent: `c := make(chan func(), len(xs))
	for _, x := range xs { c <- func() { say(x) } }
	close(c)
	for f := range c { f() }`,
  goroutine: `start, c := make(chan bool), make(chan string)
	for _, x := range xs { go func() { <-start; c <- x }() }
	close(start)
	got := []string{<-c, <-c, <-c}
	slices.Sort(got)
	say(got)`,
};

const given: Readonly<Record<string, string>> = {
  'option of an iteration': `for _, x := range xs { o := options{get: func() string { return x }}; say(o.get()) }`,
  'variable that each iteration sets': `var o options
	for _, x := range xs { o.get = func() string { return x }; say(o.get()) }
	say(o.get())`,
  'list of an iteration': `for _, x := range xs { var fs []func(); fs = append(fs, func() { say(x) }); fs[0]() }`,
  'result of a literal': `for _, x := range xs { f := func() (stop func()) { stop = func() { say(x) }; return }; f()() }`,
  'deferred in a literal': `for _, x := range xs { func() { defer func() { say(x) }() }() }`,
  'goroutine that is waited for': `for _, x := range xs { c := make(chan string); go func() { c <- x }(); say(<-c) }`,
  'list of the last iteration': `find := func() (ps []*string) {
		for _, x := range xs { if x == "b" { ps = append(ps, &x); return ps } }
		return ps
	}
	for _, p := range find() { say(*p) }`,
};

/** What a loop variable is warned of for must print something else with one variable for all iterations; what it is not, the same. */
describe('loop variables that outlive their iteration, as go runs them', () => {
  const bodies = Object.entries({ ...kept, ...given });
  let work: TemporaryFolder;
  let own: readonly string[];
  let shared: readonly string[];

  before(async function () {
    needGo(this);
    if (installedMinor() < 22) skip(this, 'needs Go 1.22 or newer');
    const text = `package main

import ("fmt"; "slices")

type options struct { get func() string }

var xs = []string{"a", "b", "c"}

func say(what any) { fmt.Print(what, " ") }

${bodies.map(([, body], at) => `func f${at}() {\n\t${body}\n}\n`).join('\n')}
func main() {
	slices.Sort(xs)
	for _, f := range []func(){${bodies.map((_, at) => `f${at}`).join(', ')}} { f(); fmt.Println() }
}
`;
    work = await TemporaryFolder.create({
      'go.mod': 'module shop.example/m\n\ngo 1.22\n',
      'own/x.go': text,
      'shared/x.go': `//go:build go1.18\n\n${text}`,
    });
    [own, shared] = [run('own'), run('shared')];
  });

  after(async () => {
    // A skipped suite has none.
    await (work as TemporaryFolder | undefined)?.remove();
  });

  function run(folder: string): readonly string[] {
    return goPrints(['run', `./${folder}`], { cwd: work.path, env: offline })
      .split('\n')
      .slice(0, bodies.length);
  }

  bodies.forEach(([name, body], at) => {
    it(name, () => {
      const capture = findLoopCapture(goTokens(`package m\n\nfunc f() {\n${body}\n}\n`));
      notEqual(own[at], '');
      deepEqual({ warned: capture !== undefined }, { warned: own[at] !== shared[at] }, `${own[at]} and ${shared[at]}`);
      equal(capture !== undefined, name in kept);
    });
  });
});
