import type { ModuleCheck } from '../../model/check';
import { toolchainCheck } from './toolchainLine';

export const gomodToolchainPre121: ModuleCheck = {
  id: 'gomod-toolchain-pre121',
  family: 'modules',
  scope: 'module',
  title: 'The toolchain line names Go 1.21 or newer',
  why: 'Older releases know nothing of toolchain lines, so go takes such a line out of go.mod. Until that is done every command that may not change go.mod stops.',
  fix: 'Delete the line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    dropped:
      '{name} is older than toolchain lines (1.21); go build stops with "updates to go.mod needed" until the line is gone',
    droppedOutside:
      '{name} is older than toolchain lines (1.21); outside the workspace go build stops with "updates to go.mod needed"',
  },
  run: toolchainCheck('gomod-toolchain-pre121'),
};
