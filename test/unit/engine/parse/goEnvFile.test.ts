import assert from 'node:assert/strict';
import { lastEntry, parseGoEnvFile } from '../../../../src/engine/parse/goEnvFile';

describe('parseGoEnvFile', () => {
  it('counts a line that starts with A to Z and has a =, and nothing else', () => {
    const file = parseGoEnvFile('# c\n\nGOFLAGS=-mod=mod\ngofoo=1\n GOX=1\nGOPROXY\n');
    assert.deepEqual(
      file.entries.map(({ key, value }) => [key, value]),
      [['GOFLAGS', '-mod=mod']],
    );
    assert.deepEqual(
      file.ignored.map(({ text, range }) => [text, range.start.line]),
      [
        ['gofoo=1', 3],
        [' GOX=1', 4],
        ['GOPROXY', 5],
      ],
    );
  });

  it('keeps quotes, spaces and a carriage return, as go does', () => {
    assert.deepEqual(
      parseGoEnvFile('A="x" \nB =y\r\n').entries.map(({ key, value }) => [key, value]),
      [
        ['A', '"x" '],
        ['B ', 'y\r'],
      ],
    );
  });

  it('lets the last duplicate win', () => {
    const entry = lastEntry(parseGoEnvFile('A=1\nB=2\nA=3'), 'A');
    assert.equal(entry?.value, '3');
    assert.deepEqual(entry.valueRange, { start: { line: 2, column: 2 }, end: { line: 2, column: 3 } });
  });
});
