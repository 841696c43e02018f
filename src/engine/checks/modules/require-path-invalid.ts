import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const requirePathInvalid: ModuleCheck = {
  id: 'require-path-invalid',
  family: 'modules',
  scope: 'module',
  title: 'Every module path ends as a module path can',
  why: 'No module can have such a path, so every command that builds stops.',
  fix: 'Correct the path; from v2 on it ends in /v2 and so on, at gopkg.in in .v1 and so on.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    end: '{path} cannot be a module: its path cannot end in {end}; go build stops here',
    gopkg: '{path} cannot be a module: a path at gopkg.in ends in .v1, .v2 and so on; go build stops here',
  },
  run: syntaxCheck('require-path-invalid'),
};
