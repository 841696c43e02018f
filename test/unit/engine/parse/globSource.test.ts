import assert from 'node:assert/strict';
import { ignoredBy, parseDockerignore } from '../../../../src/engine/parse/ci/dockerignore';
import { decide, parseIgnoreFile } from '../../../../src/engine/parse/git/ignoreRules';
import { globElement } from '../../../../src/engine/parse/globElement';

function ignores(pattern: string, path: string): boolean {
  return decide(parseIgnoreFile(pattern), path, false) === 'ignored';
}

/** A pattern of .dockerignore, which counts for folders above the path too. */
function keepsOut(pattern: string, path: string): boolean {
  return ignoredBy(path, parseDockerignore(pattern)) !== undefined;
}

/** All strings of these characters, up to a length. */
function stringsOf(characters: string, length: number): readonly string[] {
  if (length === 0) return [''];
  const shorter = stringsOf(characters, length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => Array.from(characters, (one) => text + one))];
}

/** The plain translation, which tries every way to divide a name among the stars. */
function plain(pattern: string): RegExp {
  const source = pattern.replaceAll(/(?<![^/])\*\*\/|(?<![^/])\*\*$|\*+|\?/g, (glob) =>
    glob === '**/' ? '(?:.*/)?' : glob === '?' ? '[^/]' : glob === '**' ? '.*' : '[^/]*',
  );
  return new RegExp(`^${source}$`, 's');
}

describe('globs', () => {
  it('stars that keep what they took match what all ways of dividing would', () => {
    const names = stringsOf('ab/', 5).filter((name) => name !== '' && !/^\/|\/$|\/\//.test(name));
    const patterns = stringsOf('ab*/?', 6).filter((text) => text.includes('*') && !/^\/|\/$|\/\/|\*\*\*/.test(text));
    const wrong: string[] = [];
    for (const pattern of patterns) {
      // Two stars in the middle of an element are one for git; and a pattern without a slash means names in any folder.
      if (!pattern.includes('/') || (/\*\*/.test(pattern) && /[^/]\*\*|\*\*[^/]/.test(pattern))) continue;
      const expression = plain(pattern);
      for (const name of names) if (ignores(pattern, name) !== expression.test(name)) wrong.push(`${pattern} ${name}`);
    }
    assert.deepEqual(wrong.slice(0, 10), []);
  });

  it('one element likewise', () => {
    const names = stringsOf('ab', 6);
    const wrong: string[] = [];
    for (const pattern of stringsOf('ab*?', 6)) {
      const expression = plain(pattern.replaceAll(/\*+/g, '*'));
      for (const name of names)
        if (globElement(pattern)?.test(name) !== expression.test(name)) wrong.push(`${pattern} ${name}`);
    }
    assert.deepEqual(wrong.slice(0, 10), []);
  });

  it('those of .dockerignore likewise, where ** may stand anywhere', () => {
    const names = stringsOf('ab/', 5).filter((name) => name !== '' && !/^\/|\/$|\/\//.test(name));
    const patterns = stringsOf('ab*/', 6).filter((text) => text.includes('*') && !/^\/|\/$|\/\//.test(text));
    const wrong: string[] = [];
    for (const pattern of patterns) {
      const source = pattern.replaceAll(/\*\*\/|\*\*|\*/g, (glob) =>
        glob === '**/' ? '(?:.*/)?' : glob === '**' ? '.*' : '[^/]*',
      );
      const expression = new RegExp(`^${source}$`, 's');
      const [read] = parseDockerignore(pattern);
      for (const name of names) if (read?.matches(name) !== expression.test(name)) wrong.push(`${pattern} ${name}`);
    }
    assert.deepEqual(wrong.slice(0, 10), []);
  });

  // To divide these names among these stars in all ways would take longer than the test may run, by many powers of ten.
  it('a pattern that was made to be slow is not', () => {
    const long = 'a'.repeat(240);
    assert.equal(globElement(`${'*a'.repeat(60)}*b`)?.test(long), false);
    assert.equal(globElement(`${'*a'.repeat(60)}*`)?.test(long), true);
    assert.equal(ignores(`${'*a'.repeat(60)}*b`, long), false);
    assert.equal(ignores(`x/${'*a'.repeat(60)}`, `x/${long}`), true);
    assert.equal(keepsOut(`${'*a'.repeat(60)}*b`, long), false);
    assert.equal(keepsOut(`${'**a'.repeat(60)}b`, long), false);
    assert.equal(keepsOut('**a'.repeat(60), long), true);
    const deep = 'a/'.repeat(300);
    assert.equal(keepsOut(`${'**/a/'.repeat(40)}b`, `${deep}c`), false);
    assert.equal(ignores(`${'**/a/'.repeat(40)}b`, `${deep}c`), false);
    assert.equal(ignores(`${'**/a/'.repeat(40)}c`, `${deep}c`), true);
    assert.equal(ignores(`${'**/*a*/'.repeat(40)}b*b*b`, `${deep}c`), false);
    assert.equal(ignores(`${'*a/'.repeat(200)}**/${'*a/'.repeat(20)}b`, `${deep}c`), false);
  });

  it('a pattern too long for any path matches none', () => {
    const long = '('.repeat(90_000);
    assert.equal(globElement(long)?.test('a'), false);
    assert.equal(ignores(long, 'a'), false);
    assert.equal(keepsOut(long, 'a'), false);
  });

  it('a class of a name that every object has is none', () => {
    assert.equal(ignores('[[:constructor:]]', 'c'), false);
    assert.equal(ignores('[[:alpha:]]', 'c'), true);
  });
});
