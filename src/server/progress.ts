import type { Progress, RunReason } from '../protocol/index';
import type { Timers } from './runLoop';

/** Shorter runs show nothing: a spinner at every key would only flicker. */
const quietMs = 300;
const intervalMs = 100;

/** Tells how far a run is, and that it ended if anything was told. */
export class ProgressReporter {
  readonly #send: (running: Progress | undefined) => void;
  readonly #timers: Timers;
  #reason: RunReason | undefined;
  #done = 0;
  #total = 0;
  #startedAt = 0;
  #sentAt = 0;
  #shown = false;
  #timer: { cancel(): void } | undefined;

  constructor(send: (running: Progress | undefined) => void, timers: Timers) {
    this.#send = send;
    this.#timers = timers;
  }

  /** A step begins; one that follows at once goes on with the same spinner. */
  begin(reason: RunReason): void {
    if (this.#reason === undefined) this.#startedAt = this.#timers.now();
    this.#reason = reason;
    this.#done = 0;
    this.#timer ??= this.#timers.after(quietMs, () => this.#show());
  }

  /** So many outcomes of so many are known. */
  step(done: number, total: number): void {
    this.#done = done;
    this.#total = total;
    const now = this.#timers.now();
    if (now - this.#startedAt >= quietMs && now - this.#sentAt >= intervalMs) this.#show();
  }

  /** Nothing runs any more. */
  end(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#reason = undefined;
    if (this.#shown) this.#send(undefined);
    this.#shown = false;
  }

  #show(): void {
    this.#sentAt = this.#timers.now();
    this.#shown = true;
    if (this.#reason !== undefined) this.#send({ reason: this.#reason, done: this.#done, total: this.#total });
  }
}
