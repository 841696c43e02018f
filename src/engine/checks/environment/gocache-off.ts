import { isAbsolutePath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { homeVariable, pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';

export const gocacheOff: MachineCheck = {
  id: 'gocache-off',
  family: 'environment',
  scope: 'machine',
  title: 'The build cache is not switched off',
  why: 'go build, test, run and install need it since Go 1.12 and stop without it.',
  fix: 'Unset GOCACHE; go clean -cache empties it, should that be the aim.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    off: 'GOCACHE=off: go build stops with "build cache is disabled by GOCACHE=off, but required as of Go 1.12"',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOCACHE');
    if (variable.value !== 'off') return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say('off'), ...placeOf(variable), fixes, key: 'off' }]);
  },
};

export const gocacheRelative: MachineCheck = {
  id: 'gocache-relative',
  family: 'environment',
  scope: 'machine',
  title: 'The build cache has an absolute path',
  why: 'go build, test, run and install stop where they cannot locate it.',
  fix: 'Unset GOCACHE, or write an absolute path.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    relative:
      'GOCACHE={value} is no absolute path: go build stops with "build cache is required, but could not be located"',
    nowhere: 'GOCACHE is not set, and neither is {home}, below which it would be: go build stops without a build cache',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOCACHE');
    const { value } = variable;
    if (value === 'off') return passed;
    const home = homeVariable(facts.environment).name;
    if (value === '') return found([{ message: say('nowhere', { home }), anchor: 'env:GOCACHE', key: 'nowhere' }]);
    if (isAbsolutePath(pathFromVariable(facts.environment, value))) return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([{ message: say('relative', { value }), ...placeOf(variable), fixes, key: 'relative' }]);
  },
};
