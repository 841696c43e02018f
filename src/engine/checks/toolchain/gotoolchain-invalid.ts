import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { goInstallation } from '../../facts/go/goInstallation';
import { parseToolchainSetting } from '../../facts/go/selectedToolchain';
import { compareGoVersions, isValidGoVersion } from '../../parse/goVersion';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { placeOf, setFix } from '../../facts/environment/variablePlace';

export const gotoolchainInvalid: MachineCheck = {
  id: 'gotoolchain-invalid',
  family: 'toolchain',
  scope: 'machine',
  title: 'GOTOOLCHAIN names a toolchain',
  why: 'go reads it before anything else, so every go command stops, in every folder.',
  fix: 'Set it to auto, path, local, or a name such as go1.26.8, with +auto or +path behind it where go may go up.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    setting: 'GOTOOLCHAIN={value} names no toolchain: every go command stops with "invalid GOTOOLCHAIN"',
    missingGo: 'GOTOOLCHAIN={value} lacks the "go" of a toolchain\'s name (go{value}): every go command stops',
    minimum:
      'GOTOOLCHAIN={value} starts with no toolchain\'s name: every go command stops with "invalid minimum toolchain"',
    suffix: 'GOTOOLCHAIN={value} ends with a suffix other than +auto and +path: every go command stops',
    notUsed: 'Go {version} does not read GOTOOLCHAIN',
    gopathMode: 'with GO111MODULE=off go does not read GOTOOLCHAIN',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOTOOLCHAIN');
    if (variable.value === '') return passed;
    const problem = parseToolchainSetting(variable.value);
    if (typeof problem !== 'string') return passed;
    const { found: go } = await facts.get(goInstallation);
    if (!go) return unknown(say('shared.goNotFound'), 'go');
    if (compareGoVersions(go.version, '1.21') < 0) return notApplicable(say('notUsed', { version: go.version }));
    if ((await facts.get(environmentVariable, 'GO111MODULE')).value === 'off') return notApplicable(say('gopathMode'));
    const { value } = variable;
    const name = problem === 'setting' && isValidGoVersion(value) ? 'missingGo' : problem;
    // `go env -w GOTOOLCHAIN=` works with any value in effect; `go env -u GOTOOLCHAIN` does not.
    const fixes = setFix(variable, name === 'missingGo' ? `go${value}` : 'auto', await facts.get(userEnvFile));
    return found([{ message: say(name, { value }), ...placeOf(variable), fixes, key: name }]);
  },
};
