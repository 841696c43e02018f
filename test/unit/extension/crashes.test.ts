import { deepEqual, equal, rejects } from 'node:assert/strict';
import { Crashes, startDespite } from '../../../src/extension/client/crashes';

describe('crashes of the server', () => {
  it('are no reason to stay down until there are too many within three minutes', () => {
    let now = 0;
    const crashes = new Crashes(() => now);
    const after = (seconds: number): boolean => {
      now += seconds * 1000;
      crashes.add();
      return crashes.mayStartAgain;
    };
    deepEqual([after(1), after(1), after(1), after(1), after(1)], [true, true, true, true, false]);
    equal(crashes.recent, 5);
    // The first four are too long ago.
    equal(after(179), true);
  });

  it('while it starts have it started again, as often as is no loop', async () => {
    const crashes = new Crashes(() => 0);
    let starts = 0;
    const crash = (): Promise<void> => {
      starts++;
      crashes.add();
      return Promise.reject(new Error(`crash ${String(starts)}`));
    };
    await rejects(startDespite(crashes, crash), /crash 5/);
    // Whoever wants it again has it tried once.
    await rejects(startDespite(crashes, crash), /crash 6/);
    equal(starts, 6);
  });

  it('end where a start succeeds, and another failure is thrown at once', async () => {
    const crashes = new Crashes(() => 0);
    let starts = 0;
    await startDespite(crashes, async () => {
      await Promise.resolve();
      if (++starts > 2) return;
      crashes.add();
      throw new Error('crash');
    });
    equal(starts, 3);
    const refused = (): Promise<void> => {
      starts++;
      return Promise.reject(new Error('wrong parameters'));
    };
    await rejects(startDespite(crashes, refused), /wrong parameters/);
    equal(starts, 4);
  });
});
