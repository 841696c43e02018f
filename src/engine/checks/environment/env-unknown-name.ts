import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { nearestVariable } from '../../parse/knownGoVariables';

export const envUnknownName: MachineCheck = {
  id: 'env-unknown-name',
  family: 'environment',
  scope: 'machine',
  title: 'Variables that look like ones of go are ones of go',
  why: 'go passes over a name that it does not know, so a misspelt setting has no effect and no message.',
  fix: 'Correct the name, or remove the variable.',
  severity: 'hint',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    environment: '{name} is no variable of go; {known} is, and differs by a letter or two',
    stored: '{name}, stored in the file of go env -w, is no variable of go; {known} is, and differs by a letter or two',
  },
  run: async (_, facts) => {
    const drafts: FindingDraft[] = [];
    for (const name of Object.keys(facts.environment.variables).toSorted()) {
      const known = nearestVariable(name);
      if (known !== undefined)
        drafts.push({ message: say('environment', { name, known }), anchor: `env:${name}`, key: name });
    }
    const user = await facts.get(userEnvFile);
    for (const { key, keyRange } of user.file.entries) {
      const known = nearestVariable(key);
      if (known === undefined || user.path === undefined) continue;
      // go env -u takes a name that stands in the file, known or not.
      const title = say('shared.fix.unsetVariable', { name: key });
      const fix: Fix = { kind: 'setting', target: 'go-env', key, value: undefined, safe: false, title };
      const location = { file: user.path, range: keyRange };
      drafts.push({ message: say('stored', { name: key, known }), location, fixes: [fix], key });
    }
    return found(drafts);
  },
};
