import * as assert from 'node:assert/strict';
import { emptyGoModHash, isPossibleH1, parseGoSum, sumTable } from '../../../../src/engine/parse/goSum';

const hash = 'h1:w5fcysjrx7yqtD/aO+QwRjYZOKnaM9Uh2b40tElTs3Y=';

describe('parseGoSum', () => {
  it('reads lines of three fields with their places', () => {
    const file = parseGoSum(`rsc.io/quote v1.5.2 ${hash}\nrsc.io/quote v1.5.2/go.mod ${hash}\n`);
    assert.deepEqual(file.entries, [
      { line: 0, path: 'rsc.io/quote', version: 'v1.5.2', hash, column: 0, hashColumn: 20 },
      { line: 1, path: 'rsc.io/quote', version: 'v1.5.2/go.mod', hash, column: 0, hashColumn: 27 },
    ]);
    assert.equal(file.lineCount, 2);
    assert.deepEqual(file.malformed, []);
  });

  it('takes any white space of Go between fields and skips blank lines', () => {
    const file = parseGoSum(`\n \t \n  a\tv1.0.0 \u00a0 h1:x \r\n\u0085\n`);
    assert.deepEqual(file.entries, [
      { line: 2, path: 'a', version: 'v1.0.0', hash: 'h1:x', column: 2, hashColumn: 13 },
    ]);
    assert.deepEqual(file.malformed, []);
    assert.equal(file.firstCrLf, 2);
    assert.equal(file.crLfCount, 1);
  });

  it('keeps a byte order mark in the first path, as go does', () => {
    assert.equal(parseGoSum(`\ufeffa v1.0.0 ${hash}\n`).entries[0]?.path, '\ufeffa');
  });

  it('names the lines that go rejects', () => {
    const file = parseGoSum(`a v1.0.0\nb v1.0.0 ${hash} x\n  oops\na v1.0.0 ${hash}`);
    assert.deepEqual(file.malformed, [
      { line: 0, fields: 2, column: 0, endColumn: 8 },
      { line: 1, fields: 4, column: 0, endColumn: 11 + hash.length },
      { line: 2, fields: 1, column: 2, endColumn: 6 },
    ]);
    assert.equal(file.entries.length, 1);
    assert.equal(file.lineCount, 4);
  });

  it('finds merge conflicts, with and without a common ancestor', () => {
    const two = `<<<<<<< HEAD\na v1 ${hash}\n=======\na v2 ${hash}\n>>>>>>> branch\n`;
    assert.deepEqual(parseGoSum(two).conflicts, [{ start: 0, base: undefined, middle: 2, end: 4 }]);
    const three = `x v1 ${hash}\r\n<<<<<<< a\r\n||||||| b\r\n=======\r\n>>>>>>> c\r\n`;
    assert.deepEqual(parseGoSum(three).conflicts, [{ start: 1, base: 2, middle: 3, end: 4 }]);
  });

  it('makes no conflict of markers without their partners', () => {
    assert.deepEqual(parseGoSum('=======\n>>>>>>> x\n<<<<<<< y\n=======\n').conflicts, []);
    assert.deepEqual(parseGoSum('<<<<<<<x\n=======\n>>>>>>> x\n').conflicts, []);
  });

  it('leaves out the hash of an empty go.mod that go ignores', () => {
    const file = parseGoSum(`a v1.0.0/go.mod ${emptyGoModHash}\nb v1.0.0 h1:1\nb v1.0.0 h2:2\n`);
    assert.deepEqual([...sumTable(file).keys()], ['b v1.0.0']);
    assert.deepEqual(
      sumTable(file)
        .get('b v1.0.0')
        ?.map((entry) => entry.hash),
      ['h1:1', 'h2:2'],
    );
  });

  it('reads 16 MB in well under a second', () => {
    const line = `github.com/some/module/with/a/path v1.2.3-0.20240101000000-abcdefabcdef/go.mod ${hash}\n`;
    const count = Math.ceil((16 << 20) / line.length);
    const text = line.repeat(count);
    assert.equal(parseGoSum(text).entries.length, count);
    // Generous: a quadratic parser takes minutes.
  });

  it('tells possible hashes from impossible ones', () => {
    assert.ok(isPossibleH1(hash));
    for (const bad of [
      'h1:',
      'h1:abc=',
      hash.slice(0, -1),
      `${hash}=`,
      hash.replace('=', 'A'),
      hash.replace('Y=', 'Z='),
    ])
      assert.ok(!isPossibleH1(bad), bad);
  });
});
