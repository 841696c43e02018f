import assert from 'node:assert/strict';
import { globElement } from '../../../../src/engine/parse/globElement';
import { embedPatterns } from '../../../../src/engine/parse/goEmbed';

describe('embedPatterns', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['package a\n//go:embed a.txt b.txt\nvar x', ['a.txt', 'b.txt']],
    ['package a\n//go:embed "a b" `c d` all:e\nvar x', ['a b', 'c d', 'all:e']],
    ['package a\n//go:embed\tx\nvar x', ['x']],
    ['package a\n// go:embed x\nvar x', []],
    ['package a\n//go:embedded x\nvar x', []],
    ['package a\n/*go:embed x*/\nvar x', []],
    ['package a\nvar x = `\n//go:embed x\n`', []],
    ['package a\nvar x = "//go:embed x"', []],
    ['package a\n//go:embed "unterminated\nvar x', []],
    ['package a\n//go:embed "a"b\nvar x', []],
    ['package a\r\n//go:embed x\r\nvar x', ['x']],
  ];
  for (const [text, patterns] of rows) it(JSON.stringify(text), () => assert.deepEqual(embedPatterns(text), patterns));
});

describe('globElement', () => {
  // The table of path.Match, as far as one element goes.
  const rows: readonly (readonly [pattern: string, name: string, matches: boolean | undefined])[] = [
    ['abc', 'abc', true],
    ['*', 'abc', true],
    ['*c', 'abc', true],
    ['a*', 'a', true],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['ab[c]', 'abc', true],
    ['ab[b-d]', 'abc', true],
    ['ab[e-g]', 'abc', false],
    ['ab[^c]', 'abc', false],
    ['ab[^e-g]', 'abc', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'ab', false],
    ['a?b', 'a☺b', true],
    ['a[^a]b', 'a☺b', true],
    ['a???b', 'a☺b', false],
    ['[a-ζ]*', 'α', true],
    ['*[a-ζ]', 'A', false],
    ['[\\]a]', ']', true],
    ['[\\-]', '-', true],
    ['[x\\-]', '-', true],
    ['[\\-x]', 'a', false],
    ['[]a]', ']', undefined],
    ['[-]', '-', undefined],
    ['[x-]', 'x', undefined],
    ['[-x]', 'x', undefined],
    ['[a-b-c]', 'a', undefined],
    ['[', 'a', undefined],
    ['[^', 'a', undefined],
    ['a[', 'ab', undefined],
    ['*x', 'xxx', true],
    ['a.b', 'axb', false],
  ];
  for (const [pattern, name, matches] of rows)
    it(`${pattern} ${name}`, () => assert.equal(globElement(pattern)?.test(name), matches));
});
