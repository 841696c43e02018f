import { getOrSet } from '../../base/getOrSet';
import type { CheckMeta } from '../model/check';
import type { CheckOutcomes, Summary, Verdict } from '../model/report';
import { profileAllows, type Profile } from '../model/severity';
import { sumOf } from './checkOutcomes';

/** What a run has judged. */
export interface Judged {
  readonly groups: readonly CheckOutcomes[];
  readonly checks: ReadonlyMap<string, CheckMeta>;
  readonly profile: Profile;
  readonly requestedProfile: Profile;
}

export interface SummaryInput extends Judged {
  /** as `isIncomplete` says */
  readonly incomplete: boolean;
  readonly modules: number;
  readonly goFiles: number;
  readonly durationMs: number;
}

/** The one place where a verdict is made (ux.md, "One verdict, four words"). */
export function summarize(input: SummaryInput): Summary {
  const count = sumOf(input.groups.map(({ tally }) => tally));
  const { modules, goFiles, durationMs } = input;
  return { verdict: verdictOf(input, count), ...count, modules, goFiles, durationMs };
}

/** What was said of groups of outcomes: after an edit nearly all of them are the same objects. */
const knownOf = new WeakMap<Judged['checks'], WeakMap<CheckOutcomes, boolean>>();

/** Whether an error may hide behind what could not be verified within the requested profile. */
export function isIncomplete(input: Judged): boolean {
  const lowered = !profileAllows(input.profile, input.requestedProfile);
  const known = getOrSet(knownOf, input.checks, () => new WeakMap<CheckOutcomes, boolean>());
  return lowered || input.groups.some((group) => getOrSet(known, group, () => hidesAnError(group, input.checks)));
}

function verdictOf({ incomplete }: SummaryInput, count: { error: number; warning: number }): Verdict {
  if (count.error > 0) return 'broken';
  if (incomplete) return 'not-verified';
  return count.warning > 0 ? 'warnings' : 'ready';
}

/** Whether an error may hide behind these outcomes. A check above the requested profile was not asked for, so it hides none. */
function hidesAnError({ check, outcomes, tally }: CheckOutcomes, checks: Judged['checks']): boolean {
  if (tally.passed + tally.notApplicable === outcomes.length) return false;
  const meta = checks.get(check);
  if (meta === undefined || (meta.worst ?? meta.severity) !== 'error') return false;
  if (tally.failed + tally.cancelled > 0) return true;
  return outcomes.some(({ unknown }) => unknown !== undefined && unknown.needs !== 'profile');
}
