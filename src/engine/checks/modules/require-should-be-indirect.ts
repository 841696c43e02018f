import type { ModuleCheck } from '../../model/check';
import { requirementUse } from '../../facts/modules/requirementUse';
import type { FindingDraft } from '../../model/finding';
import type { TextEdit } from '../../model/fix';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import type { ModLine } from '../../parse/goModSyntax';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { goModWithPackages } from '../../modfile/importFindings';

export const requireShouldBeIndirect: ModuleCheck = {
  id: 'require-should-be-indirect',
  family: 'modules',
  scope: 'module',
  title: 'Every requirement that only others need is marked // indirect',
  why: 'Without the comment the line says that a package here imports the module. go mod tidy adds it: the next one to run it has a change that is not theirs.',
  fix: 'Add // indirect at the end of the line.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    indirect: 'no Go file here imports {module}, only other modules need it; go mod tidy marks this line // indirect',
    tool: 'no Go file here imports {module}, only a tool line needs it; go mod tidy marks this line // indirect',
    'fix.comment': 'Add // indirect',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { unused, unseen } = await facts.get(requirementUse, module.dir);
    const { path: file } = sound.goMod;
    // What could not be looked at may import it; require-unused says so.
    if (unseen.length > 0) return passed;
    return found(
      unused.flatMap(({ module: { path, require }, fate }): FindingDraft[] => {
        if (fate !== 'tool' && fate !== 'indirect') return [];
        const fix = editFix(say('require-should-be-indirect.fix.comment'), true, withIndirect(require.line, file));
        return [
          {
            message: say(fate, { module: path }),
            location: { file, range: require.line.range },
            fixes: [fix],
            key: path,
            about: [path],
          },
        ];
      }),
    );
  },
};

/** As go does it: a new comment, or in front of the one that is there. */
function withIndirect({ suffix, range: { end } }: ModLine, file: string): TextEdit {
  const text = suffix?.text.slice(2).trim() ?? '';
  const range = { start: end, end: suffix?.range.end ?? end };
  return replaceText(file, range, text === '' ? ' // indirect' : ` // indirect; ${text}`);
}
