import type { Fact } from '../../facts/factStore';
import { moduleGraph, requiredNodes } from '../../facts/modules/moduleGraph';
import { importedPaths } from '../../facts/modules/moduleImports';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { isPathPrefix } from '../../parse/importPath';
import { deleteDirectiveFix, editFix, replaceText } from '../../modfile/goModFixes';
import { graphCheck } from './graphCheck';

/** Modules that the go.mod files of the required ones name: thousands, and no edit of a Go file changes them. Key: the module's folder. */
const namedByRequired: Fact<ReadonlySet<string>> = {
  name: 'namedByRequired',
  compute: async (dir, facts) =>
    new Set((await facts.get(requiredNodes, dir)).flatMap(({ requires }) => requires.map(({ path }) => path))),
};

export const gomodReplaceUnused: ModuleCheck = {
  id: 'gomod-replace-unused',
  family: 'modules',
  scope: 'module',
  title: 'Every replaced module is in the module graph',
  why: 'Nothing needs the module any more, so the line does nothing, and go mod tidy never takes such lines away.',
  fix: 'Delete the line.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { unused: '{module} is in the module graph at no version, so this replace does nothing' },
  run: graphCheck(async (goMod, module, facts) => {
    const paths = Array.from((await facts.get(importedPaths, module.dir)).keys());
    const imported = (path: string): boolean => paths.some((one) => isPathPrefix(path, one));
    const required = new Set(goMod.file.require.map(({ path }) => path.value));
    const own = goMod.file.module?.path.value;
    const others = goMod.file.replace.filter(
      ({ oldPath: { value } }) => value !== own && !required.has(value) && !imported(value),
    );
    // Most are named one step from here, and then nobody has to read thousands of go.mod files for a hint.
    const named = await facts.get(namedByRequired, module.dir);
    if (others.every(({ oldPath }) => named.has(oldPath.value))) return [];
    const { selected } = await facts.get(moduleGraph, module.dir);
    return others
      .filter(({ oldPath }) => !selected.has(oldPath.value))
      .map(({ oldPath, line }): FindingDraft => ({
        message: say('unused', { module: oldPath.value }),
        location: { file: goMod.path, range: line.range },
        fixes: [deleteDirectiveFix(goMod, line, false)],
        key: oldPath.value,
        about: [oldPath.value],
      }));
  }),
};

export const gomodReplaceVersionMismatch: ModuleCheck = {
  id: 'gomod-replace-version-mismatch',
  family: 'modules',
  scope: 'module',
  title: 'Every replace of one version is of the version that is built',
  why: 'A replace with a version on its left side counts for that version alone. Since another one was selected, the original is built, and go says nothing of it.',
  fix: 'Write the selected version, or leave the version out so that the replace counts for all.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    mismatch: 'this replaces {module} {version} alone, and go builds {selected}, so it has no effect on the build',
    'fix.write': 'Replace {selected} instead',
  },
  run: graphCheck(async (goMod, module, facts) => {
    if (goMod.file.replace.every(({ oldVersion }) => oldVersion === undefined)) return [];
    const { selected } = await facts.get(moduleGraph, module.dir);
    return goMod.file.replace.flatMap(({ oldPath, oldVersion, line }): FindingDraft[] => {
      const path = oldPath.value;
      const built = selected.get(path);
      if (oldVersion === undefined || built === undefined || built === oldVersion.value) return [];
      // Another line may replace the version that is built.
      const covers = goMod.file.replace.some(
        (one) => one.oldPath.value === path && (one.oldVersion === undefined || one.oldVersion.value === built),
      );
      if (covers) return [];
      const title = say('gomod-replace-version-mismatch.fix.write', { selected: built });
      return [
        {
          message: say('mismatch', { module: path, version: oldVersion.value, selected: built }),
          location: { file: goMod.path, range: oldVersion.range },
          fixes: [
            editFix(title, false, replaceText(goMod.path, oldVersion.range, built)),
            deleteDirectiveFix(goMod, line, false),
          ],
          key: `${path} ${oldVersion.value}`,
          about: [path],
        },
      ];
    });
  }),
};
