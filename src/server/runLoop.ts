import { Cancelled } from '../engine/index';
import type { RunReason } from '../protocol/index';

/** `static` reads files; `full` goes on to whatever the profile allows. */
export type Depth = 'static' | 'full';

export interface Demand {
  readonly reason: RunReason;
  readonly depth: Depth;
  readonly delayMs: number;
}

export interface Step {
  readonly reason: RunReason;
  /** fires when the step is no longer wanted: it rejects with `Cancelled` */
  readonly signal: AbortSignal;
  /** whether something newer was demanded meanwhile: then the result is not published */
  isStale(): boolean;
}

/** What is run. Each step publishes its own result. */
export interface RunSteps {
  /** @param fullFollows whether a full step is due @returns whether a full step is still of use */
  static(step: Step, fullFollows: boolean): Promise<boolean>;
  full(step: Step): Promise<void>;
  /** whether a static step may be cancelled by an edit: not the first, whose scan of the whole tree would start again at every key */
  isInterruptible(): boolean;
  /** nothing runs and nothing is due */
  idle(): void;
  failed(error: unknown): void;
}

export interface Timers {
  now(): number;
  after(ms: number, callback: () => void): { cancel(): void };
}

/** Typing must not start and kill `go` at every key: a full step that an edit interrupted waits for a pause. */
export const pauseMs = 500;

interface Waiter {
  /** the demand it waits for, by number: only a step that began after it counts */
  readonly asked: number;
  readonly depth: Depth;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Running {
  readonly depth: Depth;
  readonly controller: AbortController;
}

/**
 * One run a folder at a time. Demands that come together are one run; a demand that comes during a run cancels it, since
 * its result would be stale, and what it had not finished is due again.
 */
export class RunLoop {
  readonly #steps: RunSteps;
  readonly #timers: Timers;
  readonly #waiters = new Set<Waiter>();
  /** when each step is due; absent: not wanted */
  #staticAt: number | undefined;
  #fullAt: number | undefined;
  /** why a full step is due or runs: a cancelled command takes only its own reason away */
  readonly #fullReasons = new Set<RunReason>();
  #reason: RunReason = 'start';
  /** counts the demands */
  #asked = 0;
  #running: Running | undefined;
  #timer: { cancel(): void } | undefined;
  #disposed = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(steps: RunSteps, timers: Timers) {
    this.#steps = steps;
    this.#timers = timers;
  }

  /** Whether a step runs now. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  demand({ reason, depth, delayMs }: Demand): void {
    if (this.#disposed) return;
    this.#asked++;
    this.#reason = reason;
    const at = this.#timers.now() + delayMs;
    this.#interrupt(at);
    this.#staticAt = Math.min(this.#staticAt ?? at, at);
    if (depth === 'full') {
      this.#fullAt = Math.min(this.#fullAt ?? at, at);
      this.#fullReasons.add(reason);
    } else if (this.#fullAt !== undefined) this.#fullAt = Math.max(this.#fullAt, at + pauseMs);
    this.#schedule();
  }

  /** Resolves when all that was demanded so far, to this depth, has been run; rejects when that failed or was cancelled. */
  settled(depth: Depth): Promise<void> {
    const staticBusy = this.#staticAt !== undefined || this.#running?.depth === 'static';
    const fullBusy = this.#fullAt !== undefined || this.#running !== undefined;
    if (this.#disposed || !(staticBusy || (depth === 'full' && fullBusy))) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.add({ asked: this.#asked, depth, resolve, reject });
    });
  }

  /** The person cancelled what they had asked for. What has other reasons is still run. */
  cancelCommand(): void {
    this.#fullReasons.delete('command');
    if (this.#fullReasons.size > 0) return;
    this.#fullAt = undefined;
    if (this.#running?.depth === 'static' && this.#reason !== 'command') return;
    this.#staticAt = undefined;
    this.#running?.controller.abort();
    this.#rejectAll(new Cancelled());
    this.#schedule();
  }

  /** Cancels what runs and resolves when it has ended. Nothing is run any more. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#timer?.cancel();
    this.#running?.controller.abort();
    this.#rejectAll(new Cancelled());
    await this.#ended;
  }

  /** Cancels the running step; it is due again, a full one after a pause. */
  #interrupt(at: number): void {
    if (this.#running === undefined) return;
    if (this.#running.depth === 'full') {
      this.#running.controller.abort();
      this.#fullAt ??= at + pauseMs;
    } else if (this.#steps.isInterruptible()) this.#running.controller.abort();
  }

  #schedule(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#running || this.#disposed) return;
    const at = Math.min(this.#staticAt ?? Infinity, this.#fullAt ?? Infinity);
    if (at === Infinity) {
      this.#steps.idle();
      return;
    }
    this.#timer = this.#timers.after(Math.max(0, at - this.#timers.now()), () => {
      this.#ended = this.#run(this.#staticAt === undefined ? 'full' : 'static');
    });
  }

  async #run(depth: Depth): Promise<void> {
    const controller = new AbortController();
    const asked = this.#asked;
    this.#running = { depth, controller };
    const step = { reason: this.#reason, signal: controller.signal, isStale: () => asked !== this.#asked };
    try {
      if (depth === 'static') await this.#runStatic(step, asked);
      else await this.#runFull(step, asked);
    } catch (error) {
      // What was cancelled was put back by whoever cancelled it; what failed is not tried again by itself.
      if (!(error instanceof Cancelled)) {
        this.#rejectAll(error);
        this.#steps.failed(error);
      }
    } finally {
      this.#running = undefined;
      if (this.#fullAt === undefined) this.#fullReasons.clear();
      this.#schedule();
    }
  }

  async #runStatic(step: Step, asked: number): Promise<void> {
    this.#staticAt = undefined;
    const goesOn = await this.#steps.static(step, this.#fullAt !== undefined);
    if (step.isStale()) return;
    if (!goesOn) this.#fullAt = undefined;
    this.#resolve(asked, this.#fullAt === undefined ? 'full' : 'static');
  }

  async #runFull(step: Step, asked: number): Promise<void> {
    this.#fullAt = undefined;
    await this.#steps.full(step);
    if (!step.isStale()) this.#resolve(asked, 'full');
  }

  #resolve(asked: number, depth: Depth): void {
    for (const waiter of this.#waiters) {
      if (waiter.asked > asked || (waiter.depth === 'full' && depth === 'static')) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }

  #rejectAll(error: unknown): void {
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }
}
