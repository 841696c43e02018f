import type { ModuleCheck } from '../../model/check';
import { goInstallation } from '../../facts/go/goInstallation';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { goLanguageVersion } from '../../parse/goVersion';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { soundGoMod } from '../../modfile/readableGoMod';

export const gomodGoMissing: ModuleCheck = {
  id: 'gomod-go-missing',
  family: 'modules',
  scope: 'module',
  title: 'go.mod has a go line',
  why: 'Without a go line go takes the module for one of Go 1.16: newer language features are compile errors, the module graph is not pruned, and a vendor folder is ignored.',
  fix: 'Add a go line with the oldest Go that the module supports.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing:
      'go.mod has no go line, so go takes the module for Go 1.16: no generics, no graph pruning, and vendor is ignored',
    'fix.add': 'Add "go {version}", the installed Go',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path, file } = sound.goMod;
    if (file.go || file.module === undefined) return passed;
    const { found: go } = await facts.get(goInstallation);
    const version = goLanguageVersion(go?.version ?? '');
    const { line } = file.module;
    const end = line.suffix?.range.end ?? line.range.end;
    const edit = replaceText(path, { start: end, end }, `\n\ngo ${version}`);
    // Inside a block the line would not be one of its own.
    const fixes =
      version === '' || line.inBlock ? [] : [editFix(say('gomod-go-missing.fix.add', { version }), false, edit)];
    return found([{ message: say('missing'), location: { file: path, range: line.range }, fixes }]);
  },
};
