import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { goModCheck } from '../../modfile/goModCheck';
import { editFix, replaceText } from '../../modfile/goModFixes';

export const requireIndirectCommentTypo: ModuleCheck = {
  id: 'require-indirect-comment-typo',
  family: 'modules',
  scope: 'module',
  title: 'What looks like // indirect is what go reads as it',
  why: 'go knows two forms, // indirect and // indirect; with more behind the semicolon. With any other the requirement counts as direct, and go mod tidy adds a comment of its own.',
  fix: 'Write // indirect, or // indirect; and then the rest.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    typo: 'go does not read this comment as // indirect, so {module} counts as a direct requirement',
    'fix.write': 'Write {comment}',
  },
  run: goModCheck(({ path: file, file: goMod }) =>
    goMod.require.flatMap(({ path, indirect, line }): FindingDraft[] => {
      const { suffix } = line;
      const match = /^\/\/\s*indirect\b[\s:;,.(/-]*(.*?)\)?\s*$/i.exec(suffix?.text ?? '');
      if (suffix === undefined || indirect || match === null) return [];
      const rest = match[1] ?? '';
      const comment = rest === '' ? '// indirect' : `// indirect; ${rest}`;
      const title = say('require-indirect-comment-typo.fix.write', { comment });
      return [
        {
          message: say('typo', { module: path.value }),
          location: { file, range: suffix.range },
          fixes: [editFix(title, false, replaceText(file, suffix.range, comment))],
          key: path.value,
          about: [path.value],
        },
      ];
    }),
  ),
};
