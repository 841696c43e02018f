import assert from 'node:assert/strict';
import { flagValue, joinQuoted, parseGoFlags, splitQuoted } from '../../../../src/engine/parse/goFlags';

describe('splitQuoted', () => {
  const words = (value: string): string[] => splitQuoted(value).words.map((word) => word.text);

  // The tables of cmd/internal/quoted.
  it('splits as cmd/internal/quoted', () => {
    assert.deepEqual(words(''), []);
    assert.deepEqual(words('   '), []);
    assert.deepEqual(words('a'), ['a']);
    assert.deepEqual(words(' a'), ['a']);
    assert.deepEqual(words('a '), ['a']);
    assert.deepEqual(words('a  b'), ['a', 'b']);
    assert.deepEqual(words('a\tb\nc'), ['a', 'b', 'c']);
    assert.deepEqual(words(`'a b'`), ['a b']);
    assert.deepEqual(words(`"a b"`), ['a b']);
    assert.deepEqual(words(`'a'"b"`), ['a', 'b']);
    assert.deepEqual(words(`a'b c'`), [`a'b`, `c'`]);
    assert.deepEqual(words(`'it"s'`), ['it"s']);
    assert.deepEqual(words(`''`), ['']);
  });

  it('says which quote is never closed', () => {
    assert.deepEqual(splitQuoted(`-v 'a b`).unterminated, { quote: "'", start: 3 });
    assert.deepEqual(splitQuoted('-v "').unterminated, { quote: '"', start: 3 });
  });

  it('joins so that splitting gives the words back', () => {
    for (const list of [['a', 'b'], ['-ldflags=-s -w'], ['', 'x'], [`it's`], ['say "x"']])
      assert.deepEqual(words(joinQuoted(list) ?? 'undefined'), list);
    assert.equal(joinQuoted([`'"`]), undefined);
  });
});

describe('parseGoFlags', () => {
  it('takes flags apart with one dash or two', () => {
    const flags = parseGoFlags('-mod=mod --tags=a=b -v x -').flags.map(({ name, value }) => [name, value]);
    assert.deepEqual(flags, [
      ['mod', 'mod'],
      ['tags', 'a=b'],
      ['v', undefined],
      ['', undefined],
      ['', undefined],
    ]);
  });

  it('lets the last of equal flags win, as go does', () => {
    const flags = parseGoFlags('-mod=mod -v -mod=vendor');
    assert.equal(flagValue(flags, 'mod'), 'vendor');
    assert.equal(flagValue(flags, 'v'), 'true');
    assert.equal(flagValue(flags, 'race'), undefined);
  });

  it('keeps offsets into the value, quotes included', () => {
    const [, second] = parseGoFlags(`-v '-ldflags=-s -w'`).flags;
    assert.deepEqual([second?.start, second?.end], [3, 19]);
  });
});
