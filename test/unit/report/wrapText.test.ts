import assert from 'node:assert/strict';
import { joinLines, wrapText } from '../../../src/report/wrapText';

const wrap = (text: string, width: number): readonly string[] => wrapText(text, { width }).split('\n');

describe('wrapping of prose', () => {
  it('breaks at spaces, and keeps what is too long whole', () => {
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrap('a example.com/very/long b', 8), ['a', 'example.com/very/long', 'b']);
  });

  it('keeps a command whole', () => {
    assert.deepEqual(wrap('then `go mod tidy`, once', 14), ['then', '`go mod tidy`,', 'once']);
  });

  it('counts columns of Chinese, and leaves marks where they belong', () => {
    assert.deepEqual(wrap('构建会停止。', 10), ['构建会停', '止。']);
    assert.deepEqual(wrap('构建（总是）停止', 6), ['构建', '（总', '是）停', '止']);
  });

  it('indents the lines of an item below its words', () => {
    assert.equal(wrapText('- one two three', { width: 9, indent: '  ' }), '- one two\n  three');
  });

  it('joins lines with a space, but not inside of Chinese', () => {
    assert.equal(joinLines(['one', 'two']), 'one two');
    assert.equal(joinLines(['真正', '的原因']), '真正的原因');
    assert.equal(joinLines(['那个', 'module']), '那个 module');
    assert.equal(joinLines(['`go mod tidy`：', '`go`']), '`go mod tidy`：`go`');
  });
});
