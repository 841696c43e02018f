import { Limiter } from '../../base/limiter';
import { isWithin } from '../../base/paths';
import { samePlainData } from '../../base/samePlainData';
import type { Check } from '../model/check';
import type { Finding } from '../model/finding';
import { compareText } from './checkOutcomes';
import type { CheckMemory } from './outcomeMemory';

/** Whoever watches a run. */
export interface RunObserver {
  /** how many outcomes of how many are known, and of which check was the last */
  onProgress?(done: number, total: number, check: string): void;
  /**
   * A check that is judged again has other findings than before: worth showing now. Where it resolves with false, they were
   * not, because it was too soon: it is asked again after the next check.
   */
  onNews?(): Promise<boolean>;
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

export interface InTurn {
  /** which run it is, counted */
  readonly turn: number;
  readonly observer: RunObserver;
  readonly width: number;
}

/**
 * After an edit: one after the other, so that what is found can be shown before all is done. Those first whose findings the
 * last edits changed, for whoever mends a line or breaks it goes on there; then those that take the least time.
 */
export async function runInTurn(
  jobs: readonly Job[],
  run: (job: Job) => Promise<void>,
  { turn, observer, width }: InTurn,
): Promise<void> {
  const limiter = new Limiter(width);
  const started: Promise<void>[] = [];
  let isNewsLeft = false;
  const runAndTell = async (job: Job): Promise<void> => {
    const before = findingsOf(job);
    await run(job);
    if (!samePlainData(before, findingsOf(job))) {
      job.memory.newsIn = turn;
      isNewsLeft = true;
    }
    if (!isNewsLeft) return;
    isNewsLeft = false;
    if ((await observer.onNews?.()) === false) isNewsLeft = true;
  };
  try {
    for (const job of jobs.toSorted(mostUrgentFirst)) {
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

function mostUrgentFirst(a: Job, b: Job): number {
  return b.memory.newsIn - a.memory.newsIn || a.memory.tookMs - b.memory.tookMs;
}

/** What is shown of an outcome before the run has ended: where none of a check's findings came or went, nothing is new. */
function findingsOf({ memory, key }: Job): readonly Finding[] {
  return memory.get(key)?.outcome.findings ?? [];
}
