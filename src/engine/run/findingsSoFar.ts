import type { Finding } from '../model/finding';
import type { CheckOutcomes } from '../model/report';
import type { OutcomeMemory } from './outcomeMemory';

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
