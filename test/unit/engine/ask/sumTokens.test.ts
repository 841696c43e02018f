import assert from 'node:assert/strict';
import { sumTokens } from '../../../../src/engine/ask/sumTokens';

const hash = 'T+2dAsCk6mCe2DYfWXdUxIKWoWiJnRlXWdVFZ2ZOGtc=';

/** The tokens as `kind:text`. */
function tokensOf(line: string): string[] {
  return sumTokens(line).map(({ column, length, kind }) => `${kind}:${line.slice(column, column + length)}`);
}

describe('tokens of go.sum', () => {
  it('name the five parts of a line', () => {
    assert.deepEqual(tokensOf(`rsc.io/quote v1.5.2 h1:${hash}`), [
      'path:rsc.io/quote',
      'version:v1.5.2',
      'algorithm:h1:',
      `hash:${hash}`,
    ]);
    assert.deepEqual(tokensOf(`rsc.io/quote v2.0.0+incompatible/go.mod h1:${hash}`), [
      'path:rsc.io/quote',
      'version:v2.0.0+incompatible',
      'goMod:/go.mod',
      'algorithm:h1:',
      `hash:${hash}`,
    ]);
  });

  it('take white space as go takes it, and leave the CR alone', () => {
    assert.deepEqual(tokensOf(`\trsc.io/quote  v1.5.2\u00a0h1:${hash}\r`), [
      'path:rsc.io/quote',
      'version:v1.5.2',
      'algorithm:h1:',
      `hash:${hash}`,
    ]);
    assert.deepEqual([...tokensOf(''), ...tokensOf('\r'), ...tokensOf('  \t')], []);
  });

  it('mark what go stops at: any other count of fields, and what a merge left behind', () => {
    for (const line of ['rsc.io/quote v1.5.2', `a v1 h1:${hash} more`, '<<<<<<< HEAD', '=======', '>>>>>>> theirs'])
      assert.deepEqual(tokensOf(line), [`fault:${line}`]);
  });

  it('mark a hash that can be the hash of nothing, and no other part of its line', () => {
    assert.deepEqual(tokensOf('rsc.io/quote v1.5.2 h1:short'), [
      'path:rsc.io/quote',
      'version:v1.5.2',
      'algorithm:h1:',
      'fault:short',
    ]);
  });

  it('show as ignored what go passes over: other algorithms, the hash of no go.mod', () => {
    const unknown = `rsc.io/quote v1.5.2 h2:${hash}`;
    const noGoMod = 'rsc.io/quote v1.5.2/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';
    assert.deepEqual([tokensOf(unknown), tokensOf(noGoMod)], [[`ignored:${unknown}`], [`ignored:${noGoMod}`]]);
  });
});
