import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodGoFormat: ModuleCheck = {
  id: 'gomod-go-format',
  family: 'modules',
  scope: 'module',
  title: 'The go line names a version in the form that go knows',
  why: 'The go line takes 1.26, 1.26.8 or 1.26rc1 and nothing else: at any other word every command that builds stops.',
  fix: 'Write a version such as 1.26 or 1.26.8.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    version: '"{word}" is no Go version such as 1.26 or 1.26.8; go build stops here',
    'fix.write': 'Write {text}',
  },
  run: syntaxCheck('gomod-go-format'),
};
