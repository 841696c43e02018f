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
      const all = await Promise.all([observer.onNews?.(), observer.onNews?.(), observer.onNews?.()]);
      assert.deepEqual(all, [true, false, false]);
      assert.equal(shown, 1);
      assert.equal(await observer.onNews?.(), false, 'too soon');
      assert.equal(shown, 1);
      time.now += 5;
      assert.equal(await observer.onNews?.(), true);
    });
    assert.equal(shown, 2);
  });

  it('shows less often where that takes long', async () => {
    const time = { now: 0 };
    const early = new EarlyFindings(timersAt(time), async () => {
      await new Promise((resolve) => setImmediate(resolve));
      time.now += 4;
    });
    await early.whileTyping(step, async (observer) => {
      assert.equal(await observer.onNews?.(), true);
      time.now += 11;
      assert.equal(await observer.onNews?.(), false);
      time.now += 1;
      assert.equal(await observer.onNews?.(), true);
    });
  });

  it('goes on once what was found is sent, or where the client does not take it', async () => {
    const time = { now: 0 };
    let impatience = (): void => undefined;
    const timers: Timers = {
      now: () => time.now,
      after: (ms, callback) => {
        if (ms === 10) impatience = callback;
        return { cancel: () => undefined };
      },
    };
    let sent = (): void => undefined;
    const early = new EarlyFindings(timers, () => new Promise<void>((resolve) => (sent = resolve)));
    const log: string[] = [];
    await early.whileTyping(step, async (observer) => {
      const first = observer.onNews?.().then(() => log.push('went on'));
      await new Promise((resolve) => setImmediate(resolve));
      log.push('sent');
      sent();
      await first;
      time.now += 15;
      const second = observer.onNews?.().then(() => log.push('went on'));
      await new Promise((resolve) => setImmediate(resolve));
      log.push('nobody reads');
      impatience();
      await second;
    });
    assert.deepEqual(log, ['sent', 'went on', 'nobody reads', 'went on']);
  });
});
