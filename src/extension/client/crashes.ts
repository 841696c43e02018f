/** More than this many ends within the window, and the server stays down until somebody wants it again. */
const maxCrashes = 4;
const windowMs = 3 * 60_000;

/** Ends of the server that nobody wanted: after a few it is started again, but not for ever. */
export class Crashes {
  readonly #now: () => number;
  #ends: readonly number[] = [];
  total = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(): void {
    this.total++;
    this.#ends = [...this.#recent(), this.#now()];
  }

  /** of the last minutes */
  get recent(): number {
    return this.#recent().length;
  }

  get mayStartAgain(): boolean {
    return this.recent <= maxCrashes;
  }

  #recent(): readonly number[] {
    const now = this.#now();
    return this.#ends.filter((at) => now - at < windowMs);
  }
}

/**
 * Starts, and starts again where the server crashed meanwhile.
 * @param start of a server; whatever else it fails with would happen again, and is thrown
 */
export async function startDespite(crashes: Crashes, start: () => Promise<void>): Promise<void> {
  for (;;) {
    const { total } = crashes;
    try {
      await start();
      return;
    } catch (error) {
      if (crashes.total === total || !crashes.mayStartAgain) throw error;
    }
  }
}
