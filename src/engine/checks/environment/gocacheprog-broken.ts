import { findOnPath, programOf } from '../../facts/cgo/cgoDefault';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { splitQuoted } from '../../parse/goFlags';
import { compareGoVersions } from '../../parse/goVersion';

export const gocacheprogBroken: MachineCheck = {
  id: 'gocacheprog-broken',
  family: 'environment',
  scope: 'machine',
  title: 'The program that stands in for the build cache is there',
  why: 'go starts it before every build and stops where it cannot.',
  fix: 'Install the program, correct the path, or unset GOCACHEPROG.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing:
      'GOCACHEPROG starts {program}, which is not there: go build stops with "error starting GOCACHEPROG program"',
    unparsable: 'GOCACHEPROG opens a {quote} that nothing closes: go build stops',
    notUsed: 'Go {version} does not read GOCACHEPROG',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOCACHEPROG');
    if (variable.value.trim() === '') return passed;
    const { found: go } = await facts.get(goInstallation);
    if (go === undefined) return unknown(say('shared.goNotFound'), 'go');
    // An experiment of Go 1.21 to 1.23.
    if (compareGoVersions(go.version, '1.24') < 0) return notApplicable(say('notUsed', { version: go.version }));
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    const { unterminated } = splitQuoted(variable.value);
    const program = programOf(variable.value);
    if (!unterminated && (await findOnPath(program, facts)) !== undefined) return passed;
    const message = unterminated ? say('unparsable', { quote: unterminated.quote }) : say('missing', { program });
    return found([{ message, ...placeOf(variable), fixes, key: message.id }]);
  },
};
