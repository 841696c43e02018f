import type { ModuleCheck } from '../../model/check';
import { toolchainCheck } from './toolchainLine';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const gomodToolchainFormat: ModuleCheck = {
  id: 'gomod-toolchain-format',
  family: 'modules',
  scope: 'module',
  title: 'The toolchain line names a toolchain',
  why: 'At a name that is none go stops: when it chooses a toolchain, or because it would take the line out of go.mod.',
  fix: 'Write a name such as go1.26.8, or delete the line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    name: '"{word}" is no toolchain such as go1.26.8; go build stops here',
    dropped: '{name} names no release of Go; go build stops, with "invalid toolchain" or "updates to go.mod needed"',
    droppedOutside:
      '{name} names no release of Go; outside the workspace go build stops, with "invalid toolchain" or "updates to go.mod needed"',
    'fix.write': 'Write {text}',
  },
  run: async (module, facts) => {
    const rejected = await syntaxCheck('gomod-toolchain-format')(module, facts);
    return rejected.kind === 'passed' ? toolchainCheck('gomod-toolchain-format')(module, facts) : rejected;
  },
};
