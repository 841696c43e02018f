import { isAbsolutePath, joinPath } from '../../../base/paths';
import { cgoState } from '../../facts/cgo/cgoState';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf } from '../../facts/environment/variablePlace';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import { parseGoFlags, splitQuoted, type GoFlag } from '../../parse/goFlags';
import { dropFlagFix } from './dropFlagFix';

interface Risk {
  readonly name: 'dryRun' | 'all' | 'insecure' | 'raceNeedsCgo' | 'noToolexec' | 'noOverlay' | 'overlay';
  readonly severity: Severity;
}

export const goflagsRisky: MachineCheck = {
  id: 'goflags-risky',
  family: 'environment',
  scope: 'machine',
  title: 'GOFLAGS holds nothing that belongs to a single command',
  why: 'Each flag of GOFLAGS goes to every go command that knows it, of every module and every tool.',
  fix: 'Take the flag out of GOFLAGS, and give it to the one command that needs it.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    dryRun: 'GOFLAGS has -n: go build and go test print what they would do, do nothing, and end well',
    all: 'GOFLAGS has -a: every build compiles every package anew, the standard library included',
    insecure:
      'GOFLAGS has -insecure: go get stops with "no longer supported", and nothing else heeds it; GOINSECURE names the hosts',
    raceNeedsCgo: 'GOFLAGS has -race and cgo is off: go build and go test stop with "-race requires cgo"',
    noToolexec: 'GOFLAGS has -toolexec={value}, which is not there: go build cannot start the compiler',
    noOverlay: 'GOFLAGS has -overlay={value}, which is not there: go build stops with "reading overlay"',
    overlay: 'GOFLAGS has -overlay={value}: every build sees other files than those on disk',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOFLAGS');
    const { flags, unterminated } = parseGoFlags(variable.value);
    // go refuses the whole value: the finding of another check.
    if (unterminated || flags.length === 0) return passed;
    const user = await facts.get(userEnvFile);
    const drafts: FindingDraft[] = [];
    for (const flag of flags) {
      // Of several flags of one name the last one counts.
      if (flags.findLast(({ name }) => name === flag.name) !== flag) continue;
      const risk = await riskOf(flag, facts);
      if (risk === undefined) continue;
      const message = say(risk.name, { value: flag.value ?? '' });
      const fixes = dropFlagFix(variable, ({ name }) => name === flag.name, user);
      drafts.push({ message, severity: risk.severity, ...placeOf(variable, flag), fixes, key: risk.name });
    }
    return found(drafts);
  },
};

async function riskOf({ name, value }: GoFlag, facts: Facts): Promise<Risk | undefined> {
  const isOn = value === undefined || /^(?:1|t|true)$/i.test(value);
  switch (name) {
    case 'n':
      return isOn ? { name: 'dryRun', severity: 'warning' } : undefined;
    case 'a':
      return isOn ? { name: 'all', severity: 'warning' } : undefined;
    case 'insecure':
      return isOn ? { name: 'insecure', severity: 'warning' } : undefined;
    case 'race':
      return isOn && (await raceLacksCgo(facts)) ? { name: 'raceNeedsCgo', severity: 'error' } : undefined;
    case 'toolexec': {
      const program = splitQuoted(value ?? '').words[0]?.text ?? '';
      return (await isMissing(program, facts)) ? { name: 'noToolexec', severity: 'error' } : undefined;
    }
    case 'overlay':
      if (value === undefined || value === '') return undefined;
      return (await isMissing(value, facts))
        ? { name: 'noOverlay', severity: 'error' }
        : { name: 'overlay', severity: 'warning' };
    default:
      return undefined;
  }
}

/** Apple's linker needs no cgo for it; a machine without a compiler is the finding of another check. */
async function raceLacksCgo(facts: Facts): Promise<boolean> {
  const { enabled, said } = await facts.get(cgoState);
  const goos = (await facts.get(environmentVariable, 'GOOS')).value;
  return !enabled && said !== undefined && goos !== 'darwin';
}

/** A relative name is another file in each folder. */
async function isMissing(name: string, facts: Facts): Promise<boolean> {
  const path = pathFromVariable(facts.environment, name);
  return isAbsolutePath(path) && (await facts.stat(joinPath(path))) === undefined;
}
