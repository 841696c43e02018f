import { Limiter } from '../../base/limiter';
import { isWithin, relativeWithin } from '../../base/paths';
import { samePlainData } from '../../base/samePlainData';
import { configuredSeverity, type Config } from '../config/config';
import { Cancelled, type Fact, type Facts, type FactStore } from '../facts/factStore';
import type { Check, Root } from '../model/check';
import type { Finding, FindingDraft } from '../model/finding';
import { qualify, say, type Message } from '../model/message';
import type { CheckResult, Outcome, Unknown } from '../model/outcome';
import type { CheckOutcomes } from '../model/report';
import { profileAllows, type Profile } from '../model/severity';
import { compareText } from './checkOutcomes';
import { isIgnored } from './ignored';
import { ignoresInPlace } from './ignores';
import type { CheckMemory, OutcomeMemory, Remembered } from './outcomeMemory';
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
  /** facts of the outcomes, by check: kept by the engine, so that an outcome is computed again only when what it rests on changed */
  readonly outcomeFacts: ReadonlyMap<string, Fact<TimedResult>>;
  readonly memory: OutcomeMemory;
  readonly store: FactStore;
  /** files that somebody works on, absolute: their modules come first */
  readonly near: readonly string[];
  /** when, by the clock, no more module is judged by a process in this run: the next one goes on there */
  readonly deadline: { readonly at: number; readonly seconds: number } | undefined;
}

export function outcomeFactName(check: string): string {
  return `outcome:${check}`;
}

