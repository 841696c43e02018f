import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineRange, type Range } from '../../../src/engine/index';
import { shiftRange, type TextChange } from '../../../src/server/shiftRanges';

const text = 'module m\n\nrequire a v1\nrequire b v2\n';
const requireB = lineRange(3, 8, 9);

function edit(startLine: number, start: number, endLine: number, end: number, newText: string): TextChange {
  return { range: { start: { line: startLine, column: start }, end: { line: endLine, column: end } }, newText };
}

describe('shiftRange', () => {
  const cases: readonly (readonly [string, TextChange, Range | undefined])[] = [
    ['an edit behind it changes nothing', edit(3, 10, 3, 12, 'v3'), lineRange(3, 8, 9)],
    ['a line before it moves it down', edit(1, 0, 1, 0, 'go 1.26\n'), lineRange(4, 8, 9)],
    ['a line taken away before it moves it up', edit(2, 0, 3, 0, ''), lineRange(2, 8, 9)],
    ['text before it in the line moves it right', edit(3, 0, 3, 0, '  '), lineRange(3, 10, 11)],
    ['a line break before it in the line', edit(3, 7, 3, 8, ' (\n\t'), lineRange(4, 1, 2)],
    ['joining its line with the one above', edit(2, 12, 3, 0, ';'), lineRange(2, 21, 22)],
    ['typing at its end leaves it', edit(3, 9, 3, 9, 'x'), lineRange(3, 8, 9)],
    ['an edit inside it ends it', edit(3, 8, 3, 9, 'c'), undefined],
    ['an edit around it ends it', edit(2, 0, 4, 0, ''), undefined],
    ['a whole new text ends it', { newText: 'module m\n' }, undefined],
  ];
  for (const [name, change, expected] of cases) {
    it(name, () => assert.deepEqual(shiftRange(requireB, [change]), expected));
  }

  it('keeps pointing at the same text through a series of edits, as the editor itself counts', () => {
    const document = TextDocument.create('file:///go.mod', 'go.mod', 1, text);
    const changes = [edit(0, 8, 0, 8, '\n// a comment'), edit(2, 0, 2, 0, 'go 1.26\n'), edit(4, 0, 5, 0, '')];
    TextDocument.update(
      document,
      changes.map(({ range, newText }) => ({
        range: {
          start: { line: range!.start.line, character: range!.start.column },
          end: { line: range!.end.line, character: range!.end.column },
        },
        text: newText,
      })),
      2,
    );
    const shifted = shiftRange(requireB, changes);
    const line = document.getText().split('\n')[shifted!.start.line];
    assert.equal(line?.slice(shifted!.start.column, shifted!.end.column), 'b', document.getText());
  });
});
