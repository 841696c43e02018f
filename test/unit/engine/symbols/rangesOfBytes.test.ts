import assert from 'node:assert/strict';
import { rangeOfBytes, rangesOfBytes } from '../../../../src/engine/symbols/packageFiles';

const text = '\uFEFFpackage 世界 // é😀\n\nvar x, y = "ü", 世界\r\nvar z = x + y\n';

describe('the places of bytes', () => {
  const bytes = Buffer.from(text);
  const spots = ['package', '世', 'é', '😀', 'x', 'y', 'ü', 'z', 'x +'].reduce<{ start: number; end: number }[]>(
    (found, word) => {
      const start = bytes.indexOf(word, found.at(-1)?.end ?? 0);
      assert.ok(start >= 0, word);
      return [...found, { start, end: start + Buffer.byteLength(word) }];
    },
    [],
  );

  it('are lines and UTF-16 columns, many in one pass', () => {
    const ranges = rangesOfBytes(bytes, spots);
    const lines = text.replace('\uFEFF', '').split('\n');
    assert.deepEqual(
      ranges.map(({ start, end }) => (lines[start.line] ?? '').slice(start.column, end.column)),
      spots.map(({ start, end }) => bytes.subarray(start, end).toString()),
    );
  });

  it('are the same one by one', () => {
    assert.deepEqual(
      spots.map(({ start, end }) => rangeOfBytes(bytes, start, end)),
      rangesOfBytes(bytes, spots),
    );
  });

  it('of no spot are none', () => {
    assert.deepEqual(rangesOfBytes(bytes, []), []);
  });
});
