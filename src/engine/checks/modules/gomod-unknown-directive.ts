import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodUnknownDirective: ModuleCheck = {
  id: 'gomod-unknown-directive',
  family: 'modules',
  scope: 'module',
  title: 'Every directive of go.mod is one that go knows',
  why: 'In the go.mod of the module that you work in go accepts no directive that it does not know: every command that builds stops.',
  fix: 'Correct the word, or use a Go that knows the directive.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unknown: '{file} has no directive "{word}"; go build stops here',
    nearest: '{file} has no directive "{word}"; go build stops here; "{nearest}" is one',
    block: '"{word}" cannot open a block in parentheses; go build stops here',
    folder: '{word} stands without a directive: "use {word}" uses the folder; go build stops here',
    'fix.nearest': 'Write {nearest}',
  },
  run: syntaxCheck('gomod-unknown-directive'),
};
