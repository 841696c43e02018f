import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { soundGoMod } from '../../modfile/readableGoMod';
import { repeatedRequires } from './repeatedRequires';

export const requireDuplicate: ModuleCheck = {
  id: 'require-duplicate',
  family: 'modules',
  scope: 'module',
  title: 'Every module is required once',
  why: 'The second line says nothing new; go mod tidy deletes it.',
  fix: 'Delete one of the lines.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    duplicate: 'go.mod requires {path} {version} twice; go mod tidy deletes this line',
    first: 'the first requirement of {path}',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    return found(
      repeatedRequires(goMod)
        .filter(({ first, again }) => first.version.value === again.version.value)
        .map(({ first, again }): FindingDraft => {
          const path = again.path.value;
          return {
            message: say('duplicate', { path, version: again.version.value }),
            location: { file, range: again.line.range },
            related: [{ file, range: first.line.range, message: say('first', { path }) }],
            fixes: [deleteDirectiveFix(sound.goMod, again.line, true)],
            key: path,
            about: [path],
          };
        }),
    );
  },
};
