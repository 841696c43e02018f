import assert from 'node:assert/strict';
import { EarlyFindings } from '../../../src/server/earlyFindings';
import type { Step, Timers } from '../../../src/server/runLoop';

const step: Step = { reason: 'edit', signal: new AbortController().signal, isStale: () => false };

/** What is due at once comes at the next turn; later than that, never. */
function timersAt(time: { now: number }): Timers {
  return {
    now: () => time.now,
    after: (ms, callback) => {
      if (ms === 0) setImmediate(callback);
      return { cancel: () => undefined };
    },
  };
}

describe('findings before the end of a run', () => {
  it('shows once what checks side by side have found, and again after a while', async () => {
    const time = { now: 0 };
    let shown = 0;
    const early = new EarlyFindings(timersAt(time), async () => {
      shown++;
      await new Promise((resolve) => setImmediate(resolve));
    });
    await early.whileTyping(step, async (observer) => {
      await Promise.all([observer.onNews?.(), observer.onNews?.(), observer.onNews?.()]);
      assert.equal(shown, 1);
      await observer.onNews?.();
      assert.equal(shown, 1, 'too soon');
      time.now += 15;
      await observer.onNews?.();
    });
    assert.equal(shown, 2);
  });
});
