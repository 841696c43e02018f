import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { compareSemver } from '../../parse/semver';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { reachOf } from './outsideWorkspace';
import { soundGoMod } from '../../modfile/readableGoMod';
import { repeatedRequires } from './repeatedRequires';

export const requireDuplicateConflicting: ModuleCheck = {
  id: 'require-duplicate-conflicting',
  family: 'modules',
  scope: 'module',
  title: 'No module is required at two versions',
  why: 'go builds with the higher version and would delete the lower line. Until that is done every command that may not change go.mod stops, without naming the line.',
  fix: 'Delete the line with the lower version.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflicting:
      'go.mod requires {path} at {lower} and at {higher}; go build stops with "updates to go.mod needed" until this line is gone',
    conflictingOutside:
      'go.mod requires {path} at {lower} and at {higher}; outside the workspace go build stops with "updates to go.mod needed"',
    higher: 'the version that go uses',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    const { severity, name } = await reachOf(module, facts);
    return found(
      repeatedRequires(goMod)
        .filter(({ first, again }) => first.version.value !== again.version.value)
        .map(({ first, again }): FindingDraft => {
          const path = again.path.value;
          const [low, high] =
            compareSemver(first.version.value, again.version.value) < 0 ? [first, again] : [again, first];
          return {
            message: say(name('conflicting'), { path, lower: low.version.value, higher: high.version.value }),
            severity,
            location: { file, range: low.line.range },
            related: [{ file, range: high.line.range, message: say('higher') }],
            fixes: [deleteDirectiveFix(sound.goMod, low.line, true)],
            key: `${path} ${low.version.value}`,
            about: [path],
          };
        }),
    );
  },
};
