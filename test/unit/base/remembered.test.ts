import assert from 'node:assert/strict';
import { kept } from '../../../src/base/kept';
import { rememberWeakly } from '../../../src/base/rememberWeakly';
import { ownText, ownTexts } from '../../../src/base/ownText';

describe('what is remembered', () => {
  it('is the same text in memory of its own', () => {
    for (const text of ['', 'a', 'ab', '😀', '😀😀', 'é\0\n', 'github.com/example/module'.repeat(9)])
      assert.equal(ownText(` ${text} `.slice(1, -1)), text);
  });

  it('is the same plain data, with texts in memory of their own', () => {
    const data = {
      text: 'a',
      missing: undefined,
      nothing: null,
      list: [{ at: 1, is: true }, 'b', []],
      inner: { text: '' },
    };
    assert.deepEqual(ownTexts(data), data);
    assert.notEqual(ownTexts(data), data);
  });

  it('is a list of the same elements, which does not grow with the one that was gathered', () => {
    const gathered = [1, 2];
    const list = kept(gathered);
    gathered.push(3);
    assert.deepEqual(list, [1, 2]);
    assert.equal(kept([]), kept([]));
  });

  it('weakly is not made again while nobody needs its memory', () => {
    let derived = 0;
    const lengthOf = rememberWeakly((text: { readonly text: string }) => ({ length: text.text.length, at: ++derived }));
    const key = { text: 'abc' };
    const first = lengthOf(key);
    assert.equal(lengthOf(key), first);
    assert.deepEqual(lengthOf({ text: 'ab' }), { length: 2, at: 2 });
  });
});
