import assert from 'node:assert/strict';
import { Limiter } from '../../../src/base/limiter';

describe('Limiter', () => {
  it('runs at most so many at a time, in order, also after all have run once', async () => {
    const limiter = new Limiter(3);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const task = (id: number) => async (): Promise<number> => {
      order.push(id);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (id === 4) throw new Error('one fails');
      return id;
    };
    for (let round = 0; round < 2; round++) {
      const ids = Array.from({ length: 20 }, (_, at) => at);
      const settled = await Promise.allSettled(ids.map((id) => limiter.run(task(id))));
      assert.equal(settled.filter(({ status }) => status === 'rejected').length, 1);
      assert.deepEqual(order.splice(0), ids);
    }
    assert.equal(most, 3);
    assert.equal(running, 0);
  });
});
