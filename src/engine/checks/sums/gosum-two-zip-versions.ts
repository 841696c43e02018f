import { goModOf } from '../../facts/modules/goModOf';
import { goLanguageVersion } from '../../parse/goVersion';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { readableSums } from './readableSums';
import { unselectedZips } from './unselectedZips';
import { entryLocation, sumName } from './sumEntries';
import { tidyFix } from '../../modfile/goModFixes';
import { goSumPath } from './sumFixes';

/** Two versions of one module with hashes of their files: a build list has one version of each module. */
export const gosumTwoZipVersions: ModuleCheck = {
  id: 'gosum-two-zip-versions',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has the files of one version of each module',
  why: 'A build uses one version of each module, so the hash of another one was left over and goes with the next go mod tidy.',
  fix: 'Run go mod tidy.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    leftover:
      'go.sum has the files of {name} and of {other}; a build uses one of them, and go mod tidy drops the other',
    other: 'the other version',
  },
  run: async (module, facts) => {
    const goMod = await facts.get(goModOf, module.dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return notApplicable(say('shared.noModule'));
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    // There tidy keeps what Go 1.16 would select, too.
    if (goLanguageVersion(goMod.file.go?.version.value ?? '') === '1.17') return found([]);
    return found(
      unselectedZips(sums.file, goMod.file).map(({ entry, other }): FindingDraft => {
        return {
          message: say('leftover', { name: sumName(entry), other: other.version }),
          location: entryLocation(sums.path, entry),
          related: [{ ...entryLocation(sums.path, other), message: say('other') }],
          key: sumName(entry),
          about: [entry.path],
          fixes: [tidyFix(module.dir)],
        };
      }),
    );
  },
};
