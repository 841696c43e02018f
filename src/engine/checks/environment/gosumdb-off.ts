import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { sumDbProblem } from '../../parse/goSumDb';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';

export const gosumdbOff: MachineCheck = {
  id: 'gosumdb-off',
  family: 'environment',
  scope: 'machine',
  title: 'New modules are checked against the checksum database',
  why: 'Without it the first download of a module is believed, whoever answers it; go.sum only guards the ones after it.',
  fix: 'Unset GOSUMDB, and name private modules in GOPRIVATE or GONOSUMDB.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    off: 'GOSUMDB=off: a module that go.sum does not know yet is believed unseen, and go downloads no toolchains',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOSUMDB');
    if (variable.value !== 'off') return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say('off'), ...placeOf(variable), fixes, key: 'off' }]);
  },
};

export const gosumdbInvalid: MachineCheck = {
  id: 'gosumdb-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'GOSUMDB names a checksum database that go can use',
  why: 'go reads it when a module is not in go.sum yet, and stops there.',
  fix: 'Unset GOSUMDB, or write the name and the key of the database as its operator publishes them.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    'too-many-fields': 'GOSUMDB has more than a name and a URL: go stops at the first module that go.sum does not know',
    'malformed-key': 'GOSUMDB={value} has no key that go can read (name+hash+key): go stops at a module not in go.sum',
    'wrong-hash': 'GOSUMDB has a key whose hash does not fit its name {name}: go stops at a module not in go.sum',
    'unknown-algorithm': 'GOSUMDB has a key of an algorithm that go does not know: go stops at a module not in go.sum',
    'bad-name':
      'GOSUMDB has the name {name}, which is no host with an optional path: go stops at a module not in go.sum',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOSUMDB');
    const problem = sumDbProblem(variable.value, (content) => facts.hasher.sha256(content, 'hex'));
    if (problem === undefined) return passed;
    const args = { value: variable.value, name: variable.value.split('+')[0] ?? '' };
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say(problem, args), ...placeOf(variable), fixes, key: problem }]);
  },
};
