/** Runs at most `width` tasks at a time, in the order in which they were given. */
export class Limiter {
  /** Taken from `#next` on: shifting a long array costs its length, and there may be thousands. */
  #waiting: (() => void)[] = [];
  #next = 0;
  #running = 0;

  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#width) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await task();
    } finally {
      this.#release();
    }
  }

  #release(): void {
    const next = this.#waiting[this.#next];
    if (next === undefined) {
      this.#waiting = [];
      this.#next = 0;
      this.#running--;
      return;
    }
    this.#next++;
    next();
  }
}
