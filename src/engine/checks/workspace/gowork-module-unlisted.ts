import { isWithin, joinPath } from '../../../base/paths';
import { goModOf } from '../../facts/modules/goModOf';
import { workspaceOf } from '../../facts/modules/workspaceOf';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { shownFolder, withoutWorkspace, workUse } from './workspaces';

export const goworkModuleUnlisted: ModuleCheck = {
  id: 'gowork-module-unlisted',
  family: 'workspace',
  scope: 'module',
  title: 'The modules below a go.work are part of its workspace',
  why: 'In the folder of a module that go.work does not list, go build ./... and its like stop; gopls does not load it either.',
  fix: 'Add the folder to go.work, or work there with GOWORK=off.',
  severity: 'info',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unlisted: 'go.work above does not list this module, so go build ./... stops here unless GOWORK=off',
  },
  run: async (module, facts) => {
    const work = await facts.get(workspaceOf, module.dir);
    if (work.kind !== 'file') return withoutWorkspace(work);
    // A go.work that leads elsewhere on purpose (GOWORK=/path) says nothing about this repository.
    if (!isWithin(work.dir, module.dir) || !isWithin(module.root.dir, work.dir)) return passed;
    if (work.modules.some(({ dir }) => dir === module.dir)) return passed;
    const goMod = await facts.get(goModOf, module.dir);
    if (goMod.kind !== 'file' || goMod.state === 'boundary') return passed;
    return found([
      {
        message: say('unlisted'),
        location: { file: joinPath(module.dir, 'go.mod'), range: goMod.file.module?.path.range ?? startOfFile },
        key: 'unlisted',
        related: [],
        fixes: [workUse(work, shownFolder(work, module.dir))],
      },
    ]);
  },
};
