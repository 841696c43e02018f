import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { judgeWorkspaces } from './workspaces';

export const goworkEmpty: RootCheck = {
  id: 'gowork-empty',
  family: 'workspace',
  scope: 'root',
  title: 'go.work uses at least one module',
  why: 'A go.work without a use line is a workspace of no modules: every command that builds, here and below, stops.',
  fix: 'Add the modules with go work use, or delete go.work.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    empty: 'go.work uses no module; go build, go vet and go test stop here and below',
    'fix.all': 'Run go work use -r . (shows the changes first)',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) => {
      if (work.file.use.length > 0) return [];
      const title = say('gowork-empty.fix.all');
      return [
        {
          message: say('empty'),
          location: { file: work.path, range: work.file.go?.line.range ?? startOfFile },
          fixes: [
            {
              kind: 'command',
              title,
              safe: false,
              args: ['work', 'use', '-r', '.'],
              cwd: work.dir,
              touches: [work.path],
              needsNetwork: false,
            },
          ],
        },
      ];
    }),
};
