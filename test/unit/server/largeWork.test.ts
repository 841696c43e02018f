import assert from 'node:assert/strict';
import { sparingHeap } from '../../../src/server/largeWork';

describe('the heap of the server', () => {
  it('is sparing once no large work is under way any more, however it ended', async () => {
    const flags: string[] = [];
    const largeWork = sparingHeap((flag) => flags.push(flag));
    let end: () => void = () => undefined;
    const first = largeWork(() => new Promise<void>((resolve) => (end = resolve)));
    const second = largeWork(() => Promise.reject(new Error('it failed')));
    await assert.rejects(second, /it failed/);
    assert.deepEqual(flags, ['--no-optimize-for-size']);
    end();
    await first;
    assert.deepEqual(flags, ['--no-optimize-for-size', '--optimize-for-size']);
    assert.equal(await largeWork(() => Promise.resolve('found')), 'found');
    assert.equal(flags.length, 4);
  });
});
