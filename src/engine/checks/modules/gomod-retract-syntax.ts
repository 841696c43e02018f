import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodRetractSyntax: ModuleCheck = {
  id: 'gomod-retract-syntax',
  family: 'modules',
  scope: 'module',
  title: 'retract names versions of this module',
  why: 'go checks what a module retracts whenever it reads its go.mod: at a retract that it cannot read every command that builds stops.',
  fix: 'Write "retract v1.2.3" or "retract [v1.0.0, v1.2.3]".',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    form: 'retract takes one version, or two as in [v1.0.0, v1.2.0]; go build stops here',
    extra:
      '"{word}" follows the retracted version; retract takes one version or one range a line, so go build stops here',
    noModule: 'retract speaks of the versions of this module, but go.mod has no module line; go build stops here',
    malformedPath:
      '{path} is no path that others can require, so no version of it can be retracted; go build stops here',
  },
  run: syntaxCheck('gomod-retract-syntax'),
};
