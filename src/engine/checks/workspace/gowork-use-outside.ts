import { isAbsolutePath, isWithin } from '../../../base/paths';
import { repositoryTop } from '../../facts/modules/repositoryTop';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { judgeWorkspaces } from './workspaces';

export const goworkUseOutside: RootCheck = {
  id: 'gowork-use-outside',
  family: 'workspace',
  scope: 'root',
  title: 'go.work uses folders of its own repository',
  why: 'That is what a go.work for one person is for. Committed, it stops every command of whoever clones the repository alone.',
  fix: 'Keep such a go.work out of the repository, or take the line away.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    outside: '{folder} lies outside this repository: a clone of it stops at this line, if go.work is committed',
    absolute:
      '{folder} is a path of this machine: elsewhere every go command stops at this line, if go.work is committed',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, async (work) => {
      const top = await facts.get(repositoryTop, work.dir);
      return work.modules.flatMap(({ use, dir, goMod }): FindingDraft[] => {
        // A folder that is not there has a check of its own.
        if (goMod.kind === 'missing') return [];
        const absolute = isAbsolutePath(use.path.value);
        if (!absolute && (top === undefined || isWithin(top, dir))) return [];
        return [
          {
            message: say(absolute ? 'absolute' : 'outside', { folder: use.path.value }),
            location: { file: work.path, range: use.path.range },
            key: use.path.value,
          },
        ];
      });
    }),
};
