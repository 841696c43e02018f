import assert from 'node:assert/strict';
import { OutcomeMemory, type CheckMemory, type Remembered } from '../../../../src/engine/run/outcomeMemory';
import { allChecks, defaultConfig, type Outcome } from '../../../../src/engine/index';

describe('the outcomes of the last run', () => {
  it('stay with their modules where others come and go', () => {
    const memory = newMemory();
    memory.begin(['/a', '/b']);
    const [a, b] = [outcomeOf('a'), outcomeOf('b')];
    memory.keep('/a', a);
    memory.keep('/b', b);
    assert.deepEqual(memory.group().outcomes, [a.outcome, b.outcome]);

    memory.begin(['/0', '/b', '/c']);
    assert.deepEqual([...memory.due], ['/0', '/c']);
    assert.equal(memory.get('/a'), undefined);
    assert.equal(memory.get('/b')?.outcome, b.outcome);
    const [first, last] = [outcomeOf('0'), outcomeOf('c')];
    memory.keep('/0', first);
    memory.keep('/c', last);
    assert.deepEqual(memory.group().outcomes, [first.outcome, b.outcome, last.outcome]);
  });

  it('are the same group until one of them is another', () => {
    const memory = newMemory();
    memory.begin(['/a', '/b']);
    const b = outcomeOf('b');
    memory.keep('/a', outcomeOf('a'));
    memory.keep('/b', b);
    const group = memory.group();
    memory.keep('/b', b);
    assert.equal(memory.group(), group);
    const other = outcomeOf('b');
    memory.keep('/b', other);
    assert.deepEqual(memory.group().outcomes, [group.outcomes[0], other.outcome]);
  });

  it('of a module that a run gave up on are due in the next one', () => {
    const memory = newMemory();
    const keys = ['/a', '/b'];
    memory.begin(keys);
    for (const key of keys) memory.keep(key, outcomeOf(key));
    memory.leave('/b');
    assert.deepEqual([...memory.due], []);
    memory.begin(keys);
    assert.deepEqual([...memory.due], ['/b']);
  });
});

function newMemory(): CheckMemory {
  const question = { config: defaultConfig, granted: 'static', requested: 'static', today: '2026-11-22' } as const;
  const [asked] = new OutcomeMemory(question).askedOf(allChecks);
  assert.ok(asked);
  return asked.memory;
}

function outcomeOf(subject: string): Remembered {
  const outcome: Outcome = {
    ...{ check: 'x', family: 'modules', subject },
    kind: 'passed',
    findings: [],
    durationUs: 1000,
  };
  return { outcome, result: undefined };
}
