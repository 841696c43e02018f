import { joinPath } from '../../../base/paths';
import { IgnoredFolders } from '../../facts/modules/ignoredFolders';
import { moduleImports } from '../../facts/modules/moduleImports';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { isPathPrefix } from '../../parse/importPath';
import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { importLocation } from '../../modfile/importFindings';

export const gomodIgnoreAll: ModuleCheck = {
  id: 'gomod-ignore-all',
  family: 'modules',
  scope: 'module',
  title: 'No ignore line takes out every folder',
  why: 'Then ./... matches nothing below the folder of go.mod: builds, tests and go mod tidy pass over all packages there and look as if all were well.',
  fix: 'Name the folder that is to be ignored.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { all: '"{pattern}" stands for every folder, so ./... passes over all packages below this one' },
  run: goModCheck((goMod) =>
    goMod.file.ignore
      .filter(({ path }) => takesAll(path.value))
      .map(({ path, line }): FindingDraft => ({
        message: say('all', { pattern: path.value }),
        location: { file: goMod.path, range: path.range },
        fixes: [deleteDirectiveFix(goMod, line, false)],
      })),
  ),
};

/** No folder is called like this, so only a pattern for all of them takes it. */
function takesAll(pattern: string): boolean {
  return new IgnoredFolders([pattern]).has('\0');
}

export const gomodIgnoreNomatch: ModuleCheck = {
  id: 'gomod-ignore-nomatch',
  family: 'modules',
  scope: 'module',
  title: 'Every ignore line can match a folder',
  why: 'An ignore line holds a path of whole elements. Wildcards, .. and backslashes are taken as they stand, so nothing is ignored, and go says nothing of it.',
  fix: 'Write the path of the folder, with / between its elements: ./x from the folder of go.mod, x at any depth.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    wildcard: '"{pattern}" matches no folder: an ignore line knows no wildcards',
    dots: '"{pattern}" matches no folder: . and .. are not resolved in an ignore line',
    backslash: '"{pattern}" matches no folder: elements of an ignore line are separated by /',
    rooted: '"{pattern}" matches at any depth, with or without its first /; ./ stands for the folder of go.mod',
  },
  run: goModCheck((readable, _, facts) => {
    const { path: file, file: goMod } = readable;
    return goMod.ignore.flatMap(({ path, line }): FindingDraft[] => {
      const pattern = path.value;
      const name = faultOf(pattern, facts.environment.platform === 'win32');
      if (name === undefined) return [];
      // What begins with / matches all the same.
      const fixes = name === 'rooted' ? [] : [deleteDirectiveFix(readable, line, false)];
      return [{ message: say(name, { pattern }), location: { file, range: path.range }, key: pattern, fixes }];
    });
  }),
};

function faultOf(pattern: string, windows: boolean): 'wildcard' | 'dots' | 'backslash' | 'rooted' | undefined {
  if (takesAll(pattern)) return undefined;
  if (/[*?]/.test(pattern)) return 'wildcard';
  if (pattern.includes('\\') && !windows) return 'backslash';
  const elements = pattern.replace(/^\.\//, '').split('/');
  if (elements.includes('..') || elements.includes('.')) return 'dots';
  return pattern.startsWith('/') ? 'rooted' : undefined;
}

export const gomodIgnoreHidesImported: ModuleCheck = {
  id: 'gomod-ignore-hides-imported',
  family: 'modules',
  scope: 'module',
  title: 'No ignored folder is imported',
  why: 'An import leads into the folder all the same: its code is built into the program, while ./... passes over it, so its tests are not run and go vet does not look at it.',
  fix: 'Take the line away, or the import.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    imported: '{package} lies in an ignored folder and is imported all the same; only its tests are left out',
    here: '{package} is imported here',
  },
  run: goModCheck(async (goMod, module, facts) => {
    const { file } = goMod;
    const own = file.module?.path.value ?? '';
    if (file.ignore.length === 0) return [];
    const { imports, packages } = await facts.get(moduleImports, module.dir);
    const findings: FindingDraft[] = [];
    for (const { path, line } of file.ignore) {
      const ignored = new IgnoredFolders([path.value]);
      for (const importPath of imports.paths()) {
        const folder = importPath.slice(own.length + 1);
        if (!isPathPrefix(own, importPath) || !packages.has(importPath) || !ignored.has(folder)) continue;
        const site = imports.find(importPath, (one) => !ignored.has(one.importer.slice(own.length + 1)));
        if (site === undefined || (await facts.stat(joinPath(module.dir, folder))) === undefined) continue;
        const place = await importLocation(site, importPath, facts);
        findings.push({
          message: say('imported', { package: importPath }),
          location: { file: goMod.path, range: line.range },
          related: [{ ...place, message: say('here', { package: importPath }) }],
          key: importPath,
        });
        break;
      }
    }
    return findings;
  }),
};
