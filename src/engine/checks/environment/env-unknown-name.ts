import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { editDistance } from '../../../base/nearest';
import { isForeignGoName, knownGoVariables } from '../../parse/knownGoVariables';

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

/** The variable of go that was probably meant; undefined where the name is known, foreign, or like none. */
export function nearestVariable(name: string): string | undefined {
  // GOOD is a word, and so are most short names near GOOS.
  if (!/^C?GO/.test(name) || name.length < 6 || knownGoVariables.has(name) || isForeignGoName(name)) return undefined;
  const limit = name.length >= 8 ? 2 : 1;
  let best: { readonly known: string; readonly distance: number } | undefined;
  for (const known of knownGoVariables) {
    const distance = Math.abs(known.length - name.length) > limit ? limit + 1 : editDistance(name, known);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { known, distance };
  }
  return best?.known;
}
