import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { deleteDirective, editFix, tidyFix } from '../../modfile/goModFixes';
import { reachOf } from './outsideWorkspace';
import { soundGoMod } from '../../modfile/readableGoMod';

export const gomodExcludeHitsRequire: ModuleCheck = {
  id: 'gomod-exclude-hits-require',
  family: 'modules',
  scope: 'module',
  title: 'No required version is excluded',
  why: 'go ignores the requirement and would choose another version. Until that is written down every command that may not change go.mod stops.',
  fix: 'Require another version, or take the exclude away.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    excluded: 'go.mod requires {path} {version} and excludes it; go build stops with "updates to go.mod needed"',
    excludedOutside:
      'go.mod requires {path} {version} and excludes it; outside the workspace go build stops with "updates to go.mod needed"',
    exclude: 'excluded here',
    'fix.exclude': 'Delete the exclude',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    const { severity, name } = await reachOf(module, facts);
    const findings = goMod.require.flatMap((require): FindingDraft[] => {
      const path = require.path.value;
      const version = require.version.value;
      const exclude = goMod.exclude.find((one) => one.path.value === path && one.version.value === version);
      if (exclude === undefined) return [];
      const drop = editFix(
        say('gomod-exclude-hits-require.fix.exclude'),
        false,
        deleteDirective(sound.goMod, exclude.line),
      );
      return [
        {
          message: say(name('excluded'), { path, version }),
          severity,
          location: { file, range: require.version.range },
          related: [{ file, range: exclude.line.range, message: say('exclude') }],
          fixes: [tidyFix(module.dir), drop],
          key: path,
          about: [path],
        },
      ];
    });
    return found(findings);
  },
};
