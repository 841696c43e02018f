import type { ModuleCheck } from '../../model/check';
import { basename, dirname, relativeWithin } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { nearestGoMod } from '../../facts/go/governingFile';
import { goModOf } from '../../facts/modules/goModOf';
import type { Module } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { mergeConflicts } from '../../parse/mergeConflict';
import { checkImportPath } from '../../parse/modulePath';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { readableGoMod } from '../../modfile/readableGoMod';

export const gomodModuleMissing: ModuleCheck = {
  id: 'gomod-module-missing',
  family: 'modules',
  scope: 'module',
  title: 'go.mod says what the module is called',
  why: 'go does not know the module without its path: every command that builds stops.',
  fix: 'Add a module line; the path is where others find the module, any name for a program of your own.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: 'go.mod has no module line, so the module has no name; go build stops with "missing module declaration"',
    'fix.add': 'Add "module {path}"',
  },
  run: async (module, facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    const { path, text, file } = readable.goMod;
    // A layout that go cannot read hides the line, and what a merge left behind may hold two.
    if (file.module || file.syntax.faults.length > 0 || mergeConflicts(text).length > 0) return passed;
    const name = await probableName(module, facts);
    const add = editFix(
      say('gomod-module-missing.fix.add', { path: name }),
      false,
      replaceText(path, startOfFile, `module ${name}\n\n`),
    );
    return found([{ message: say('missing'), location: { file: path, range: startOfFile }, fixes: [add] }]);
  },
};

/** What the path would be below the module above; else the folder's name, where it can be one. */
async function probableName(module: Module, facts: Facts): Promise<string> {
  const above = await facts.get(nearestGoMod, dirname(module.dir));
  const parent = above === undefined ? undefined : await facts.get(goModOf, dirname(above));
  const path = parent?.kind === 'file' ? parent.file.module?.path.value : undefined;
  const below = above === undefined ? undefined : relativeWithin(dirname(above), module.dir);
  if (path !== undefined && path !== '' && below !== undefined) return `${path}/${below}`;
  const name = basename(module.dir).toLowerCase();
  return checkImportPath(name) === undefined ? name : 'example.com/module';
}
