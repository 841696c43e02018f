import assert from 'node:assert/strict';
import { allKnown, whenKnown } from '../../../src/base/awaitable';

describe('awaitable', () => {
  it('goes on at once from what is known', () => {
    assert.equal(
      whenKnown(1, (one) => one + 1),
      2,
    );
    assert.deepEqual(allKnown([1, 2]), [1, 2]);
  });

  it('waits for what is not', async () => {
    assert.equal(await whenKnown(Promise.resolve(1), (one) => one + 1), 2);
    assert.deepEqual(await allKnown([1, Promise.resolve(2)]), [1, 2]);
  });
});
