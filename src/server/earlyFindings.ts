import type { RunObserver } from '../engine/index';
import type { Step, Timers } from './runLoop';

/** After that time the checks that an edit concerns run side by side. */
const patienceMs = 20;

/** What is found next does not wait longer for a client that does not read. */
const sendingMs = 10;

/** Showing findings to who types takes no more than a fourth of the time, and comes some 200 times a second at most. */
const leastPauseMs = 5;
const pauseRatio = 3;

/** How often findings are shown in a long run. */
const intervalMs = 1000;

/** Shows what a run finds before it has ended. */
export class EarlyFindings {
  readonly #timers: Timers;
  readonly #show: (step: Step) => Promise<void>;

  /** @param show what the step's run has found so far, where that is still wanted; resolves when it is sent */
  constructor(timers: Timers, show: (step: Step) => Promise<void>) {
    this.#timers = timers;
    this.#show = show;
  }

  /** Somebody types: what a check finds is shown before the others begin. */
  async whileTyping<T>(step: Step, run: (observer: RunObserver) => Promise<T>): Promise<T> {
    let nextAt = Number.NEGATIVE_INFINITY;
    const onNews = async (): Promise<boolean> => {
      const started = this.#timers.now();
      if (started < nextAt) return false;
      // Where checks run side by side, the others need not show the same.
      nextAt = Number.POSITIVE_INFINITY;
      await Promise.race([this.#show(step), new Promise<void>((resolve) => this.#timers.after(sendingMs, resolve))]);
      const ended = this.#timers.now();
      nextAt = ended + Math.max(leastPauseMs, pauseRatio * (ended - started));
      return true;
    };
    let timer: { cancel(): void } | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = this.#timers.after(patienceMs, resolve);
    });
    try {
      return await this.regularly(step, () => run({ onNews, patience }));
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
