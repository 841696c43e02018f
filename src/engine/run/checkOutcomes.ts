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

export function compareGroups(a: CheckOutcomes, b: CheckOutcomes): number {
  return compareText(a.family, b.family) || compareText(a.check, b.check);
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function emptyTally(): { -readonly [key in keyof Tally]: number } {
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
  for (const outcome of outcomes) {
    for (const finding of outcome.findings) tally[finding.severity]++;
    if (outcome.kind === 'not-applicable') tally.notApplicable++;
    else if (outcome.kind !== 'findings') tally[outcome.kind]++;
  }
  return tally;
}
