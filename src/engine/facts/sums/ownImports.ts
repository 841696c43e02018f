import { relativeWithin } from '../../../base/paths';
import { remember } from '../../../base/remember';
import { directoriesOfModule } from '../packages/moduleDirectories';
import type { Fact, Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { moduleImports } from '../modules/moduleImports';
import { defaultBuild } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import type { GoModFile } from '../../parse/goMod';
import { isPathPrefix } from '../../parse/importPath';
import type { ImportFilter } from '../modules/importSites';
import { buildList, type BuildList } from './buildList';
import { modulesAround, type RootImport } from './moduleUse';

/** What the modules around a main module could have. */
interface AmongModules extends ImportFilter {
  /** whether packages of the module of that path could lie in one of them, too */
  readonly isAround: (modulePath: string) => boolean;
}

/** Of a build list, which stays the same as long as go.mod does. */
const amongModules = remember(({ modules }: BuildList): AmongModules => {
  const hosts = new Set(Array.from(modules.keys(), hostOf));
  return {
    // Most of what is left out has not even the first element of a module.
    accepts: (path) => hosts.has(hostOf(path)) && modulesAround(path, modules).length > 0,
    isAround: (own) => [...modules.keys()].some((path) => isPathPrefix(path, own) || isPathPrefix(own, path)),
  };
});

function hostOf(path: string): string {
  const end = path.indexOf('/');
  return end < 0 ? path : path.slice(0, end);
}

/**
 * What makes go look for a package in other modules on behalf of a module's own files: its imports, each once for each use, its
 * packages, its tools. Key: its folder.
 */
export const ownImports: Fact<readonly RootImport[]> = {
  name: 'ownImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return [];
    const own = goMod.file.module?.path.value ?? '';
    const found: RootImport[] = [];
    const required = amongModules(await facts.get(buildList, dir));
    const { imports, packages } = await facts.get(moduleImports, dir);
    const foreign = imports.among(required);
    for (const importPath of foreign.paths())
      for (const { importer, use } of foreign.firstOfEachUse(importPath)) found.push({ importPath, importer, use });
    if (required.isAround(own))
      for (const root of await ownPackages(dir, own, facts)) if (packages.has(root.importPath)) found.push(root);
    found.push(...toolImports(goMod.file));
    return found;
  },
  // An edit of a header seldom changes who imports what: then no hash is asked for again.
  equals: (a, b) => a.length === b.length && a.every((one, at) => isSameImport(one, b[at])),
};

export function isSameImport(a: RootImport, b: RootImport | undefined): boolean {
  return a.importPath === b?.importPath && a.importer === b.importer && a.use === b.use;
}

export function toolImports({ module, tool }: GoModFile): readonly RootImport[] {
  const importer = module?.path.value ?? '';
  return tool.map(({ path }) => ({ importPath: path.value, importer, use: 'tool' }));
}

/** `./...` names the packages of the module: go looks for each of them in every module whose path is a prefix. */
async function ownPackages(dir: string, own: string, facts: Facts): Promise<readonly RootImport[]> {
  const targets = await facts.get(defaultBuild);
  const module = relativeWithin(facts.root, dir) ?? '';
  const found: RootImport[] = [];
  for (const directory of await facts.get(directoriesOfModule, dir)) {
    const { path } = directory;
    const below = relativeWithin(module, path) ?? path;
    const importPath = below === '' ? own : `${own}/${module === '' ? path : below}`;
    for (const use of folderImports(directory, targets).uses) found.push({ importPath, importer: importPath, use });
  }
  return found;
}
