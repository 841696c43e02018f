import { Limiter } from '../../base/limiter';
import { joinPath, relativeWithin } from '../../base/paths';
import { configuredSeverity, type Config } from '../config/config';
import { Cancelled, type Fact, type Facts } from '../facts/factStore';
import type { Check, Module, Root } from '../model/check';
import type { Finding, FindingDraft } from '../model/finding';
import { qualify, say, type Message } from '../model/message';
import type { CheckResult, Outcome, Unknown } from '../model/outcome';
import { profileAllows, type Profile } from '../model/severity';
import { isIgnored } from './ignored';
import type { OutcomeMemory } from './outcomeMemory';
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
  /** tells whether the fact of an outcome is known and nothing that it rests on was marked as changed */
  watch(fact: Fact<TimedResult>, key: string): () => boolean;
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
        return { durationMs: took(), result };
      } catch (error) {
        if (error instanceof Cancelled || facts.signal.aborted) throw new Cancelled();
        return { durationMs: took(), error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      }
    },
  };
}

function runOne(check: Check, root: Root, key: string, facts: Facts): Promise<CheckResult> | CheckResult {
  if (check.scope !== 'module') return check.run(root, facts);
  return check.run({ root, dir: key, path: relativeWithin(root.dir, key) ?? key }, facts);
}

/** Runs every check on every subject. One that throws is `failed`; none stops the others. Rejects only when cancelled. */
export async function runChecks(
  plan: RunPlan,
  modules: readonly Module[],
  facts: Facts,
  onOutcome: (outcome: Outcome, total: number) => void,
): Promise<readonly Outcome[]> {
  const limiter = new Limiter(width);
  const jobs: (Promise<Outcome> | Outcome)[] = [];
  for (const check of plan.checks) {
    if (configuredSeverity(plan.config, check.id, check.family, check.severity) === undefined) continue;
    const keys = check.scope === 'module' ? modules.map((module) => module.dir) : [''];
    for (const key of keys) {
      const known = rememberedOutcome(plan, check, key);
      const job = async (): Promise<Outcome> => {
        const outcome = rememberedOutcome(plan, check, key) ?? (await outcomeOf(plan, check, key, facts));
        onOutcome(outcome, jobs.length);
        return outcome;
      };
      jobs.push(known ?? limiter.run(job));
    }
  }
  await Promise.allSettled(jobs.filter((job) => job instanceof Promise));
  const outcomes: Outcome[] = [];
  // What was remembered counts for who watches the run, too; only now is it known how many there are.
  for (const job of jobs) {
    if (!(job instanceof Promise)) onOutcome(job, jobs.length);
    outcomes.push(job instanceof Promise ? await job : job);
  }
  return outcomes;
}

/** The outcome of an earlier run, where nothing that it rests on changed since. */
function rememberedOutcome(plan: RunPlan, check: Check, key: string): Outcome | undefined {
  const known = plan.memory.get(check.id, key);
  return known?.isCurrent() === true ? known.outcome : undefined;
}

async function outcomeOf(plan: RunPlan, check: Check, key: string, facts: Facts): Promise<Outcome> {
  const subject = subjectOf(plan.root, check, key);
  const base = { check: check.id, family: check.family, subject, findings: [], durationMs: 0 };
  if (!profileAllows(plan.granted, check.profile)) {
    const unknown = notAllowed(plan, check.profile);
    const outcome: Outcome = { ...base, kind: 'unknown', reason: unknown.reason, unknown };
    plan.memory.keep(check.id, key, { outcome, result: undefined, isCurrent: () => true });
    return outcome;
  }
  const fact = plan.outcomeFacts.get(check.id);
  if (fact === undefined) throw new Error(`no outcome fact for ${check.id}`);
  const timed = await facts.get(fact, key);
  const known = plan.memory.get(check.id, key);
  if (known?.result === timed) return known.outcome;
  const { durationMs } = timed;
  const outcome: Outcome =
    'error' in timed
      ? { ...base, kind: 'failed', reason: say('shared.checkThrew', { error: timed.error }), durationMs }
      : await finish(plan, check, subject, timed.result, durationMs, facts);
  plan.memory.keep(check.id, key, { outcome, result: timed, isCurrent: plan.watch(fact, key) });
  return outcome;
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

function subjectOf(root: Root, check: Check, key: string): string {
  if (check.scope === 'machine') return 'machine';
  if (check.scope === 'root') return '.';
  return relativeWithin(root.dir, key) || '.';
}

/** The modules of a root, from the tree. */
export function modulesOf(root: Root, paths: readonly string[]): Module[] {
  return paths.map((path) => ({ root, dir: joinPath(root.dir, path), path }));
}
