import { joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { userEnvFile } from '../../facts/environment/userEnvFile';
import { placeOf, unsetFix } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

export const gopathEqualsGoroot: MachineCheck = {
  id: 'gopath-equals-goroot',
  family: 'environment',
  scope: 'machine',
  title: 'GOPATH is not the tree of Go',
  why: 'go downloads modules and installs programs into its own distribution, where the next upgrade removes them. Where both have one name it warns before every command.',
  fix: 'Unset GOPATH, or name another folder.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    same: 'GOPATH={value} is GOROOT too: go warns before every command and keeps modules inside its own distribution',
    linked:
      'GOPATH={value} leads to GOROOT: go keeps modules and programs inside its own distribution, and says nothing',
  },
  run: async (_, facts) => {
    const variable = await facts.get(environmentVariable, 'GOPATH');
    const { value } = variable;
    const goroot = (await facts.get(environmentVariable, 'GOROOT')).value;
    if (value === '' || goroot === '') return passed;
    const [path, tree] = [value, goroot].map((each) => joinPath(pathFromVariable(facts.environment, each)));
    if (path === undefined || tree === undefined) return passed;
    const isSame = path === tree || (await facts.realPath(path)) === ((await facts.realPath(tree)) ?? tree);
    if (!isSame) return passed;
    const fixes = unsetFix(variable, await facts.get(userEnvFile));
    // cmd/go compares the names as they are written.
    const message = say(path === tree ? 'same' : 'linked', { value });
    return found([{ message, ...placeOf(variable), fixes, key: 'same' }]);
  },
};
