import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { dropUse, judgeWorkspaces, shownFolder } from './workspaces';

export const goworkUseMissing: RootCheck = {
  id: 'gowork-use-missing',
  family: 'workspace',
  scope: 'root',
  title: 'Every folder that go.work uses is a module',
  why: 'go loads every module of the workspace before it does anything: one that is missing stops every command below the go.work.',
  fix: 'Correct the folder, make a module in it, or delete the line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    noFolder: 'go.work uses {folder}, which does not exist; every go command in the workspace stops',
    noGoMod: 'go.work uses {folder}, which has no go.mod; every go command in the workspace stops',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, async (work) => {
      const missing = work.modules.filter(({ goMod }) => goMod.kind === 'missing');
      return Promise.all(
        missing.map(async ({ use, dir }) => {
          const exists = (await facts.stat(dir))?.kind === 'directory';
          return {
            message: say(exists ? 'noGoMod' : 'noFolder', { folder: use.path.value }),
            location: { file: work.path, range: use.path.range },
            key: use.path.value,
            about: [use.path.value, shownFolder(work, dir)],
            fixes: [dropUse(work, use.line, false)],
          };
        }),
      );
    }),
};
