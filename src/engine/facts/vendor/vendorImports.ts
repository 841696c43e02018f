import { joinPath, relativeWithin } from '../../../base/paths';
import type { Location } from '../../model/range';
import { parseGoHeader } from '../../parse/goHeader';
import type { Fact, Facts } from '../factStore';
import { defaultBuild, useOfFiles } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import { moduleImports } from '../modules/moduleImports';
import { isSameImport, toolImports } from '../sums/ownImports';
import { uses, type RootImport } from '../sums/moduleUse';
import { vendorFolderOf, type VendorFolder } from './vendorFolders';
import { vendoredPackages } from './vendoredModules';

/** An import of a module that builds from vendor. */
export interface VendorImport extends RootImport {
  /** folder of the importing module */
  readonly dir: string;
}

/**
 * What the modules that build from a vendor folder import of what it has, or should have: each package once, for what needs
 * it most, and none for itself. A fact, since an edit seldom changes it, and then nothing that rests on it is judged again.
 * Key: see `vendorFolderKey`.
 */
export const vendorImports: Fact<readonly VendorImport[]> = {
  name: 'vendorImports',
  compute: async (key, facts) => {
    const folder = await vendorFolderOf(key, facts);
    const filter = await facts.get(vendoredPackages, key);
    const found = new Map<string, VendorImport>();
    for (const { dir, file } of folder?.goMods ?? []) {
      if (relativeWithin(facts.root, dir) === undefined) continue;
      const imports = (await facts.get(moduleImports, dir)).imports.among(filter);
      for (const importPath of imports.paths()) {
        // The strongest use comes first.
        const site = imports.find(importPath, ({ importer }) => importer !== importPath);
        if (site) keepStronger(found, { importPath, importer: site.importer, use: site.use, dir });
      }
      for (const root of toolImports(file))
        if (root.importer !== root.importPath && filter.accepts(root.importPath)) keepStronger(found, { ...root, dir });
    }
    return [...found.values()];
  },
  equals: (a, b) => a.length === b.length && a.every((one, at) => one.dir === b[at]?.dir && isSameImport(one, b[at])),
};

function keepStronger<T extends RootImport>(found: Map<string, T>, one: T): void {
  const known = found.get(one.importPath);
  if (!known || uses.indexOf(one.use) < uses.indexOf(known.use)) found.set(one.importPath, one);
}

/**
 * Packages that a build or a test on this machine reaches, through vendored packages too.
 * @returns import path -> the vendored package that imports it; undefined for what the modules themselves import
 */
export async function reachedPackages(
  folder: VendorFolder,
  imports: readonly VendorImport[],
  facts: Facts,
): Promise<ReadonlyMap<string, string | undefined>> {
  const targets = await facts.get(defaultBuild);
  const { directories } = await facts.tree(folder.path);
  const reached = new Map<string, string | undefined>();
  const here = imports.filter(({ use }) => use === 'build' || use === 'test');
  for (const { importPath } of here) reached.set(importPath, undefined);
  // A map may grow while it is walked.
  for (const [path] of reached) {
    const directory = directories.get(path);
    const files = directory ? folderImports(directory, targets).files : [];
    for (const imported of files.filter(({ use }) => use === 'build').flatMap((file) => file.imports))
      if (!reached.has(imported)) reached.set(imported, path);
  }
  return reached;
}

/** Where a vendored package imports another one, on this machine. */
export async function vendoredImportLocation(
  folder: VendorFolder,
  importer: string,
  imported: string,
  facts: Facts,
): Promise<Location | undefined> {
  const useOf = useOfFiles(await facts.get(defaultBuild));
  const directory = (await facts.tree(folder.path)).directories.get(importer);
  const goFile = directory?.goFiles.find((file) => file.imports.includes(imported) && useOf(file) === 'build');
  if (goFile === undefined) return undefined;
  const file = joinPath(folder.path, importer, goFile.name);
  const spec = parseGoHeader((await facts.readText(file)) ?? '').imports.find(({ path }) => path === imported);
  return spec && { file, range: spec.range };
}
