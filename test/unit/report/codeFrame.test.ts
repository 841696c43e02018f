import assert from 'node:assert/strict';
import type { Range } from '../../../src/engine/index';
import { codeFrame, linesOf } from '../../../src/report/codeFrame';
import { displayWidth } from '../../../src/report/displayWidth';
import { printable } from '../../../src/report/printable';

const style = { unicode: true, width: 60 };

/** The frame of the only occurrence of `word`: its line, and the line with the mark below. */
function frame(text: string, word: string, using = style): [string, string] {
  const offset = text.indexOf(word);
  const line = text.slice(0, offset).split('\n').length - 1;
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const range: Range = { start: { line, column }, end: { line, column: column + word.length } };
  const found = codeFrame(linesOf(text), range, using);
  assert.ok(found);
  assert.equal(found.lineNumber, line + 1);
  return [found.text, ' '.repeat(found.indent) + '^'.repeat(found.length)];
}

describe('code frame', () => {
  it('underlines a word', () => {
    assert.deepEqual(frame('a\nfoo bar baz\n', 'bar'), ['foo bar baz', '    ^^^']);
  });

  it('counts a tab as it shows it, before and in the mark', () => {
    assert.deepEqual(frame('\t\trequire x\n', 'require'), ['    require x', '    ^^^^^^^']);
    assert.deepEqual(frame('a\tb\n', 'a\tb'), ['a  b', '^^^^']);
  });

  it('counts wide characters as two columns, combining ones as none', () => {
    assert.deepEqual(frame('// 中文 bar\n', 'bar'), ['// 中文 bar', '        ^^^']);
    assert.deepEqual(frame('// 中文 bar\n', '文'), ['// 中文 bar', '     ^^']);
    assert.deepEqual(frame('e\u0301 bar\n', 'bar'), ['e\u0301 bar', '  ^^^']);
  });

  it('takes columns in UTF-16 code units', () => {
    assert.deepEqual(frame('😀😀 bar\n', 'bar'), ['😀😀 bar', '     ^^^']);
    assert.deepEqual(frame('𝐱 bar\n', 'bar'), ['𝐱 bar', '  ^^^']);
  });

  it('drops a carriage return and a byte order mark, and escapes other control characters', () => {
    assert.deepEqual(frame('foo bar\r\nx', 'bar'), ['foo bar', '    ^^^']);
    assert.deepEqual(codeFrame(linesOf('\uFEFFbar\n'), range(0, 0, 0, 3), style)?.text, 'bar');
    assert.deepEqual(frame('\u001b[1m bar\n', 'bar'), ['\\x1b[1m bar', '        ^^^']);
    assert.deepEqual(frame('\u202ebar\n', 'bar'), ['\\u202ebar', '      ^^^']);
  });

  it('marks one column where the range is empty, at the end of a line too', () => {
    assert.deepEqual(codeFrame(linesOf('abc\n'), range(0, 3, 0, 3), style), {
      lineNumber: 1,
      text: 'abc',
      indent: 3,
      length: 1,
      continuesTo: undefined,
    });
  });

  it('marks to the end of the line where the range goes on, and says how far', () => {
    const found = codeFrame(linesOf('abc def\nx\ny\n'), range(0, 4, 2, 1), style);
    assert.deepEqual([found?.indent, found?.length, found?.continuesTo], [4, 3, 3]);
    assert.equal(codeFrame(linesOf('abc\nx\n'), range(0, 0, 1, 0), style)?.continuesTo, undefined);
  });

  it('cuts long lines around the mark', () => {
    const long = `${'a'.repeat(100)} NEEDLE ${'b'.repeat(100)}`;
    const [text, mark] = frame(long, 'NEEDLE');
    assert.ok(displayWidth(text) <= 60, text);
    assert.match(text, /^…a+ NEEDLE b+…$/);
    assert.equal(text.slice(mark.indexOf('^'), mark.length), 'NEEDLE');
    assert.match(frame(long, 'NEEDLE', { ...style, unicode: false })[0], /^\.\.\.a+ NEEDLE b+\.\.\.$/);
    const [head, headMark] = frame(`NEEDLE ${'b'.repeat(100)}`, 'NEEDLE');
    assert.match(head, /^NEEDLE b+…$/);
    assert.equal(headMark, '^^^^^^');
  });

  it('survives lines of a megabyte', () => {
    const [text] = frame(`${'中'.repeat(500_000)}NEEDLE${'x'.repeat(500_000)}`, 'NEEDLE');
    assert.ok(displayWidth(text) <= 60);
  });

  it('has nothing to show for a line that is not there', () => {
    assert.equal(codeFrame(linesOf('a\n'), range(7, 0, 7, 1), style), undefined);
  });
});

describe('display width', () => {
  it('is that of a terminal', () => {
    const cases: [string, number][] = [
      ['', 0],
      ['abc', 3],
      ['é', 1],
      ['e\u0301', 1],
      ['中文', 4],
      ['한글', 4],
      ['ﾊﾝ', 2],
      ['Ａ', 2],
      ['😀', 2],
      ['→ · │ ━', 7],
      ['a\u200bb', 2],
    ];
    for (const [text, width] of cases) assert.equal(displayWidth(text), width, JSON.stringify(text));
  });
});

describe('printable text', () => {
  it('escapes what a terminal would act on', () => {
    assert.equal(
      printable('a\nb\tc\r\u0000\u001b[2J\u007f\u009b\u2028\u202e'),
      'a\\nb\\tc\\r\\x00\\x1b[2J\\x7f\\x9b\\u2028\\u202e',
    );
  });

  it('leaves other text alone', () => {
    for (const text of ['go.mod', '中文 é 😀 e\u0301', 'C:\\src', '']) assert.equal(printable(text), text);
  });
});

function range(line: number, column: number, endLine: number, endColumn: number): Range {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}
