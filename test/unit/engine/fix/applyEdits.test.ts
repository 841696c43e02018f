import assert from 'node:assert/strict';
import { applyEdits, rangesOverlap } from '../../../../src/engine/fix/applyEdits';
import type { Range } from '../../../../src/engine/index';

const range = (line: number, column: number, endLine: number, endColumn: number): Range => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});
const edit = (at: Range, newText: string): { range: Range; newText: string } => ({ range: at, newText });

describe('edits', () => {
  const text = 'one\ntwo\r\nthree';

  it('are applied wherever they stand in the list', () => {
    const edits = [edit(range(2, 0, 2, 5), '3'), edit(range(0, 1, 0, 2), 'N'), edit(range(1, 0, 1, 0), '> ')];
    assert.equal(applyEdits(text, edits), 'oNe\n> two\r\n3');
  });

  it('keep the order of insertions at one place', () => {
    assert.equal(applyEdits(text, [edit(range(0, 0, 0, 0), 'a'), edit(range(0, 0, 0, 0), 'b')]), `ab${text}`);
  });

  it('delete whole lines, the last one too', () => {
    assert.equal(applyEdits(text, [edit(range(1, 0, 2, 0), '')]), 'one\nthree');
    assert.equal(applyEdits('one\ntwo\n', [edit(range(1, 0, 2, 0), '')]), 'one\n');
    assert.equal(applyEdits('one\ntwo', [edit(range(1, 0, 2, 0), '')]), 'one\n');
  });

  it('count columns in UTF-16 code units', () => {
    assert.equal(applyEdits('😀x', [edit(range(0, 2, 0, 3), 'y')]), '😀y');
  });

  it('do not count a byte order mark, and keep it', () => {
    assert.equal(applyEdits('\uFEFFabc\n', [edit(range(0, 0, 0, 1), 'x')]), '\uFEFFxbc\n');
    assert.equal(applyEdits('\uFEFFabc', [edit(range(0, 3, 0, 4), 'x')]), undefined);
  });

  it('are refused whole where two overlap or one lies outside the text', () => {
    assert.equal(applyEdits(text, [edit(range(0, 0, 0, 2), ''), edit(range(0, 1, 0, 3), '')]), undefined);
    for (const bad of [range(5, 0, 5, 0), range(0, 9, 0, 9), range(0, 2, 0, 1), range(2, 0, 2, 6)])
      assert.equal(applyEdits(text, [edit(bad, 'x')]), undefined, JSON.stringify(bad));
  });

  it('overlap when they share a character or insert at one place', () => {
    assert.equal(rangesOverlap(range(0, 0, 0, 2), range(0, 2, 0, 3)), false);
    assert.equal(rangesOverlap(range(0, 0, 0, 2), range(0, 1, 0, 3)), true);
    assert.equal(rangesOverlap(range(0, 1, 0, 1), range(0, 1, 0, 1)), true);
    assert.equal(rangesOverlap(range(0, 0, 3, 0), range(1, 0, 1, 0)), true);
    assert.equal(rangesOverlap(range(0, 0, 1, 0), range(1, 0, 1, 4)), false);
  });
});