/** The fact behind the outcome of a check. Its key is the absolute folder of a module, or '' for the machine and the root. */
export function outcomeFact(check: Check, root: Root): Fact<TimedResult> {
  return {
    name: outcomeFactName(check.id),
    compute: async (key, facts): Promise<TimedResult> => {
      const started = facts.clock.now();
      const took = (): number => facts.clock.now() - started;
      try {
        const result = await runOne(check, root, key, facts);
        await restOnIgnores(result, facts);
        return { durationMs: took(), result };
      } catch (error) {
        if (error instanceof Cancelled || facts.signal.aborted) throw new Cancelled();
        return { durationMs: took(), error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      }
    },
    equals: sameResult,
  };
}

/** How long it took is no news. */
function sameResult(a: TimedResult, b: TimedResult): boolean {
  if ('error' in a || 'error' in b) return 'error' in a && 'error' in b && a.error === b.error;
  return samePlainData(a.result, b.result);
}

/** Whether a comment accepts a finding depends on its file: then the outcome does, even where the check did not read it. */
async function restOnIgnores(result: CheckResult, facts: Facts): Promise<void> {
  if (result.kind !== 'findings') return;
  const files = new Set(result.findings.flatMap(({ location }) => location?.file ?? []));
  for (const file of files) await facts.get(ignoresInPlace, file);
}

function runOne(check: Check, root: Root, key: string, facts: Facts): Promise<CheckResult> | CheckResult {
  if (check.scope !== 'module') return check.run(root, facts);
  return check.run({ root, dir: key, path: relativeWithin(root.dir, key) ?? key }, facts);
}

/** Whoever watches a run. */
export interface RunObserver {
  /** how many outcomes of how many are known, and of which check was the last */
  onProgress?(done: number, total: number, check: string): void;
  /** at most once, where checks follow that took long the last time: what is found so far is worth showing now */
  onQuickDone?(): Promise<void>;
  /** resolves when one check after the other takes too long: then all that are left go on side by side */
  readonly patience?: Promise<void>;
}

/** A check that takes longer than that follows those that do not. */
const slowMs = 3;

interface Job {
  readonly check: Check;
  readonly key: string;
  readonly memory: CheckMemory;
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
  const asked = plan.checks.filter(
    (check) => configuredSeverity(plan.config, check.id, check.family, check.severity) !== undefined,
  );
  const due: Job[] = [];
  let total = 0;
  for (const check of asked) {
    const memory = plan.memory.of(check);
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
  if (done > 0) observer.onProgress?.(done, total, asked[0]?.id ?? '');
  const run = async (job: Job): Promise<void> => {
    // Another check may have brought to light that nothing changed for this one.
    if (!isRemembered(plan, job)) await judge(plan, job, facts);
    observer.onProgress?.(++done, total, job.check.id);
  };
  const isAgain = ({ check, key, memory }: Job): boolean => check.profile === 'static' && memory.get(key) !== undefined;
  await runInTurn(due.filter(isAgain), run, observer);
  const others = due.filter((job) => !isAgain(job));
  const isStatic = ({ check }: Job): boolean => check.profile === 'static';
  // Each has its own width: what waits for go must not keep what only reads from being done.
  const [reading, asking] = [new Limiter(width), new Limiter(width)];
  const jobs = [
    ...others.filter(isStatic).map((job) => reading.run(() => run(job))),
    ...nearestFirst(
      others.filter((job) => !isStatic(job)),
      plan.near,
    ).map((job) => asking.run(() => run(job))),
  ];
  await Promise.allSettled(jobs);
  await Promise.all(jobs);
  return asked.map((check) => plan.memory.of(check).group());
}

/** A module after the other, those first that hold a file somebody works on: go takes its time for each. */
function nearestFirst(jobs: readonly Job[], near: readonly string[]): readonly Job[] {
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
 * After an edit: the quick ones first and one after the other, so that it is known what each takes, and what they find can
 * be shown before the slow ones begin.
 */
async function runInTurn(jobs: readonly Job[], run: (job: Job) => Promise<void>, observer: RunObserver): Promise<void> {
  let told = false;
  const started: Promise<void>[] = [];
  for (const [at, job] of jobs.toSorted((a, b) => a.memory.tookMs - b.memory.tookMs).entries()) {
    if (!told && at > 0 && job.memory.tookMs >= slowMs) {
      told = true;
      await observer.onQuickDone?.();
    }
    const done = run(job);
    started.push(done);
    await (observer.patience ? Promise.race([done, observer.patience]) : done);
  }
  await Promise.all(started);
}

/**
 * What the run under way has found so far, and what was found before of all that it has not come to yet.
 * @param before of the last run
 */
export function findingsSoFar(memory: OutcomeMemory, before: readonly CheckOutcomes[]): readonly Finding[] {
  return before.flatMap((group) => {
    const now = memory.known(group.check);
    if (now === undefined) return group.findings;
    if (now.due.size === 0) return now.group().findings;
    const judged = now.judged();
    const subjects = new Set(judged.map(({ subject }) => subject));
    return [...judged, ...group.outcomes.filter(({ subject }) => !subjects.has(subject))].flatMap(
      ({ findings }) => findings,
    );
  });
}

/** The machine and the root are one subject each. */
const onlyKey: readonly string[] = [''];

/** Whether the outcome of an earlier run stands, since nothing that it rests on has changed. */
function isRemembered(plan: RunPlan, { check, key, memory }: Job): boolean {
  if (memory.get(key) === undefined) return false;
  const fact = plan.outcomeFacts.get(check.id);
  if (fact === undefined || !plan.store.isCurrent(fact, key)) return false;
  memory.due.delete(key);
  return true;
}

async function judge(plan: RunPlan, { check, key, memory }: Job, facts: Facts): Promise<void> {
  const subject = subjectOf(plan.root, check, key);
  const base = { check: check.id, family: check.family, subject, findings: [], durationMs: 0 };
  if (!profileAllows(plan.granted, check.profile)) {
    const unknown = notAllowed(plan, check.profile);
    memory.keep(key, { outcome: { ...base, kind: 'unknown', reason: unknown.reason, unknown }, result: undefined });
    return;
  }
  const fact = plan.outcomeFacts.get(check.id);
  if (fact === undefined) throw new Error(`no outcome fact for ${check.id}`);
  const started = facts.clock.now();
  const { deadline } = plan;
  if (deadline && check.profile !== 'static' && check.scope === 'module' && started >= deadline.at) {
    const reason = say('shared.outOfTime', { seconds: deadline.seconds });
    memory.keep(key, {
      outcome: { ...base, kind: 'unknown', reason, unknown: { reason, needs: 'time' } },
      result: undefined,
    });
    memory.leave(key);
    return;
  }
  const timed = await facts.get(fact, key);
  const known = memory.get(key);
  const outcome = isSettledBy(timed, known)
    ? known.outcome
    : 'error' in timed
      ? {
          ...base,
          kind: 'failed' as const,
          reason: say('shared.checkThrew', { error: timed.error }),
          durationMs: timed.durationMs,
        }
      : await finish(plan, check, subject, timed.result, timed.durationMs, facts);
  const same = known !== undefined && samePlainData(known.outcome, outcome);
  memory.keep(key, { outcome: same ? known.outcome : outcome, result: timed });
  memory.tookMs = facts.clock.now() - started;
  plan.store.track(fact, key, memory.due);
}

/** Where it found something, a comment that accepts it may have come or gone. */
function isSettledBy(timed: TimedResult, known: Remembered | undefined): known is Remembered {
  return known?.result === timed && !('result' in timed && timed.result.kind === 'findings');
}

/** Why a check may not run: nobody asked for its profile, nothing may run at all, or this much was not agreed to. */
function notAllowed(plan: RunPlan, profile: Profile): Unknown {
  if (!profileAllows(plan.requested, profile))
    return { reason: say('shared.needsProfile', { profile }), needs: 'profile' };
  if (plan.granted === 'static') return { reason: say('shared.needsTrust'), needs: 'trust' };
  return { reason: say('shared.needsConsent', { profile }), needs: 'consent' };
}

async function finish(
  plan: RunPlan,
  check: Check,
  subject: string,
  result: CheckResult,
  durationMs: number,
  facts: Facts,
): Promise<Outcome> {
  const base = { check: check.id, family: check.family, subject, durationMs };
  const named = (message: Message): Message => qualify(check.id, message);
  switch (result.kind) {
    case 'passed':
      return { ...base, kind: 'passed', findings: [] };
    case 'not-applicable':
      return { ...base, kind: 'not-applicable', findings: [], reason: named(result.reason) };
    case 'unknown': {
      const unknown = { ...result.unknown, reason: named(result.unknown.reason) };
      return { ...base, kind: 'unknown', findings: [], reason: unknown.reason, unknown };
    }
    case 'findings': {
      const findings: Finding[] = [];
      for (const draft of result.findings) {
        const finding = complete(plan, check, subject, draft, facts);
        if (finding !== undefined && !(await isIgnored(finding, plan.root.dir, plan.config, facts)))
          findings.push(finding);
      }
      const unknown = result.incomplete && { ...result.incomplete, reason: named(result.incomplete.reason) };
      if (findings.length > 0)
        return { ...base, kind: 'findings', findings, ...(unknown && { reason: unknown.reason, unknown }) };
      return unknown
        ? { ...base, kind: 'unknown', findings, reason: unknown.reason, unknown }
        : { ...base, kind: 'passed', findings };
    }
  }
}

/** Joins a draft with what the check's metadata and the configuration know. */
function complete(
  plan: RunPlan,
  check: Check,
  subject: string,
  draft: FindingDraft,
  facts: Facts,
): Finding | undefined {
  const severity = configuredSeverity(plan.config, check.id, check.family, draft.severity ?? check.severity);
  if (severity === undefined) return undefined;
  const { location, anchor, targets } = draft;
  const place = location ? (relativeWithin(plan.root.dir, location.file) ?? location.file) : (anchor ?? '');
  const key = draft.key ?? `${draft.message.id} ${JSON.stringify(draft.message.args)}`;
  return {
    check: check.id,
    family: check.family,
    subject,
    severity,
    confidence: draft.confidence ?? check.confidence,
    message: qualify(check.id, draft.message),
    fingerprint: fingerprint(facts, [check.id, place, key]),
    ...(location && { location }),
    ...(anchor !== undefined && { anchor }),
    ...(targets && { targets }),
    about: draft.about ?? [],
    related: (draft.related ?? []).map((related) => ({ ...related, message: qualify(check.id, related.message) })),
    fixes: (draft.fixes ?? []).map((fix) => ({ ...fix, title: qualify(check.id, fix.title) })),
  };
}

function fingerprint(facts: Facts, parts: readonly string[]): string {
  const digest = facts.hasher.sha256(parts.join('\0'));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a key is called in outcomes. */
export function subjectOf(root: Root, { scope }: Pick<Check, 'scope'>, key: string): string {
  if (scope === 'machine') return 'machine';
  if (scope === 'root') return '.';
  return relativeWithin(root.dir, key) || '.';
}
