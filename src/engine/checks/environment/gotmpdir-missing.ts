import { isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

export const gotmpdirMissing: MachineCheck = {
  id: 'gotmpdir-missing',
  family: 'environment',
  scope: 'machine',
  title: 'The folder for temporary files of go exists',
  why: 'go build, vet, test and run put their work there, do not create the folder, and stop without it.',
  fix: 'Create the folder, or unset GOTMPDIR.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: 'GOTMPDIR={value} does not exist: go build stops with "creating work dir"',
    relative: 'GOTMPDIR={value} is relative, another folder in each place: go build stops where it does not exist',
    notAFolder: 'GOTMPDIR={value} is no folder: go build stops with "creating work dir"',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOTMPDIR');
    const { value } = variable;
    if (value === '') return passed;
    const path = pathFromVariable(facts.environment, value);
    const stat = isAbsolutePath(path) ? await facts.stat(joinPath(path)) : undefined;
    if (stat?.kind === 'directory') return passed;
    const name = !isAbsolutePath(path) ? 'relative' : stat === undefined ? 'missing' : 'notAFolder';
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    const severity = name === 'relative' ? 'warning' : 'error';
    return found([{ message: say(name, { value }), severity, ...placeOf(variable), fixes, key: name }]);
  },
};
