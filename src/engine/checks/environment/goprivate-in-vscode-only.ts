import { environmentVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { setFix } from '../../facts/environment/variablePlace';
import { editorSettings } from '../../facts/faces/editorSettings';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';

/** What decides where modules come from and whether they are checked. */
const names = ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOPROXY', 'GOSUMDB', 'GOINSECURE'];

export const goprivateInVscodeOnly: RootCheck = {
  id: 'goprivate-in-vscode-only',
  family: 'environment',
  scope: 'root',
  title: 'Private modules are private to terminals as well',
  why: 'go.toolsEnvVars reaches the Go extension and gopls alone: go in a terminal, a task or CI still asks the public proxy for private names.',
  fix: 'Store the value for every go of the account: go env -w.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    onlyHere: '{name}={value} is for the Go extension and gopls alone; go in a terminal has none',
    differs: '{name}={value} is for the Go extension and gopls alone; go in a terminal has {other}',
    noSettings: 'go.toolsEnvVars sets none of these variables',
  },
  run: async (root, facts) => {
    const { toolVariables } = await facts.get(editorSettings, root.dir);
    const given = toolVariables.filter(({ name }) => names.includes(name));
    if (given.length === 0) return notApplicable(say('noSettings'));
    const user = await facts.get(userEnvFile);
    const drafts: FindingDraft[] = [];
    for (const { name, value = '', location } of given) {
      const variable = await facts.get(environmentVariable, name);
      if (value === '' || variable.value === value) continue;
      const message = say(variable.value === '' ? 'onlyHere' : 'differs', { name, value, other: variable.value });
      drafts.push({ message, location, fixes: mayStore(name, value) ? setFix(variable, value, user) : [], key: name });
    }
    return found(drafts);
  },
};

/** A mirror, and what turns verification off, is stored by the person alone. */
function mayStore(name: string, value: string): boolean {
  return ['GOPRIVATE', 'GONOPROXY', 'GONOSUMDB'].includes(name) && !/(?:^|,)\*(?:,|$)/.test(value);
}
