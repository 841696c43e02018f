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
  #groups = new Map<string, CheckOutcomes>();
  #sorted: readonly Finding[] = [];

  /** @param groups sorted by check: findings of one check at one place keep the order of their subjects */
  of(groups: readonly CheckOutcomes[]): readonly Finding[] {
    const last = this.#groups;
    const now = new Map(groups.map((group) => [group.check, group]));
    const gone = new Set<Finding>();
    for (const [check, group] of last) {
      if (group !== now.get(check)) for (const finding of group.findings) gone.add(finding);
    }
    const added = groups.flatMap((group) => (group === last.get(group.check) ? [] : group.findings));
    this.#groups = now;
    if (gone.size === 0 && added.length === 0) return this.#sorted;
    // What stays is in order, which a sort notices. Equal places of different checks do not exist, so that it cannot matter
    // which of them came first.
    const kept = this.#sorted.filter((finding) => !gone.has(finding));
    this.#sorted = [...kept, ...added].toSorted(compareFindings);
    return this.#sorted;
  }
}
