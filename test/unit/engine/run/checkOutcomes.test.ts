import { deepEqual, equal } from 'node:assert/strict';
import type { Finding, Outcome } from '../../../../src/engine/index';
import { checkOutcomes, exchangeOutcomes } from '../../../../src/engine/run/checkOutcomes';
import { SeededRandom } from '../../../support/seededRandom';

const check = { id: 'a-check', family: 'modules' as const };

function finding(severity: Finding['severity'], key: string): Finding {
  return {
    ...{ check: check.id, family: check.family, subject: '.', severity, confidence: 'certain', fingerprint: key },
    ...{ message: { id: 'm', args: {} }, about: [], related: [], fixes: [] },
  };
}

function outcome(kind: Outcome['kind'], findings: readonly Finding[] = []): Outcome {
  return { check: check.id, family: check.family, subject: '.', durationUs: 0, kind, findings };
}

describe('outcomes of a check', () => {
  it('are, exchanged one by one, what they are when they are put together anew', () => {
    const random = new SeededRandom(3);
    const any = (): Outcome => {
      const kind = random.pick(['passed', 'not-applicable', 'unknown', 'failed', 'cancelled', 'findings'] as const);
      const severities = ['error', 'warning', 'info', 'hint'] as const;
      const found = kind === 'findings' ? severities.filter(() => random.below(2) === 0) : [];
      return outcome(
        kind,
        found.map((severity) => finding(severity, `${random.below(1000)}`)),
      );
    };
    const outcomes = Array.from({ length: 40 }, any);
    let group = checkOutcomes(check, [...outcomes]);
    for (let turn = 0; turn < 50; turn++) {
      const others = Array.from({ length: random.below(4) }, () => [random.below(40), any()] as const);
      for (const [at, next] of others) outcomes[at] = next;
      group = exchangeOutcomes(group, others);
      deepEqual(group, checkOutcomes(check, outcomes), `turn ${turn}`);
    }
  });

  it('are the same object where nothing is exchanged', () => {
    const passed = outcome('passed');
    const group = checkOutcomes(check, [passed, outcome('unknown')]);
    equal(exchangeOutcomes(group, []), group);
    equal(exchangeOutcomes(group, [[0, passed]]), group);
    deepEqual(exchangeOutcomes(group, [[0, outcome('failed')]]).tally.failed, 1);
    equal(group.tally.failed, 0, 'the group before stays as it was');
  });
});
