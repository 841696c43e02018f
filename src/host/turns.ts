import { setImmediate } from 'node:timers/promises';

/** How long work keeps the thread before it lets others have a turn: signals, timers. */
const turnMs = 30;

/** The turns of work that reads the disk synchronously: `if (turns.isOver) await turns.next()`. */
export class Turns {
  #ends = performance.now() + turnMs;

  get isOver(): boolean {
    return performance.now() > this.#ends;
  }

  async next(): Promise<void> {
    await setImmediate();
    this.#ends = performance.now() + turnMs;
  }
}
