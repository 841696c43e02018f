import assert from 'node:assert/strict';
import { globElement } from '../../../../src/engine/parse/globElement';
import { matchesPatterns } from '../../../../src/engine/parse/modulePatterns';

describe('globElement', () => {
  // The table of path.Match, as far as one element goes, and every character that a regular expression takes for something else.
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
    ['a*', 'ab/c', false],
    ['a*b*c*d*e*', 'axbxcxdxe', true],
    ['[\\-x]', '-', true],
    ['[x\\-]', 'z', false],
    ['app-*.html', 'app-1.html', true],
    ['my-app', 'my-app', true],
    ['a+(b){c}|^$', 'a+(b){c}|^$', true],
    ['a\\', 'a', undefined],
  ];
  for (const [pattern, name, matches] of rows)
    it(`${pattern} ${name}`, () => assert.equal(globElement(pattern)?.test(name), matches));
});

describe('matchesPatterns', () => {
  // From TestMatchPrefixPatterns of golang.org/x/mod/module.
  const table: readonly (readonly [patterns: string, path: string, does: boolean])[] = [
    ['', 'rsc.io/quote', false],
    ['/', 'rsc.io/quote', false],
    ['*/quote', 'rsc.io/quote', true],
    ['*/quo', 'rsc.io/quote', false],
    ['*/quo??', 'rsc.io/quote', true],
    ['*/quo*', 'rsc.io/quote', true],
    ['*quo*', 'rsc.io/quote', false],
    ['rsc.io', 'rsc.io/quote', true],
    ['*.io', 'rsc.io/quote', true],
    ['rsc.io/', 'rsc.io/quote', true],
    ['rsc', 'rsc.io/quote', false],
    ['rsc*', 'rsc.io/quote', true],
    ['rsc.io', 'rsc.io/quote/v2', true],
    ['*/quote', 'rsc.io/quote/v2', true],
    ['*/v2', 'rsc.io/quote/v2', false],
    ['*/*/v2', 'rsc.io/quote/v2', true],
    ['*/*/*', 'rsc.io/quote/v2', true],
    ['*/*/*', 'rsc.io/quote', false],
    ['*/*/', 'rsc.io/quote', true],
    ['x.com, rsc.io', 'rsc.io/quote', false],
    ['git.my-corp.com,rsc.io', 'git.my-corp.com/a-b', true],
    ['[rsc.io', 'rsc.io/quote', false],
  ];
  for (const [patterns, path, does] of table)
    it(`${JSON.stringify(patterns)} ${does ? 'matches' : 'does not match'} ${path}`, () =>
      assert.equal(matchesPatterns(patterns, path), does));
});
