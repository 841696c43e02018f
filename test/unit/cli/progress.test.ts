import { deepEqual } from 'node:assert/strict';
import { Progress } from '../../../src/cli/progress';

describe('the line of progress', () => {
  const terminal = (written: string[], fails: boolean) => ({
    isTerminal: true,
    columns: 80,
    write: (text: string): Promise<void> => {
      written.push(text);
      return fails ? Promise.reject(new Error('EIO')) : Promise.resolve();
    },
  });

  it('is rewritten in place, twenty times a second at most, and leaves nothing behind', async () => {
    const written: string[] = [];
    const progress = new Progress(terminal(written, false));
    for (const now of [0, 10, 60]) progress.show(() => `at ${now}`, now);
    await progress.clear();
    deepEqual(written, ['\r\u001b[2Kat 0', '\r\u001b[2Kat 60', '\r\u001b[2K']);
  });

  it('is given up where the terminal is gone, and fails nobody', async () => {
    const written: string[] = [];
    const progress = new Progress(terminal(written, true));
    progress.show(() => 'first', 0);
    // A rejection that nobody hears would fail this run.
    await new Promise((resolve) => setImmediate(resolve));
    progress.show(() => 'second', 1000);
    await progress.clear();
    deepEqual(written, ['\r\u001b[2Kfirst']);
  });
});
