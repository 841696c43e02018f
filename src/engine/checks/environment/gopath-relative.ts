import { isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';

export const gopathRelative: MachineCheck = {
  id: 'gopath-relative',
  family: 'environment',
  scope: 'machine',
  title: 'Every folder of GOPATH is absolute',
  why: 'go stops before every command, because a relative folder would be another one in each place.',
  fix: 'Write absolute paths, with the home folder spelt out, or unset GOPATH.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    relative: 'GOPATH has the relative entry "{entry}": every go command stops with "must be absolute path"',
    tilde: 'GOPATH has the entry "{entry}"; only a shell knows what ~ means, so every go command stops',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOPATH');
    if (variable.source === 'default') return passed;
    const asPath = (text: string): string => pathFromVariable(facts.environment, text);
    const goroot = (await facts.get(environmentVariable, 'GOROOT')).value;
    // cmd/go only warns where both are one folder, and looks at the entries in the other case alone.
    if (joinPath(asPath(variable.value)) === joinPath(asPath(goroot))) return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    const drafts: FindingDraft[] = [];
    let start = 0;
    for (const entry of variable.value.split(facts.environment.pathDelimiter)) {
      const place = placeOf(variable, { start, end: start + entry.length });
      const name = entry.startsWith('~') ? 'tilde' : 'relative';
      if (entry !== '' && !isAbsolutePath(asPath(entry)))
        drafts.push({ message: say(name, { entry }), ...place, fixes, key: `${name} ${entry}` });
      start += entry.length + facts.environment.pathDelimiter.length;
    }
    return found(drafts);
  },
};
