import type { ModuleCheck } from '../../model/check';
import { requirementUse } from '../../facts/modules/requirementUse';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed, unknown } from '../../model/outcome';
import { deleteDirectiveFix, tidyFix } from '../../modfile/goModFixes';
import { goModWithPackages } from '../../modfile/importFindings';

export const requireUnused: ModuleCheck = {
  id: 'require-unused',
  family: 'modules',
  scope: 'module',
  title: 'Every direct requirement is imported',
  why: 'A requirement that nothing imports is downloaded and checked by everybody, and go mod tidy takes it away: the next one to run it has a change that is not theirs.',
  fix: 'Run go mod tidy; it deletes the line, or marks it // indirect where another module needs it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unused:
      'no Go file here imports {module}; go mod tidy deletes this line, or marks it // indirect where another module needs it',
    deleted: 'no Go file here imports {module}, and no module that is used needs it; go mod tidy deletes this line',
    unseen: 'not looked at, so it is not known what is imported there: {folders}',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { unused, unseen } = await facts.get(requirementUse, module.dir);
    if (unseen.length > 0) {
      const reason = say('unseen', { folders: unseen.slice(0, 3).join(', ') });
      return unused.length > 0 ? unknown(reason, 'readable-files', unseen.slice(0, 3)) : passed;
    }
    const { goMod } = sound;
    return found(
      unused
        .filter(({ fate }) => fate === 'delete' || fate === 'unknown')
        .map(({ module: { path, require }, fate }): FindingDraft => {
          const drop = deleteDirectiveFix(goMod, require.line, false);
          return {
            message: say(fate === 'delete' ? 'deleted' : 'unused', { module: path }),
            location: { file: goMod.path, range: require.line.range },
            fixes: fate === 'delete' ? [tidyFix(module.dir), drop] : [tidyFix(module.dir)],
            key: path,
            about: [path],
          };
        }),
    );
  },
};
