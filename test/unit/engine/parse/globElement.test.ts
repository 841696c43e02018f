import assert from 'node:assert/strict';
import { globElement } from '../../../../src/engine/parse/globElement';
import { matchesPatterns } from '../../../../src/engine/parse/modulePatterns';

describe('globElement', () => {
  // From TestMatch of Go's path, and every character that a regular expression takes for something else.
  const matches: readonly (readonly [pattern: string, name: string, does: boolean])[] = [
    ['abc', 'abc', true],
    ['*', 'abc', true],
    ['*c', 'abc', true],
    ['a*', 'ab/c', false],
    ['a*b*c*d*e*', 'axbxcxdxe', true],
    ['ab[c]', 'abc', true],
    ['ab[b-d]', 'abc', true],
    ['ab[e-g]', 'abc', false],
    ['ab[^c]', 'abc', false],
    ['ab[^e-g]', 'abc', true],
    ['a\\*b', 'a*b', true],
    ['a?b', 'a☺b', true],
    ['a[^a]b', 'a☺b', true],
    ['[\\-x]', '-', true],
    ['[x\\-]', 'z', false],
    ['app-*.html', 'app-1.html', true],
    ['my-app', 'my-app', true],
    ['a+(b){c}|^$', 'a+(b){c}|^$', true],
    ['a.b', 'axb', false],
  ];
  for (const [pattern, name, does] of matches)
    it(`${pattern} ${does ? 'is' : 'is not'} ${name}`, () => assert.equal(globElement(pattern)?.test(name), does));

  it('is none for a malformed pattern', () => {
    for (const pattern of ['[]a]', '[-]', '[x-]', '[-x]', 'a[', 'a\\', '[a-b-c]'])
      assert.equal(globElement(pattern), undefined, pattern);
  });
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
