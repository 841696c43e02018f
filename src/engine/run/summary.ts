import type { CheckMeta } from '../model/check';
import type { Outcome } from '../model/outcome';
import type { Summary, Verdict } from '../model/report';
import { profileAllows, type Profile } from '../model/severity';

export interface SummaryInput {
  readonly outcomes: readonly Outcome[];
  readonly checks: ReadonlyMap<string, CheckMeta>;
  readonly profile: Profile;
  readonly requestedProfile: Profile;
  readonly modules: number;
  readonly goFiles: number;
  readonly durationMs: number;
}

/** The one place where a verdict is made (ux.md, "One verdict, four words"). */
export function summarize(input: SummaryInput): Summary {
  const count = {
    error: 0,
    warning: 0,
    info: 0,
    hint: 0,
    passed: 0,
    notApplicable: 0,
    unknown: 0,
    failed: 0,
    cancelled: 0,
  };
  for (const outcome of input.outcomes) {
    if (outcome.kind === 'passed') {
      // By far the most, and a loop over no findings costs more than the count.
      count.passed++;
      continue;
    }
    for (const finding of outcome.findings) count[finding.severity]++;
    if (outcome.kind === 'not-applicable') count.notApplicable++;
    else if (outcome.kind !== 'findings') count[outcome.kind]++;
  }
  const { modules, goFiles, durationMs } = input;
  return { verdict: verdictOf(input, count), ...count, modules, goFiles, durationMs };
}

/** Whether an error may hide behind what could not be verified within the requested profile. */
export function isIncomplete(input: Omit<SummaryInput, 'modules' | 'goFiles' | 'durationMs'>): boolean {
  const lowered = !profileAllows(input.profile, input.requestedProfile);
  return lowered || input.outcomes.some((outcome) => hidesAnError(outcome, input.checks));
}

function verdictOf(input: SummaryInput, count: { error: number; warning: number }): Verdict {
  if (count.error > 0) return 'broken';
  if (isIncomplete(input)) return 'not-verified';
  return count.warning > 0 ? 'warnings' : 'ready';
}

/** Whether an error may hide behind this outcome. A check above the requested profile was not asked for, so it hides none. */
function hidesAnError(outcome: Outcome, checks: SummaryInput['checks']): boolean {
  if (outcome.kind === 'passed' || outcome.kind === 'not-applicable') return false;
  const meta = checks.get(outcome.check);
  if (meta === undefined || (meta.worst ?? meta.severity) !== 'error') return false;
  if (outcome.kind === 'failed' || outcome.kind === 'cancelled') return true;
  return outcome.unknown !== undefined && outcome.unknown.needs !== 'profile';
}
