import type { ModuleCheck } from '../../model/check';
import { toolchainCheck } from './toolchainLine';

export const gomodToolchainRedundant: ModuleCheck = {
  id: 'gomod-toolchain-redundant',
  family: 'modules',
  scope: 'module',
  title: 'The toolchain line says more than the go line',
  why: 'go takes such a line out of go.mod. Until that is done every command that may not change go.mod stops, and none of them names the line.',
  fix: 'Delete the line; to build with a newer toolchain name that one.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    dropped:
      'toolchain {name} only repeats the go line; go build stops with "updates to go.mod needed" until it is gone',
    droppedOutside:
      'toolchain {name} only repeats the go line; outside the workspace go build stops with "updates to go.mod needed"',
  },
  run: toolchainCheck('gomod-toolchain-redundant'),
};
