import { joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { gopathEntries } from '../../facts/environment/goFolders';
import { nativePath } from '../../facts/environment/osVariable';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';

export const gopathIsModuleRoot: MachineCheck = {
  id: 'gopath-is-module-root',
  family: 'environment',
  scope: 'machine',
  title: 'GOPATH itself holds no go.mod',
  why: 'With a go.mod there, go mod tidy and go mod vendor stop in every module of the machine, and say that there is no go.mod.',
  fix: 'Move the module out of GOPATH, or remove a go.mod that came there by accident.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    inGopath:
      'go.mod in GOPATH ({folder}): go mod tidy stops in every module with "go.mod file not found", wherever the module is',
    gopathMode: 'with GO111MODULE=off no go.mod counts',
    noGopath: 'GOPATH is set nowhere and there is no home folder',
  },
  run: async (_, facts) => {
    if ((await facts.get(environmentVariable, 'GO111MODULE')).value === 'off') return notApplicable(say('gopathMode'));
    // cmd/go looks at the first one alone.
    const [folder] = await facts.get(gopathEntries);
    if (folder === undefined) return notApplicable(say('noGopath'));
    const file = joinPath(folder, 'go.mod');
    if ((await facts.stat(file)) === undefined) return passed;
    const message = say('inGopath', { folder: nativePath(facts.environment, folder) });
    return found([{ message, location: { file, range: startOfFile }, key: 'inGopath' }]);
  },
};
