import { setTimeout as wait } from 'node:timers/promises';

/** How long a test waits for what must come. It matters only where the test fails: a busy machine is slow, not broken. */
export const patienceMs = 120_000;

export interface UntilOptions {
  readonly timeoutMs?: number;
  /** what was last seen, for the message of a failure */
  readonly describe?: () => string | Promise<string>;
}

/** Asks until the answer is neither false nor undefined, and returns it: never a fixed sleep. The error names what was waited for. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | PromiseLike<T | undefined | false>,
  { timeoutMs = patienceMs, describe }: UntilOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer;
    if (Date.now() > deadline) {
      throw new Error(`not within ${timeoutMs} ms: ${what}${describe ? `; last seen: ${await describe()}` : ''}`);
    }
    await wait(50);
  }
}

/**
 * Asserts again and again until it holds, and returns what the assertion returns; the error is that of the last time. For
 * all that changes by itself: status bar, tree, Problems, editors. It may change once more after it was right, so each
 * group of assertions about one moment is one call.
 */
export async function eventually<T>(
  assertion: () => T | PromiseLike<T>,
  { timeoutMs = patienceMs }: Pick<UntilOptions, 'timeoutMs'> = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await wait(50);
  }
}
