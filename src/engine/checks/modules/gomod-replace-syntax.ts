import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodReplaceSyntax: ModuleCheck = {
  id: 'gomod-replace-syntax',
  family: 'modules',
  scope: 'module',
  title: 'Every replace leads to a folder or to a module with its version',
  why: 'go cannot tell what such a replace leads to: every command that builds stops.',
  fix: 'Begin a folder with ./ or ../, and give a module its version after a space.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    'no-version':
      '"{word}" has no version and does not begin with ./ or ../, so it is neither module nor folder; go build stops here',
    'at-version': 'replace takes "path version" with a space, not {word}; go build stops here',
    backslash: '{word} is a folder as Windows writes it; on this system go build stops here',
    'folder-with-version':
      'a replace that leads to a folder has no version, so {word} cannot stand here; go build stops',
    'fix.write': 'Write {text}',
    'fix.dropVersion': 'Delete the version',
  },
  run: syntaxCheck('gomod-replace-syntax'),
};
