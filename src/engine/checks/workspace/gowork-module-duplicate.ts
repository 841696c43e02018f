import type { GoModRead } from '../../facts/modules/goModOf';
import type { UsedModule } from '../../facts/modules/workspaceOf';
import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { dropUse, judgeWorkspaces } from './workspaces';

type Loaded = UsedModule & { readonly goMod: GoModRead };

export const goworkModuleDuplicate: RootCheck = {
  id: 'gowork-module-duplicate',
  family: 'workspace',
  scope: 'root',
  title: 'The modules of a workspace have different paths',
  why: 'go cannot tell which of two folders an import means, and stops before it does anything.',
  fix: 'Use one of the two folders, or give one of the modules another path.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    twice: 'module {module} appears twice in the workspace, also in {folder}; every go command in it stops',
    other: 'the same module path',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) => {
      const loaded = work.modules.filter((module): module is Loaded => module.goMod.kind === 'file');
      return loaded.flatMap((module, at) => {
        const path = module.goMod.file.module?.path.value ?? '';
        const first = loaded
          .slice(0, at)
          .find((other) => other.dir !== module.dir && other.goMod.file.module?.path.value === path);
        if (path === '' || first?.goMod.file.module === undefined) return [];
        return [
          {
            message: say('twice', { module: path, folder: first.use.path.value }),
            location: { file: work.path, range: module.use.path.range },
            key: path,
            about: [path],
            fixes: [dropUse(work, module.use.line, false)],
            related: [{ file: first.goMod.path, range: first.goMod.file.module.path.range, message: say('other') }],
          },
        ];
      });
    }),
};
