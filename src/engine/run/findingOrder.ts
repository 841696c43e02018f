import type { Finding } from '../model/finding';
import { comparePositions } from '../model/range';
import type { CheckOutcomes } from '../model/report';
import { compareText } from './checkOutcomes';

/** By file, position, check; those without a file last. */
export function compareFindings(a: Finding, b: Finding): number {
  if (a.location && b.location) {
    return (
      compareText(a.location.file, b.location.file) ||
      comparePositions(a.location.range.start, b.location.range.start) ||
      compareText(a.check, b.check)
    );
  }
  if (a.location) return -1;
  if (b.location) return 1;
  return compareText(a.anchor ?? '', b.anchor ?? '') || compareText(a.check, b.check);
}

/** All findings of a run in order, with what the last run had sorted already. */
export class SortedFindings {
  #groups: readonly CheckOutcomes[] = [];
  #sorted: readonly Finding[] = [];

  /** @param groups sorted by check: findings of one check at one place keep the order of their subjects */
  of(groups: readonly CheckOutcomes[]): readonly Finding[] {
    const gone = new Set(findingsBeside(this.#groups, groups));
    const added = findingsBeside(groups, this.#groups);
    this.#groups = groups;
    if (gone.size === 0 && added.length === 0) return this.#sorted;
    // What stays is in order, which a sort notices. Equal places of different checks do not exist, so that it cannot matter
    // which of them came first.
    const kept = this.#sorted.filter((finding) => !gone.has(finding));
    this.#sorted = [...kept, ...added].toSorted(compareFindings);
    return this.#sorted;
  }
}

/** The findings of those groups that the others are without. */
function findingsBeside(groups: readonly CheckOutcomes[], others: readonly CheckOutcomes[]): readonly Finding[] {
  // After an edit nearly all are the same, in the same places.
  const beside = groups.filter((group, at) => group !== others[at]);
  if (beside.length === 0) return [];
  const known = new Set(others);
  return beside.flatMap((group) => (known.has(group) ? [] : group.findings));
}
