import { nodeClock } from './clock';

/** How long work keeps the thread before it lets others have a turn: signals, timers. */
const turnMs = 30;

/** The turns of work that reads the disk synchronously: `if (turns.isOver) await turns.next()`. */
export class Turns {
  #ends = nodeClock.now() + turnMs;

  get isOver(): boolean {
    return nodeClock.now() > this.#ends;
  }

  async next(): Promise<void> {
    await new Promise<void>((resolve) => void setImmediate(resolve));
    this.#ends = nodeClock.now() + turnMs;
  }
}
