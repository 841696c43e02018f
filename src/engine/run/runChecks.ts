import { Limiter } from '../../base/limiter';
import { samePlainData } from '../../base/samePlainData';
import type { Config } from '../config/config';
import type { Fact, Facts, FactStore } from '../facts/factStore';
import type { Check, Root } from '../model/check';
import { say } from '../model/message';
import type { CheckOutcomes } from '../model/report';
import { profileAllows, type Profile } from '../model/severity';
import { failedOutcome, finishOutcome, unknownOutcome } from './finishOutcome';
import { nearestFirst, runInTurn, type Job, type RunObserver } from './jobs';
import type { OutcomeMemory, Remembered } from './outcomeMemory';
import { subjectOf } from './subject';
import type { TimedResult } from './timedResult';

/** Enough to keep the file system busy while others wait; more only costs memory. */
const width = 16;

export interface RunPlan {
  readonly root: Root;
  readonly config: Config;
  /** what may be done */
  readonly granted: Profile;
  /** what was asked for */
  readonly requested: Profile;
  readonly checks: readonly Check[];
  /** the fact of the outcomes of a check: kept by the engine, so that one is computed again only when what it rests on changed */
  readonly outcomeFactOf: (check: Check) => Fact<TimedResult>;
  readonly memory: OutcomeMemory;
  /** what each module is called in outcomes, by its folder: one text for all checks */
  readonly subjects: ReadonlyMap<string, string>;
  readonly store: FactStore;
  /** files that somebody works on, absolute: their modules come first */
  readonly near: readonly string[];
  /** when, by the clock, no more module is judged by a process in this run: the next one goes on there */
  readonly deadline: { readonly at: number; readonly seconds: number } | undefined;
}

/**
 * Runs every check on every subject that is due. One that throws is `failed`; none stops the others. Rejects only when
 * cancelled.
 * @param moduleDirs absolute folders, in the order of their subjects; the same array as long as they are the same
 */
export async function runChecks(
  plan: RunPlan,
  moduleDirs: readonly string[],
  facts: Facts,
  observer: RunObserver,
): Promise<readonly CheckOutcomes[]> {
  const asked = plan.memory.askedOf(plan.checks);
  const due: Job[] = [];
  let total = 0;
  for (const { check, memory } of asked) {
    const keys = check.scope === 'module' ? moduleDirs : onlyKey;
    memory.begin(keys);
    total += keys.length;
    for (const key of memory.due) {
      const job = { check, key, memory };
      if (!isRemembered(plan, job)) due.push(job);
    }
  }
  let done = total - due.length;
  // What was remembered counts for who watches the run, too.
  if (done > 0) observer.onProgress?.(done, total, asked[0]?.check.id ?? '');
  const run = async (job: Job): Promise<void> => {
    // Another check may have brought to light that nothing changed for this one.
    if (!isRemembered(plan, job)) await judge(plan, job, facts);
    observer.onProgress?.(++done, total, job.check.id);
  };
  const runAgain = async (job: Job): Promise<void> => {
    const started = facts.clock.now();
    await run(job);
    // Of a first run it would be known what it took beside all the others: nothing of it alone.
    job.memory.took(facts.clock.now() - started);
  };
  const isAgain = ({ check, key, memory }: Job): boolean => check.profile === 'static' && memory.get(key) !== undefined;
  await runInTurn(due.filter(isAgain), runAgain, { turn: ++plan.memory.runs, observer, width });
  const others = due.filter((job) => !isAgain(job));
  const isReading = ({ check }: Job): boolean => check.profile === 'static' || check.readsOnly === true;
  // Each has its own width: what waits for go must not keep what only reads from being done.
  const [reading, asking] = [new Limiter(width), new Limiter(width)];
  const jobs = [
    ...others.filter(isReading).map((job) => reading.run(() => run(job))),
    ...nearestFirst(
      others.filter((job) => !isReading(job)),
      plan.near,
    ).map((job) => asking.run(() => run(job))),
  ];
  await Promise.allSettled(jobs);
  await Promise.all(jobs);
  return plan.memory.groups();
}

/** The machine and the root are one subject each. */
const onlyKey: readonly string[] = [''];

/** Whether the outcome of an earlier run stands, since nothing that it rests on has changed. */
function isRemembered(plan: RunPlan, { check, key, memory }: Job): boolean {
  if (memory.get(key) === undefined) return false;
  if (!plan.store.isCurrent(plan.outcomeFactOf(check), key)) return false;
  memory.due.delete(key);
  return true;
}

async function judge(plan: RunPlan, { check, key, memory }: Job, facts: Facts): Promise<void> {
  const subject = plan.subjects.get(key) ?? subjectOf(plan.root, check, key);
  if (!profileAllows(plan.granted, check.profile)) {
    const outcome = unknownOutcome(check, subject, 0, memory.refusal);
    memory.keep(key, { outcome, result: undefined });
    return;
  }
  const fact = plan.outcomeFactOf(check);
  const started = facts.clock.now();
  const { deadline } = plan;
  if (
    deadline &&
    check.profile !== 'static' &&
    !check.readsOnly &&
    check.scope === 'module' &&
    started >= deadline.at
  ) {
    const reason = say('shared.outOfTime', { seconds: deadline.seconds });
    memory.keep(key, { outcome: unknownOutcome(check, subject, 0, { reason, needs: 'time' }), result: undefined });
    memory.leave(key);
    return;
  }
  const timed = await facts.get(fact, key);
  const known = memory.get(key);
  const outcome = isSettledBy(timed, known)
    ? known.outcome
    : 'error' in timed
      ? failedOutcome(check, subject, timed.durationUs, timed.error)
      : await finishOutcome(plan, check, subject, timed.result, timed.durationUs, facts);
  const same = known !== undefined && samePlainData(known.outcome, outcome);
  memory.keep(key, { outcome: same ? known.outcome : outcome, result: timed });
  plan.store.track(fact, key, memory.due);
}

/** Where it found something, a comment that accepts it may have come or gone. */
function isSettledBy(timed: TimedResult, known: Remembered | undefined): known is Remembered {
  return known?.result === timed && !('result' in timed && timed.result.kind === 'findings');
}
