import { setTimeout as wait } from 'node:timers/promises';

export interface UntilOptions {
  readonly timeoutMs?: number;
  /** what was last seen, for the message of a failure */
  readonly describe?: () => string | Promise<string>;
}

/** Asks until the answer is neither false nor undefined, and returns it: never a fixed sleep. The error names what was waited for. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | PromiseLike<T | undefined | false>,
  { timeoutMs = 20_000, describe }: UntilOptions = {},
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
