import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { dropUse, judgeWorkspaces } from './workspaces';

export const goworkUseDuplicate: RootCheck = {
  id: 'gowork-use-duplicate',
  family: 'workspace',
  scope: 'root',
  title: 'go.work uses every folder once',
  why: 'A folder that appears twice stops every go command in the workspace, even where it is spelled in two ways.',
  fix: 'Delete one of the two lines.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    again: 'go.work uses {folder} twice; every go command in the workspace stops',
    first: 'used here first',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) =>
      work.modules.flatMap(({ use, dir }, at) => {
        const first = work.modules.slice(0, at).find((other) => other.dir === dir);
        if (first === undefined) return [];
        return [
          {
            message: say('again', { folder: use.path.value }),
            location: { file: work.path, range: use.path.range },
            key: dir,
            related: [{ file: work.path, range: first.use.path.range, message: say('first') }],
            fixes: [dropUse(work, use.line, true)],
          },
        ];
      }),
    ),
};
