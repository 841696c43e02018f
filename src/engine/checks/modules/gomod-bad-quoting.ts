import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodBadQuoting: ModuleCheck = {
  id: 'gomod-bad-quoting',
  family: 'modules',
  scope: 'module',
  title: 'Words of go.mod stand in double quotes or in none',
  why: 'go knows "..." with the escapes of Go and plain words; at any other quote every command that builds stops.',
  fix: 'Take the quotes away, or use double quotes.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    quoting: 'go cannot read {word}: a word stands in double quotes or in none; go build stops here',
    'fix.unquote': 'Write {text}',
  },
  run: syntaxCheck('gomod-bad-quoting'),
};
