import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const requireMajorMismatch: ModuleCheck = {
  id: 'require-major-mismatch',
  family: 'modules',
  scope: 'module',
  title: 'Every version has the major version of its module path',
  why: 'From v2 on the major version is a part of the module path. Where path and version disagree there is no such module, and every command that builds stops.',
  fix: 'Correct the path (and the imports) or the version.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    mismatch: '{path} can only have versions of {should}, not {word}; go build stops here',
    'fix.incompatible': 'Write {version}, for a module without a go.mod of its own',
  },
  run: syntaxCheck('require-major-mismatch'),
};
