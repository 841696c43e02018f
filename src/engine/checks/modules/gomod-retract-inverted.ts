import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { compareSemver } from '../../parse/semver';
import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix, editFix, replaceText } from '../../modfile/goModFixes';

export const gomodRetractInverted: ModuleCheck = {
  id: 'gomod-retract-inverted',
  family: 'modules',
  scope: 'module',
  title: 'Every retracted interval begins with its lower version',
  why: 'An interval whose first version is the higher one holds no version: nothing is retracted, and go says nothing of it.',
  fix: 'Exchange the two versions.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    inverted: 'the interval from {low} to {high} holds no version, so nothing is retracted',
    'fix.swap': 'Exchange {low} and {high}',
  },
  run: goModCheck(({ path: file, file: goMod }) =>
    goMod.retract
      .filter(({ low, high }) => compareSemver(low.value, high.value) > 0)
      .map(({ low, high, line }): FindingDraft => {
        const args = { low: low.value, high: high.value };
        const edits = [replaceText(file, low.range, high.value), replaceText(file, high.range, low.value)];
        return {
          message: say('inverted', args),
          location: { file, range: line.range },
          // It retracts what was not retracted before.
          fixes: [editFix(say('gomod-retract-inverted.fix.swap', args), false, ...edits)],
          key: low.value,
        };
      }),
  ),
};

export const gomodRetractDuplicate: ModuleCheck = {
  id: 'gomod-retract-duplicate',
  family: 'modules',
  scope: 'module',
  title: 'Every version is retracted once',
  why: 'The second line retracts nothing new; its comment is a second reason that go list shows with the first.',
  fix: 'Keep the line whose comment says why, and delete the other.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    again: '{versions} is retracted by an earlier line already',
    first: 'retracted here first',
  },
  run: goModCheck((goMod) => {
    const { path: file } = goMod;
    const findings: FindingDraft[] = [];
    const { retract } = goMod.file;
    for (const [at, { low, high, line }] of retract.entries()) {
      const first = retract.slice(0, at).find((one) => one.low.value === low.value && one.high.value === high.value);
      if (first === undefined) continue;
      const versions = low.value === high.value ? low.value : `[${low.value}, ${high.value}]`;
      findings.push({
        message: say('again', { versions }),
        location: { file, range: line.range },
        related: [{ file, range: first.line.range, message: say('first') }],
        fixes: [deleteDirectiveFix(goMod, line, false)],
        key: versions,
      });
    }
    return findings;
  }),
};
