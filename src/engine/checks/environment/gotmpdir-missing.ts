import { isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { osVariable, pathFromVariable } from '../../facts/environment/osVariable';
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
  fix: 'Create the folder, or unset the variable.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: '{name}={value} does not exist: go build stops with "creating work dir"',
    relative: '{name}={value} is relative, another folder in each place: go build stops where it does not exist',
    notAFolder: '{name}={value} is no folder: go build stops with "creating work dir"',
  },
  run: async (_, facts) => {
    const own = await facts.get(environmentVariable, 'GOTMPDIR');
    // Without it go goes by os.TempDir, which takes TMPDIR as it is; on Windows the system makes sure of the folder.
    const isWindows = facts.environment.platform === 'win32';
    const inherited = isWindows ? '' : osVariable(facts.environment, 'TMPDIR');
    const name = own.value === '' ? 'TMPDIR' : 'GOTMPDIR';
    const value = own.value || inherited;
    if (value === '') return passed;
    const path = pathFromVariable(facts.environment, value);
    const stat = isAbsolutePath(path) ? await facts.stat(joinPath(path)) : undefined;
    if (stat?.kind === 'directory') return passed;
    const id = !isAbsolutePath(path) ? 'relative' : stat === undefined ? 'missing' : 'notAFolder';
    const isOwn = name === 'GOTMPDIR';
    const fixes = isOwn ? unsetFix(own, await facts.get(userEnvFile)) : [];
    const severity = id === 'relative' ? 'warning' : 'error';
    const place = isOwn ? placeOf(own) : { anchor: 'env:TMPDIR' };
    return found([{ message: say(id, { name, value }), severity, ...place, fixes, key: id }]);
  },
};
