import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { compareGoVersions } from '../../parse/goVersion';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';

export const goamd64Invalid: MachineCheck = {
  id: 'goamd64-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'GOAMD64 is v1, v2, v3 or v4',
  why: 'Go 1.23 and later say nothing about another value, build for v1, and write the wrong value into the binary.',
  fix: 'Set GOAMD64 to v1, v2, v3 or v4, or unset it.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    silent: 'GOAMD64={value} is none of v1 to v4: go builds for v1 without a word and stamps the binary with {value}',
    refused: 'GOAMD64={value} is none of v1 to v4: Go {version} stops with "invalid GOAMD64"',
    breaks: 'GOAMD64={value} is none of v1 to v4, and it stops the assembler: no program can be built',
    otherPort: 'GOAMD64 is read for GOARCH=amd64 only, and this is {goarch}',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOAMD64');
    const { value } = variable;
    if (/^v[1-4]$/.test(value)) return passed;
    const goarch = (await facts.get(environmentVariable, 'GOARCH')).value;
    if (goarch !== 'amd64') return notApplicable(say('otherPort', { goarch }));
    const version = (await facts.get(goInstallation)).found?.version;
    const refused = version !== undefined && compareGoVersions(version, '1.23') < 0;
    // It becomes the end of a name that is defined for the assembler.
    const breaks = !/^[\p{L}\p{Nd}_]+$/u.test(value);
    const message = refused
      ? say('refused', { value, version })
      : breaks
        ? say('breaks', { value })
        : say('silent', { value });
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    const severity = refused || breaks ? 'error' : 'warning';
    return found([{ message, ...placeOf(variable), fixes, severity, key: message.id }]);
  },
};
