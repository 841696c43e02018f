import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { soundGoMod } from '../../modfile/readableGoMod';
import { repeatedReplaces, replacedOf, targetOf } from './repeatedReplaces';

export const gomodReplaceDuplicate: ModuleCheck = {
  id: 'gomod-replace-duplicate',
  family: 'modules',
  scope: 'module',
  title: 'No replace stands in go.mod twice',
  why: 'The second line says nothing new; go mod tidy deletes it.',
  fix: 'Delete one of the lines.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    duplicate: 'go.mod replaces {what} by {target} twice; go mod tidy deletes this line',
    first: 'the first replacement of {what}',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    return found(
      repeatedReplaces(goMod.replace)
        .filter(({ first, again }) => targetOf(first) === targetOf(again))
        .map(({ first, again }): FindingDraft => {
          const what = replacedOf(again);
          return {
            message: say('duplicate', { what, target: targetOf(again) }),
            location: { file, range: again.line.range },
            related: [{ file, range: first.line.range, message: say('first', { what }) }],
            fixes: [deleteDirectiveFix(sound.goMod, again.line, true)],
            key: what,
            about: [again.oldPath.value],
          };
        }),
    );
  },
};
