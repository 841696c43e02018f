import type { CheckMeta } from '../model/check';
import type { Outcome } from '../model/outcome';
import type { CheckOutcomes, Tally } from '../model/report';

/** @param outcomes of one check, sorted by subject */
export function checkOutcomes(
  { id, family }: Pick<CheckMeta, 'id' | 'family'>,
  outcomes: readonly Outcome[],
): CheckOutcomes {
  return {
    check: id,
    family,
    outcomes,
    findings: outcomes.flatMap(({ findings }) => findings),
    tally: tallyOf(outcomes),
  };
}

/** The same with other outcomes in some places; the same object where these are none. */
export function exchangeOutcomes(
  group: CheckOutcomes,
  others: Iterable<readonly [at: number, outcome: Outcome]>,
): CheckOutcomes {
  const outcomes = [...group.outcomes];
  const tally = { ...group.tally };
  let [isChanged, hasFindings] = [false, false];
  for (const [at, next] of others) {
    const last = outcomes[at];
    if (last === undefined || last === next) continue;
    count(tally, last, -1);
    count(tally, next, 1);
    outcomes[at] = next;
    isChanged = true;
    hasFindings ||= last.findings.length + next.findings.length > 0;
  }
  if (!isChanged) return group;
  const findings = hasFindings ? outcomes.flatMap((outcome) => outcome.findings) : group.findings;
  return { ...group, outcomes, findings, tally };
}

export function compareGroups(
  a: Pick<CheckOutcomes, 'family' | 'check'>,
  b: Pick<CheckOutcomes, 'family' | 'check'>,
): number {
  return compareText(a.family, b.family) || compareText(a.check, b.check);
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type Counts = { -readonly [key in keyof Tally]: number };

function emptyTally(): Counts {
  return {
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
}

function tallyOf(outcomes: readonly Outcome[]): Tally {
  const tally = emptyTally();
  for (const outcome of outcomes) count(tally, outcome, 1);
  return tally;
}

/** What all of them say together. Each count by its name: there are hundreds of checks, and this is done after every edit. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) {
    sum.error += tally.error;
    sum.warning += tally.warning;
    sum.info += tally.info;
    sum.hint += tally.hint;
    sum.passed += tally.passed;
    sum.notApplicable += tally.notApplicable;
    sum.unknown += tally.unknown;
    sum.failed += tally.failed;
    sum.cancelled += tally.cancelled;
  }
  return sum;
}

function count(tally: Counts, { kind, findings }: Outcome, times: 1 | -1): void {
  for (const { severity } of findings) tally[severity] += times;
  if (kind === 'not-applicable') tally.notApplicable += times;
  else if (kind !== 'findings') tally[kind] += times;
}
