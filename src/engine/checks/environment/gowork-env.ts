import { isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { deleteLine, placeOf } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';

export const goworkEnv: MachineCheck = {
  id: 'gowork-env',
  family: 'environment',
  scope: 'machine',
  title: 'GOWORK names a file that exists',
  why: 'go reads it before every build, in every folder, and stops where it cannot.',
  fix: 'Unset GOWORK: go finds a go.work above a module by itself. GOWORK=off means none.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: 'GOWORK={value} does not exist: go build stops in every folder with "reading go.work"',
    relative: 'GOWORK={value} is no absolute path: go build stops with "invalid GOWORK: not an absolute path"',
    gopathMode: 'with GO111MODULE=off go reads no go.work',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOWORK');
    const { value } = variable;
    if (value === '' || value === 'off' || value === 'auto') return passed;
    if ((await facts.get(environmentVariable, 'GO111MODULE')).value === 'off') return notApplicable(say('gopathMode'));
    const path = pathFromVariable(facts.environment, value);
    const name = isAbsolutePath(path) ? 'missing' : 'relative';
    if (name === 'missing' && (await facts.stat(joinPath(path))) !== undefined) return passed;
    // go env -u GOWORK is refused, so a line in the user's file goes by hand.
    const fixes = variable.location ? [deleteLine(variable.location)] : [];
    return found([{ message: say(name, { value }), ...placeOf(variable), fixes, key: name }]);
  },
};
