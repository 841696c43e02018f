import * as assert from 'node:assert/strict';
import { goErrorReason } from '../../../../../src/engine/facts/go/goErrorReason';

describe('the reason of a go error', () => {
  it('is its line', () => {
    assert.equal(goErrorReason('go: go.mod file not found\n'), 'go: go.mod file not found');
    assert.equal(goErrorReason(''), '');
  });

  it('stands at the end of a chain of imports', () => {
    const chain = [
      'go: downloading example.com/lib v1.0.0',
      'go: example.com/shop/cart imports',
      '\texample.com/lib tested by',
      '\texample.com/lib.test imports',
      '\texample.com/prices: replacement directory ../prices does not exist',
      'go: example.com/shop/cart imports',
      '\tanother: reason',
    ];
    assert.equal(
      goErrorReason(`${chain.join('\n')}\n`),
      'example.com/prices: replacement directory ../prices does not exist',
    );
  });

  it('is the last line of a chain that is cut off', () => {
    assert.equal(goErrorReason('go: a imports'), 'go: a imports');
  });
});
