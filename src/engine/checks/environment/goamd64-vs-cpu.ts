import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

/** What each level of amd64 needs beside those below it, as /proc/cpuinfo calls it (`runtime/asm_amd64.s`). */
const needed: readonly (readonly [level: string, flags: readonly string[]])[] = [
  ['v2', ['cx16', 'lahf_lm', 'popcnt', 'sse4_1', 'sse4_2', 'ssse3']],
  ['v3', ['abm', 'avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'movbe']],
  ['v4', ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl']],
];

export const goamd64VsCpu: MachineCheck = {
  id: 'goamd64-vs-cpu',
  family: 'environment',
  scope: 'machine',
  title: 'This machine can run what GOAMD64 makes go build',
  why: 'A program for a newer processor ends at its start, so go run and go test fail everywhere.',
  fix: 'Unset GOAMD64 for the account, and give it to the builds for machines that have such a processor.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    tooNew:
      'GOAMD64={value} needs {flags}, which this processor lacks: what go run and go test start ends with "can only be run on AMD64 processors with {value}"',
    notSet: 'GOAMD64 asks for nothing that a processor could lack',
    otherMachine: 'what is built is for another machine',
    unreadable: 'this system does not tell what its processor can do',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOAMD64');
    const { value } = variable;
    const at = needed.findIndex(([level]) => level === value);
    if (at < 0) return notApplicable(say('notSet'));
    const [goos, goarch] = [
      await facts.get(environmentVariable, 'GOOS'),
      await facts.get(environmentVariable, 'GOARCH'),
    ];
    const isOwn = facts.environment.arch === 'amd64' && goarch.value === 'amd64';
    if (!isOwn || (facts.environment.platform === 'linux' && goos.value !== 'linux'))
      return notApplicable(say('otherMachine'));
    const text = facts.environment.platform === 'linux' ? await facts.readText('/proc/cpuinfo') : undefined;
    const flags = /^flags\s*:(.*)$/m.exec(text ?? '')?.[1]?.split(' ');
    if (flags === undefined) return unknown(say('unreadable'), 'readable-files');
    const missing = needed.slice(0, at + 1).flatMap(([, all]) => all.filter((flag) => !flags.includes(flag)));
    if (missing.length === 0) return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    return found([
      { message: say('tooNew', { value, flags: missing.join(', ') }), ...placeOf(variable), fixes, key: value },
    ]);
  },
};
