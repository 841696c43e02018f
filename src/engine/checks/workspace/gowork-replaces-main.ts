import { deleteDirectiveFix } from '../../modfile/goModFixes';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { judgeWorkspaces, shownFolder } from './workspaces';

export const goworkReplacesMain: RootCheck = {
  id: 'gowork-replaces-main',
  family: 'workspace',
  scope: 'root',
  title: 'go.work replaces no module that it uses',
  why: 'A used module is built from its folder. A replace of it at all versions contradicts that, and every command in the workspace stops.',
  fix: 'Delete the replace, or the use line.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    replaced:
      'go.work uses {module} from {folder} and replaces it at all versions; every go command in the workspace stops',
    used: 'used here',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) =>
      work.file.replace.flatMap(({ oldPath, oldVersion, line }): FindingDraft[] => {
        const path = oldPath.value;
        const member = work.modules.find(
          ({ goMod }) => goMod.kind === 'file' && goMod.file.module?.path.value === path,
        );
        if (member === undefined || oldVersion !== undefined) return [];
        return [
          {
            message: say('replaced', { module: path, folder: shownFolder(work, member.dir) }),
            location: { file: work.path, range: line.range },
            related: [{ file: work.path, range: member.use.line.range, message: say('used') }],
            fixes: [deleteDirectiveFix(work, line, false)],
            key: path,
            about: [path],
          },
        ];
      }),
    ),
};
