import { isAbsolutePath, isWithin, joinPath, relativePath } from '../../../base/paths';
import { pathFromVariable } from '../../facts/environment/osVariable';
import type { Facts } from '../../facts/factStore';
import type { GoModRead } from '../../facts/modules/goModOf';
import { repositoryTop } from '../../facts/modules/repositoryTop';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix, editFix, replaceText } from '../../modfile/goModFixes';

export const gomodReplaceAbsolute: ModuleCheck = {
  id: 'gomod-replace-absolute',
  family: 'modules',
  scope: 'module',
  title: 'Every replacement folder is written relative to go.mod',
  why: 'An absolute path is there on the machine of whoever wrote it. Everybody else, and CI, has the folder elsewhere or not at all.',
  fix: 'Write the folder relative to that of go.mod, or keep the replace in a go.work that is not committed.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    absolute: '{module} is replaced by {folder}, a path of this machine; elsewhere go stops at it',
    'fix.relative': 'Write {relative}',
  },
  run: goModCheck((goMod, module, facts) =>
    folderReplaces(goMod, module, facts, async ({ replace, folder }) => {
      const { value, range } = replace.newPath;
      if (!isAbsolutePath(value)) return undefined;
      const top = await facts.get(repositoryTop, module.dir);
      const relative = isWithin(top ?? facts.root, folder) ? relativePath(module.dir, folder) : undefined;
      const edits =
        relative === undefined
          ? []
          : [
              editFix(
                say('gomod-replace-absolute.fix.relative', { relative }),
                false,
                replaceText(goMod.path, range, relative),
              ),
            ];
      return {
        message: say('absolute', { module: replace.oldPath.value, folder: value }),
        fixes: [...edits, deleteDirectiveFix(goMod, replace.line, false)],
      };
    }),
  ),
};

export const gomodReplaceOutsideRepo: ModuleCheck = {
  id: 'gomod-replace-outside-repo',
  family: 'modules',
  scope: 'module',
  title: 'Every replacement folder lies in the repository',
  why: 'Who clones the repository has no folder beside it. There, and in CI, go stops at the replacement.',
  fix: 'Delete the replace before it is committed; for work on two repositories at once use a go.work that is not committed.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    outside: '{module} is replaced by {folder}, which lies outside this repository; a clone of it does not build',
  },
  run: goModCheck((goMod, module, facts) =>
    folderReplaces(goMod, module, facts, async ({ replace, folder }) => {
      if (isAbsolutePath(replace.newPath.value)) return undefined;
      const top = await facts.get(repositoryTop, module.dir);
      if (top === undefined || isWithin(top, folder)) return undefined;
      return {
        message: say('outside', { module: replace.oldPath.value, folder: replace.newPath.value }),
        fixes: [deleteDirectiveFix(goMod, replace.line, false)],
      };
    }),
  ),
};

export const gomodReplaceInVendor: ModuleCheck = {
  id: 'gomod-replace-in-vendor',
  family: 'modules',
  scope: 'module',
  title: 'No replacement folder lies in vendor',
  why: 'go mod vendor writes that folder anew, so it refuses to take a module from there.',
  fix: 'Move the replacement to another folder, such as third_party.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { vendor: '{module} is replaced by {folder}, which lies in the vendor folder; go mod vendor stops at it' },
  run: goModCheck((goMod, module, facts) =>
    folderReplaces(goMod, module, facts, ({ replace, folder }) => {
      if (!isWithin(joinPath(module.dir, 'vendor'), folder)) return undefined;
      return { message: say('vendor', { module: replace.oldPath.value, folder: replace.newPath.value }) };
    }),
  ),
};

type Said = Omit<FindingDraft, 'location' | 'key' | 'about'> | undefined;

/** Asks about each replacement by a folder that is there; one that is not has a check of its own. */
async function folderReplaces(
  goMod: GoModRead,
  module: Module,
  facts: Facts,
  judge: (one: { readonly replace: ReplaceDirective; readonly folder: string }) => Promise<Said> | Said,
): Promise<readonly FindingDraft[]> {
  const findings: FindingDraft[] = [];
  for (const replace of goMod.file.replace) {
    if (replace.newVersion !== undefined) continue;
    const folder = joinPath(module.dir, pathFromVariable(facts.environment, replace.newPath.value));
    if ((await facts.stat(folder))?.kind !== 'directory') continue;
    const said = await judge({ replace, folder });
    const path = replace.oldPath.value;
    if (said)
      findings.push({
        ...said,
        location: { file: goMod.path, range: replace.newPath.range },
        key: path,
        about: [path],
      });
  }
  return findings;
}
