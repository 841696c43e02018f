import { relativeWithin } from '../../../base/paths';
import { directoriesOfModule } from '../packages/moduleDirectories';
import type { Fact, Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { moduleImports } from '../modules/moduleImports';
import { defaultBuild } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import type { GoModFile } from '../../parse/goMod';
import type { RootImport } from './moduleUse';

/**
 * What makes go look for a package on behalf of a module's own files: its imports, each once for each use, its packages, its
 * tools. Key: its folder.
 */
export const ownImports: Fact<readonly RootImport[]> = {
  name: 'ownImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return [];
    const own = goMod.file.module?.path.value ?? '';
    const found: RootImport[] = [];
    const { imports, packages } = await facts.get(moduleImports, dir);
    for (const importPath of imports.paths())
      for (const { importer, use } of imports.firstOfEachUse(importPath)) found.push({ importPath, importer, use });
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
