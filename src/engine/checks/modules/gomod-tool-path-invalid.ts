import type { ModuleCheck } from '../../model/check';
import { joinPath } from '../../../base/paths';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { checkImportPath } from '../../parse/modulePath';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { soundGoMod } from '../../modfile/readableGoMod';

export const gomodToolPathInvalid: ModuleCheck = {
  id: 'gomod-tool-path-invalid',
  family: 'modules',
  scope: 'module',
  title: 'Every tool line names a package by its import path',
  why: 'A tool is a package of this module or of another one, named by its whole path. At anything else every command that builds stops.',
  fix: 'Write the import path of the package.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    malformed: '{path} is no import path ({reason}); go build stops with "malformed tool path"',
    'fix.write': 'Write {text}',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    const findings = goMod.tool.flatMap(({ path }): FindingDraft[] => {
      const reason = checkImportPath(path.value);
      if (reason === undefined) return [];
      const text = wholePath(path.value, goMod.module?.path.value ?? '');
      const title = say('gomod-tool-path-invalid.fix.write', { text: text ?? '' });
      const fixes = text === undefined ? [] : [editFix(title, true, replaceText(file, path.range, text))];
      return [
        { message: say('malformed', { path: path.value, reason }), location: { file, range: path.range }, fixes },
      ];
    });
    return found(findings);
  },
};

/** `./cmd/x` can only mean a package of this module. */
function wholePath(path: string, module: string): string | undefined {
  if (!path.startsWith('./')) return undefined;
  const whole = joinPath(module, path);
  return checkImportPath(whole) === undefined ? whole : undefined;
}
