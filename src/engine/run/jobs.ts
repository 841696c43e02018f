import { Limiter } from '../../base/limiter';
import { isWithin } from '../../base/paths';
import type { Check } from '../model/check';
import { compareText } from './checkOutcomes';
import type { CheckMemory } from './outcomeMemory';

/** Whoever watches a run. */
export interface RunObserver {
  /** how many outcomes of how many are known, and of which check was the last */
  onProgress?(done: number, total: number, check: string): void;
  /** a check that is judged again has another outcome than before: it is worth showing now */
  onNews?(): Promise<void>;
  /** resolves when one check after the other takes too long: then all that are left go on side by side */
  readonly patience?: Promise<void>;
}

/** One check on one subject. */
export interface Job {
  readonly check: Check;
  readonly key: string;
  readonly memory: CheckMemory;
}

/** A module after the other, those first that hold a file somebody works on: go takes its time for each. */
export function nearestFirst(jobs: readonly Job[], near: readonly string[]): readonly Job[] {
  const modules = new Set<string>();
  for (const path of near) {
    // The innermost module counts.
    const holding = jobs.filter(({ key }) => key !== '' && isWithin(key, path)).map(({ key }) => key);
    const [nearest] = holding.toSorted((a, b) => b.length - a.length);
    if (nearest !== undefined) modules.add(nearest);
  }
  const rank = ({ key }: Job): number => (key === '' ? 0 : modules.has(key) ? 1 : 2);
  return jobs.toSorted((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? 0 : compareText(a.key, b.key)));
}

/**
 * After an edit: one after the other, those first that took the least time the last time, so that what they find can be shown
 * before the slow ones begin.
 */
export async function runInTurn(
  jobs: readonly Job[],
  run: (job: Job) => Promise<void>,
  { observer, width }: { readonly observer: RunObserver; readonly width: number },
): Promise<void> {
  const limiter = new Limiter(width);
  const started: Promise<void>[] = [];
  const runAndTell = async (job: Job): Promise<void> => {
    const before = job.memory.get(job.key)?.outcome;
    await run(job);
    if (job.memory.get(job.key)?.outcome !== before) await observer.onNews?.();
  };
  try {
    for (const job of jobs.toSorted((a, b) => a.memory.tookMs - b.memory.tookMs)) {
      const done = limiter.run(() => runAndTell(job));
      started.push(done);
      await (observer.patience ? Promise.race([done, observer.patience]) : done);
    }
  } finally {
    // None goes on behind the back of who was told that the run is cancelled.
    await Promise.allSettled(started);
  }
  await Promise.all(started);
}
