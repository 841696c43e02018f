import assert from 'node:assert/strict';
import type { Check, CheckResult } from '../../../src/engine/index';
import { notApplicable, unknown } from '../../../src/engine/model/outcome';
import { say } from '../../../src/engine/model/message';
import { startMemoryServer } from '../../support/memoryServer';

const answers: Readonly<Record<string, () => CheckResult>> = {
  a: () => ({ kind: 'passed' }),
  b: () => ({ kind: 'passed' }),
  c: () => unknown(say('unseen'), 'readable-files'),
  d: () => unknown(say('unseen'), 'readable-files'),
  e: () => notApplicable(say('none', { nobodyReads: 'this' })),
  f: () => notApplicable(say('none', { nobodyReads: 'that' })),
  g: () => {
    throw new Error('broken\n    at g');
  },
  h: () => {
    throw new Error('broken\n    at h');
  },
};

const check: Check = {
  id: 'judges-letters',
  family: 'modules',
  profile: 'static',
  scope: 'module',
  severity: 'warning',
  confidence: 'certain',
  since: '0.1.0',
  title: 'Letters',
  why: 'Why.',
  fix: 'Fix.',
  messages: { unseen: 'It cannot be seen.', none: 'There is none.' },
  run: ({ path }) => answers[path]?.() ?? { kind: 'passed' },
};

describe('outcomes that read the same', () => {
  it('are one entry, and each counts as not verified that is not', async () => {
    const files = Object.fromEntries(Object.keys(answers).map((name) => [`/work/${name}/go.mod`, `module ${name}\n`]));
    const { client } = await startMemoryServer(files, {
      checks: [check],
      options: { session: { trusted: false, consent: [] } },
    });
    const { result } = await client.verified('file:///work');
    const entries = result?.families.flatMap(({ checks }) => checks).flatMap(({ outcomes }) => outcomes);
    assert.deepEqual(
      entries?.map(({ kind, subjects, reason }) => [kind, subjects.join(' '), reason]),
      [
        ['failed', 'g h', 'the check itself failed: Error: broken'],
        ['unknown', 'c d', 'It cannot be seen.'],
        ['passed', 'a b', undefined],
        ['not-applicable', 'e f', 'There is none.'],
      ],
    );
    assert.deepEqual(
      result?.unverified.map(({ resolution, count, reasons }) => [resolution.kind, count, reasons.length]),
      [['run-again', 4, 2]],
    );
  });
});
