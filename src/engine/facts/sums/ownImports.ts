import { relativeWithin } from '../../../base/paths';
import { directoriesOfModule } from '../buildTags/moduleTags';
import type { Fact, Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { moduleImports } from '../modules/moduleImports';
import { defaultBuild } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import type { RootImport } from './moduleUse';

/** What makes go look for a package on behalf of a module's own files: its imports, its packages, its tools. Key: its folder. */
export const ownImports: Fact<readonly RootImport[]> = {
  name: 'ownImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return [];
    const own = goMod.file.module?.path.value ?? '';
    const found: RootImport[] = [];
    const { imports, packages } = await facts.get(moduleImports, dir);
    for (const [importPath, sites] of imports)
      for (const { importer, use } of sites) found.push({ importPath, importer, use });
    for (const root of await ownPackages(dir, own, facts)) if (packages.has(root.importPath)) found.push(root);
    for (const { path } of goMod.file.tool) found.push({ importPath: path.value, importer: own, use: 'tool' });
    return found;
  },
};

/** `./...` names the packages of the module: go looks for each of them in every module whose path is a prefix. */
async function ownPackages(dir: string, own: string, facts: Facts): Promise<readonly RootImport[]> {
  const targets = await facts.get(defaultBuild);
  const module = relativeWithin(facts.root, dir) ?? '';
  const found: RootImport[] = [];
  for (const { path, goFiles } of await facts.get(directoriesOfModule, dir)) {
    const below = relativeWithin(module, path) ?? path;
    const importPath = below === '' ? own : `${own}/${module === '' ? path : below}`;
    for (const use of folderImports(goFiles, targets).uses) found.push({ importPath, importer: importPath, use });
  }
  return found;
}
