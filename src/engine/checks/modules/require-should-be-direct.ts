import type { ModuleCheck } from '../../model/check';
import { moduleImports } from '../../facts/modules/moduleImports';
import { requirementUse } from '../../facts/modules/requirementUse';
import type { FindingDraft } from '../../model/finding';
import type { TextEdit } from '../../model/fix';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { ModLine } from '../../parse/goModSyntax';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { goModWithPackages, importLocation } from '../../modfile/importFindings';
import { notAtHand } from '../../modfile/notAtHand';

export const requireShouldBeDirect: ModuleCheck = {
  id: 'require-should-be-direct',
  family: 'modules',
  scope: 'module',
  title: 'No requirement that is imported is marked // indirect',
  why: 'The comment says that no package here imports the module. It is wrong, and go mod tidy takes it away: the next one to run it has a change that is not theirs.',
  fix: 'Delete the comment.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    direct: '{module} is imported here ({package}), so its line is not // indirect; go mod tidy takes the comment away',
    import: 'imported here',
    'fix.comment': 'Delete // indirect',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file } = sound.goMod;
    const { direct, missing } = await facts.get(requirementUse, module.dir);
    // Without a fault, who imports what does not matter.
    const imports = direct.length > 0 ? (await facts.get(moduleImports, module.dir)).imports : undefined;
    const findings = await Promise.all(
      direct.map(async ({ module: { path, require }, importPath }): Promise<FindingDraft> => {
        const { line } = require;
        const site = imports?.find(importPath, () => true);
        const related = site ? [{ ...(await importLocation(site, importPath, facts)), message: say('import') }] : [];
        return {
          message: say('direct', { module: path, package: importPath }),
          location: { file, range: line.suffix?.range ?? line.range },
          related,
          fixes: [editFix(say('require-should-be-direct.fix.comment'), true, withoutIndirect(line, file))],
          key: path,
          about: [path],
        };
      }),
    );
    return found(findings, missing.length > 0 ? notAtHand(missing) : undefined);
  },
};

/** As go does it: the comment goes, or what stands behind `indirect;` stays. */
function withoutIndirect({ suffix, range }: ModLine, file: string): TextEdit {
  const rest = /^\/\/\s*indirect;\s*(.*)$/.exec(suffix?.text ?? '')?.[1];
  const end = suffix?.range.end ?? range.end;
  return replaceText(file, { start: range.end, end }, rest === undefined ? '' : ` // ${rest}`);
}
