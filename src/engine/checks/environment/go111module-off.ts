import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import { treeLists } from '../../facts/treeLists';

export const go111moduleOff: MachineCheck = {
  id: 'go111module-off',
  family: 'environment',
  scope: 'machine',
  title: 'Modules are not switched off',
  why: 'With GO111MODULE=off go ignores go.mod, looks for packages in GOPATH/src, and refuses go mod and go list -m.',
  fix: 'Unset GO111MODULE: modules are on since Go 1.16.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    off: 'GO111MODULE=off: go ignores go.mod, and go mod tidy stops with "modules disabled"',
  },
  run: async (root, facts) => {
    const variable = await facts.get(environmentVariable, 'GO111MODULE');
    if (variable.value !== 'off') return passed;
    const tree = await facts.get(treeLists, root.dir);
    // A tree for GOPATH mode is meant to be built like that.
    if (tree.modules.length + tree.workspaces.length === 0) return notApplicable(say('shared.noModule'));
    return found([await draft(variable, say('off'), facts)]);
  },
};

export const go111moduleAuto: MachineCheck = {
  id: 'go111module-auto',
  family: 'environment',
  scope: 'machine',
  title: 'GO111MODULE is not auto',
  why: 'Outside a module go then works in GOPATH mode: it looks for packages in GOPATH/src, and GOTOOLCHAIN has no effect.',
  fix: 'Unset GO111MODULE: modules are on since Go 1.16.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    auto: 'GO111MODULE=auto is the default of Go 1.11 to 1.15: outside a module go looks for packages in GOPATH/src',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GO111MODULE');
    return variable.value === 'auto' ? found([await draft(variable, say('auto'), facts)]) : passed;
  },
};

export const go111moduleInvalid: MachineCheck = {
  id: 'go111module-invalid',
  family: 'environment',
  scope: 'machine',
  title: 'GO111MODULE has a value that go knows',
  why: 'go stops before it builds or lists anything.',
  fix: 'Unset GO111MODULE: modules are on since Go 1.16.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unknown: 'GO111MODULE={value} is neither on, off nor auto: go stops with "unknown environment setting"',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GO111MODULE');
    const { value } = variable;
    if (['', 'on', 'off', 'auto'].includes(value)) return passed;
    return found([await draft(variable, say('unknown', { value }), facts)]);
  },
};

async function draft(variable: GoVariable, message: Message, facts: Facts): Promise<FindingDraft> {
  const fixes = unsetFix(variable, await facts.get(userEnvFile));
  return { message, ...placeOf(variable), fixes, key: message.id };
}
