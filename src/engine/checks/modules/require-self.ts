import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix } from '../../modfile/goModFixes';

export const requireSelf: ModuleCheck = {
  id: 'require-self',
  family: 'modules',
  scope: 'module',
  title: 'The module does not require itself',
  why: 'A build always uses the module as it lies here; go mod tidy deletes the line.',
  fix: 'Delete the line.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { self: '{module} requires itself; go uses what lies here, and go mod tidy deletes this line' },
  run: goModCheck((goMod) => {
    const own = goMod.file.module?.path.value;
    return goMod.file.require
      .filter(({ path }) => path.value === own)
      .map(({ path, line }): FindingDraft => ({
        message: say('self', { module: path.value }),
        location: { file: goMod.path, range: line.range },
        fixes: [deleteDirectiveFix(goMod, line, true)],
        about: [path.value],
      }));
  }),
};
