import { deepEqual } from 'node:assert/strict';
import { unawaited } from '../../../src/extension/client/unawaited';

describe('what nobody waits for', () => {
  it('ends in the log where it fails, and nowhere else', async () => {
    const unhandled: unknown[] = [];
    const lines: string[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    // Before the listener of mocha, which would end the run.
    process.prependListener('unhandledRejection', note);
    try {
      unawaited(Promise.reject(new Error('Client is not running')), { debug: (line) => lines.push(line) });
      unawaited(Promise.resolve(), { debug: (line) => lines.push(line) });
      // Node tells of unhandled rejections before the next turn of its loop.
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.removeListener('unhandledRejection', note);
    }
    deepEqual(
      { lines, unhandled },
      { lines: ['the server was not told: Error: Client is not running'], unhandled: [] },
    );
  });
});
