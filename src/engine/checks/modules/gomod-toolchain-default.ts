import type { ModuleCheck } from '../../model/check';
import { toolchainCheck } from './toolchainLine';

export const gomodToolchainDefault: ModuleCheck = {
  id: 'gomod-toolchain-default',
  family: 'modules',
  scope: 'module',
  title: 'go.mod does not say "toolchain default"',
  why: 'Go documents the line, yet takes it out of go.mod. Until that is done every command that may not change go.mod stops, and none of them names the line.',
  fix: 'Delete the line; to stay with the installed Go set GOTOOLCHAIN=local.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    dropped:
      'go takes "toolchain {name}" out of go.mod again; go build stops with "updates to go.mod needed" until it is gone',
    droppedOutside:
      'go takes "toolchain {name}" out of go.mod again; outside the workspace go build stops with "updates to go.mod needed"',
  },
  run: toolchainCheck('gomod-toolchain-default'),
};
