import { basename, dirname, joinPath, relativeWithin } from '../../../base/paths';
import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import type { Facts } from '../../facts/factStore';
import { nearestGoMod } from '../../facts/go/governingFile';
import { goModOf } from '../../facts/modules/goModOf';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
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
    empty:
      'go.mod is empty, and there is no module above that it could keep this folder out of; go build stops with "missing module declaration"',
    'fix.add': 'Add "module {path}"',
  },
  run: async (module, facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none')
      return (await isBoundaryOfNothing(module, facts))
        ? found([await describe('empty', module, facts)])
        : readable.result;
    const { text, file } = readable.goMod;
    // A layout that go cannot read hides the line, and what a merge left behind may hold two.
    if (file.module || file.syntax.faults.length > 0 || mergeConflicts(text).length > 0) return passed;
    return found([await describe('missing', module, facts)]);
  },
};

/** A go.mod without any directive beside Go files, with no module above that it could be a boundary of. */
async function isBoundaryOfNothing(module: Module, facts: Facts): Promise<boolean> {
  const goMod = await facts.get(goModOf, module.dir);
  if (goMod.kind !== 'file' || dirname(module.dir) === module.dir) return false;
  if ((await facts.get(nearestGoMod, dirname(module.dir))) !== undefined) return false;
  const [directory] = await facts.get(directoriesOfModule, module.dir);
  return directory?.path === module.path && directory.goFileCount > 0;
}

async function describe(name: 'missing' | 'empty', module: Module, facts: Facts): Promise<FindingDraft> {
  const file = joinPath(module.dir, 'go.mod');
  const path = await probableName(module, facts);
  const title = say('gomod-module-missing.fix.add', { path });
  return {
    message: say(name),
    // Whoever keeps this folder out of a module that is not checked out here means it so.
    ...(name === 'empty' && { severity: 'warning', confidence: 'likely' }),
    location: { file, range: startOfFile },
    fixes: [editFix(title, false, replaceText(file, startOfFile, `module ${path}\n\n`))],
  };
}

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
