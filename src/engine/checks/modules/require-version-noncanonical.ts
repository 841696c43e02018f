import type { ModuleCheck } from '../../model/check';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const requireVersionNoncanonical: ModuleCheck = {
  id: 'require-version-noncanonical',
  family: 'modules',
  scope: 'module',
  title: 'Every version of go.mod is written in full',
  why: 'For anything but a full version such as v1.2.3 go has to ask the network what is meant, and to write it down: a command that may not change go.mod stops.',
  fix: 'Write the full version; go get finds it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    query: '"{word}" is no version such as v1.2.3; go has to ask the network what it means, so builds stop here',
    form: 'go writes the version {word} as {should}; builds may not change go.mod, so they stop here',
    none: '"{word}" is no version such as v1.2.3; go build stops here',
    'fix.write': 'Write {should}',
    'fix.get': 'Run go get {query} (needs the network)',
  },
  run: syntaxCheck('require-version-noncanonical'),
};
