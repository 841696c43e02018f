import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

export const goinsecureSet: MachineCheck = {
  id: 'goinsecure-set',
  family: 'environment',
  scope: 'machine',
  title: 'Modules are fetched over connections that are checked',
  why: 'For modules that GOINSECURE matches go takes plain HTTP and any certificate where it fetches them directly; go.sum guards only what it knows already.',
  fix: 'Give the server a certificate that the machine trusts, and unset GOINSECURE.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    set: 'GOINSECURE={value}: modules that it matches are fetched without checking who sends them',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOINSECURE');
    const { value } = variable;
    if (value.split(',').every((pattern) => pattern === '')) return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say('set', { value }), ...placeOf(variable), fixes, key: 'set' }]);
  },
};
