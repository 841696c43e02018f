import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

export const cgoEnabledInvalid: MachineCheck = {
  id: 'cgo-enabled-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'CGO_ENABLED is 0 or 1',
  why: 'go passes over any other value without a word, and decides about cgo as if nobody had said anything.',
  fix: 'Write 0 or 1, or unset it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ignored: 'CGO_ENABLED={value} is neither 0 nor 1: go passes over it and decides by itself',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'CGO_ENABLED');
    const { value } = variable;
    if (value === '' || value === '0' || value === '1') return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say('ignored', { value }), ...placeOf(variable), fixes, key: 'ignored' }]);
  },
};
