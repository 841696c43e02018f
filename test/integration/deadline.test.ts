import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { deadline } from '../../src/host/deadline';

/** Answers once it is asked to in shared memory, and then says there that it has. */
const answering = `
  const { parentPort, workerData: shared } = require('node:worker_threads');
  Atomics.wait(shared, 0, 0);
  parentPort.postMessage('answer');
  Atomics.store(shared, 1, 1);
  Atomics.notify(shared, 1);
`;

describe('a deadline', () => {
  it('lets an answer count that came while this thread was busy', async () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker(answering, { eval: true, workerData: shared });
    const heard = await new Promise<string>((resolve) => {
      // After its input and output a turn of the event loop comes to its immediates, then the next one to its timers.
      worker.once('online', () => setImmediate(answerWhileBusy, resolve));
    });
    await worker.terminate();
    assert.equal(heard, 'answer');

    function answerWhileBusy(resolve: (heard: string) => void): void {
      deadline(1, () => resolve('too late'));
      worker.once('message', resolve);
      Atomics.store(shared, 0, 1);
      Atomics.notify(shared, 0);
      Atomics.wait(shared, 1, 0);
      // The deadline has passed as well.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  });

  it('ends what nobody answers', async () => {
    await new Promise<void>((resolve) => deadline(1, resolve));
  });

  it('is over when it was ended', async () => {
    let calls = 0;
    deadline(1, () => calls++)();
    await new Promise<void>((resolve) => deadline(5, resolve));
    assert.equal(calls, 0);
  });
});
