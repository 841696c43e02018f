import type { ModuleCheck } from '../../model/check';
import { describeConflict } from '../../modfile/describeConflict';
import { found } from '../../model/outcome';
import { mergeConflicts } from '../../parse/mergeConflict';
import { readableGoMod } from '../../modfile/readableGoMod';

/** The markers that a merge left behind. What go says of them, one by one, is not repeated by other checks. */
export const gomodMergeConflict: ModuleCheck = {
  id: 'gomod-merge-conflict',
  family: 'modules',
  scope: 'module',
  title: 'go.mod has no merge conflict',
  why: 'go takes the markers for directives or modules that it does not know, and reads nothing from the file.',
  fix: 'Keep the lines of one side, or of both, and delete the markers; then run go mod tidy.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflict: 'go.mod has an unresolved merge conflict; go cannot read the markers, so go build stops here',
    middle: 'the other side begins here',
    end: 'the conflict ends here',
  },
  run: async (module, facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    const { path, text } = readable.goMod;
    const lines = text.split('\n');
    return found(mergeConflicts(text).map((conflict, at) => describeConflict(conflict, at, lines, path)));
  },
};
