import type { RunObserver } from '../engine/index';
import type { Step, Timers } from './runLoop';

/** After that time the checks that an edit concerns run side by side, and a little later what they found is shown. */
const patienceMs = 20;
const nextTurnMs = 5;

/** How often findings of a long run are shown before it has ended. */
const intervalMs = 1000;

/** Shows what a run finds before it has ended. */
export class EarlyFindings {
  readonly #timers: Timers;
  readonly #show: (step: Step) => Promise<void>;

  /** @param show what the step's run has found so far, where that is still wanted */
  constructor(timers: Timers, show: (step: Step) => Promise<void>) {
    this.#timers = timers;
    this.#show = show;
  }

  /** Somebody types: what the quick checks find is shown before the slow ones begin. */
  async whileTyping<T>(step: Step, run: (observer: RunObserver) => Promise<T>): Promise<T> {
    const onQuickDone = async (): Promise<void> => {
      await this.#show(step);
      // What is to be sent is sent once nothing else is to be done.
      await new Promise<void>((resolve) => this.#timers.after(0, resolve));
    };
    let timer: { cancel(): void } | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = this.#timers.after(patienceMs, () => {
        resolve();
        timer = this.#timers.after(nextTurnMs, () => void this.#show(step));
      });
    });
    try {
      return await this.regularly(step, () => run({ onQuickDone, patience }));
    } finally {
      timer?.cancel();
    }
  }

  /** With hundreds of modules go takes minutes: what it says is shown as it comes. */
  async regularly<T>(step: Step, run: () => Promise<T>): Promise<T> {
    let timer: { cancel(): void } | undefined;
    const wait = (): void => {
      timer = this.#timers.after(intervalMs, () => {
        void this.#show(step);
        wait();
      });
    };
    wait();
    try {
      return await run();
    } finally {
      timer?.cancel();
    }
  }
}
