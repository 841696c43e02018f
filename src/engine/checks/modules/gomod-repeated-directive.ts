import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodRepeatedDirective: ModuleCheck = {
  id: 'gomod-repeated-directive',
  family: 'modules',
  scope: 'module',
  title: 'module, go and toolchain stand in go.mod once',
  why: 'go does not choose between two of them: every command that builds stops.',
  fix: 'Delete one of the two lines.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    repeated: '{file} has a second {verb} line; go build stops here',
    first: 'the first {verb} line',
  },
  run: syntaxCheck('gomod-repeated-directive'),
};
