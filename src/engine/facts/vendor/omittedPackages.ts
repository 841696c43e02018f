import { relativeWithin } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import type { GoFile } from '../../model/tree';
import { buildsUnderAnyTags } from '../../constraints/inclusion';
import type { VendoredModule } from '../../parse/modulesTxt';
import type { Fact, Facts } from '../factStore';
import { vendorImports } from './vendorImports';
import { vendorFolderKey, vendorFolders, type VendorFolder } from './vendorFolders';
import { vendorList } from './vendorList';
import { vendoredModuleOf } from './vendoredModules';

/** A package in a vendor folder that `go mod vendor` would list in modules.txt, and that is not listed there. */
export interface OmittedPackage {
  readonly path: string;
  /** import path of a package that imports it; '' for a tool of go.mod */
  readonly importer: string;
  /** the line of modules.txt that it belongs under */
  readonly module: VendoredModule;
}

/** Key: the vendor folder. */
export const omittedPackages: Fact<readonly OmittedPackage[]> = {
  name: 'omittedPackages',
  compute: async (path, facts) => {
    const folder = (await facts.get(vendorFolders)).find((one) => one.path === path);
    if (folder?.modulesTxt === undefined) return [];
    const { packages } = vendorList(folder.modulesTxt);
    const { directories } = await facts.tree(path);
    const omitted: OmittedPackage[] = [];
    for (const [imported, importer] of await vendoredByGo(folder, facts)) {
      if (packages.has(imported) || directories.get(imported)?.goFiles.some(isVendoredSource) !== true) continue;
      const module = vendoredModuleOf(folder, imported);
      if (module) omitted.push({ path: imported, importer, module });
    }
    return omitted.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Whether a Go file makes its folder a package that `go mod vendor` knows. */
export function isVendoredSource({ name, constraints }: GoFile): boolean {
  return !isTestFileName(name) && buildsUnderAnyTags(constraints);
}

/**
 * The packages that `go mod vendor` goes to: what the modules and their tests import, and what these import, under all tags
 * and on all ports. With the package that imports each.
 */
async function vendoredByGo(folder: VendorFolder, facts: Facts): Promise<ReadonlyMap<string, string>> {
  // What a module outside the root imports is not known.
  if (folder.goMods.some(({ dir }) => relativeWithin(facts.root, dir) === undefined)) return new Map();
  const { directories } = await facts.tree(folder.path);
  const reached = new Map<string, string>();
  for (const { importPath, importer } of await facts.get(vendorImports, vendorFolderKey(folder)))
    reached.set(importPath, importer);
  // A map may grow while it is walked.
  for (const [path] of reached) {
    for (const file of directories.get(path)?.goFiles.filter(isVendoredSource) ?? [])
      for (const imported of file.imports) if (!reached.has(imported)) reached.set(imported, path);
  }
  return reached;
}
