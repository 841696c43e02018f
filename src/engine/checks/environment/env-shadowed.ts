import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { findOsVariable } from '../../facts/environment/osVariable';
import { userEnvFile, type UserEnvFile } from '../../facts/environment/userEnvFile';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, passed, type CheckResult } from '../../model/outcome';
import type { GoEnvEntry } from '../../parse/goEnvFile';
import { lastEntry } from '../../parse/goEnvFile';
import { coverCredentials } from '../../parse/goProxy';
import { deleteLine, unsetFix } from '../../facts/environment/variablePlace';

export const envShadowed: MachineCheck = {
  id: 'env-shadowed',
  family: 'environment',
  scope: 'machine',
  title: 'No variable of the process hides another value of go env -w',
  why: 'go takes the one of the process, so go env -w seems to have no effect, and another terminal behaves differently.',
  fix: 'Unset one of the two: the variable where it is exported, or the stored value with go env -u.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    shadowed: '{name}={value} of the process environment hides {name}={stored}, which go env -w stored here',
    noFile: 'there is no file of go env -w',
  },
  run: (_, facts) =>
    judge(facts, (entry, variable, file, own) => {
      if (own === '' || own === entry.value) return undefined;
      const args = { name: entry.key, value: coverCredentials(own), stored: coverCredentials(entry.value) };
      // go env -u would change nothing here as long as the other value is exported, so the line goes by hand.
      const location = { file, range: entry.valueRange };
      const fixes = [deleteLine({ file, range: entry.range })];
      return { message: say('shadowed', args), location, fixes, key: `shadowed ${variable.name}` };
    }),
};

export const envEmptyOverride: MachineCheck = {
  id: 'env-empty-override',
  family: 'environment',
  scope: 'machine',
  title: 'No empty variable is meant to cancel a stored value',
  why: 'For go an empty variable is an unset one: the value that go env -w stored holds.',
  fix: 'Remove the stored value with go env -u, or set the variable to something that is not empty.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    empty:
      '{name} is set to nothing in the process environment, so go uses {name}={stored}, which go env -w stored here',
    noFile: 'there is no file of go env -w',
  },
  run: (_, facts) =>
    judge(facts, (entry, variable, file, own, user) => {
      if (own !== '' || entry.value === '') return undefined;
      const message = say('empty', { name: entry.key, stored: coverCredentials(entry.value) });
      const location = { file, range: entry.valueRange };
      return { message, location, fixes: unsetFix(variable, user), key: `empty ${variable.name}` };
    }),
};

/** Looks at each stored variable that the process environment has too. */
async function judge(
  facts: Facts,
  look: (
    entry: GoEnvEntry,
    variable: GoVariable,
    file: string,
    own: string,
    user: UserEnvFile,
  ) => FindingDraft | undefined,
): Promise<CheckResult> {
  const user: UserEnvFile = await facts.get(userEnvFile);
  if (user.state !== 'present' || user.path === undefined) return notApplicable(say('noFile'));
  const drafts: FindingDraft[] = [];
  for (const key of new Set(user.file.entries.map((entry) => entry.key))) {
    const entry = lastEntry(user.file, key);
    const own = findOsVariable(facts.environment, key);
    if (!entry || own === undefined || fileHasNoEffect.has(key)) continue;
    const finding = look(entry, await facts.get(environmentVariable, key), user.path, own, user);
    if (finding) drafts.push(finding);
  }
  return drafts.length > 0 ? found(drafts) : passed;
}

/** go never reads these from the file, so nothing is hidden. */
const fileHasNoEffect: ReadonlySet<string> = new Set(['GODEBUG', 'GOENV']);
