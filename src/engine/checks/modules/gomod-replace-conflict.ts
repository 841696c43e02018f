import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { deleteDirective, deleteDirectiveFix, editFix, type FileText } from '../../modfile/goModFixes';
import { soundGoMod } from '../../modfile/readableGoMod';
import { repeatedReplaces, replacedOf, targetOf } from './repeatedReplaces';

export const gomodReplaceConflict: ModuleCheck = {
  id: 'gomod-replace-conflict',
  family: 'modules',
  scope: 'module',
  title: 'Every replace leads to one place',
  why: 'go does not choose between two targets for the same module: every command that builds stops.',
  fix: 'Delete one of the two lines.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflict: 'go.mod replaces {what} twice, by {first} and by {again}; go build stops with "conflicting replacements"',
    first: 'the first replacement of {what}',
    'fix.first': 'Delete the other line',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    return found(
      repeatedReplaces(goMod.replace)
        .filter(({ first, again }) => targetOf(first) !== targetOf(again))
        .map(({ first, again }): FindingDraft => {
          const what = replacedOf(again);
          return {
            message: say('conflict', { what, first: targetOf(first), again: targetOf(again) }),
            location: { file, range: again.line.range },
            related: [{ file, range: first.line.range, message: say('first', { what }) }],
            fixes: [deleteDirectiveFix(sound.goMod, again.line, false), deleteOther(sound.goMod, first)],
            key: what,
            about: [again.oldPath.value],
          };
        }),
    );
  },
};

function deleteOther(text: FileText, { line }: ReplaceDirective): EditFix {
  return editFix(say('gomod-replace-conflict.fix.first'), false, deleteDirective(text, line));
}
