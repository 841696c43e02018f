import { joinPath, relativeWithin } from '../../../base/paths';
import type { Facts } from '../factStore';
import { defaultBuild, useOfFile } from '../packages/defaultBuild';
import { ownImports } from '../sums/ownImports';
import type { RootImport } from '../sums/moduleUse';
import type { VendorFolder } from './vendorFolders';

/** An import of a module that builds from vendor. */
export interface VendorImport extends RootImport {
  /** folder of the importing module */
  readonly dir: string;
}

/** The imports of all modules that build from a vendor folder, but those of their own packages. */
export async function importsInto(folder: VendorFolder, facts: Facts): Promise<readonly VendorImport[]> {
  const imports: VendorImport[] = [];
  for (const { dir } of folder.goMods) {
    if (relativeWithin(facts.root, dir) === undefined) continue;
    for (const one of await facts.get(ownImports, dir))
      if (one.importer !== one.importPath) imports.push({ ...one, dir });
  }
  return imports;
}

/** Packages that a build or a test on this machine reaches, through vendored packages too. */
export async function reachedPackages(
  folder: VendorFolder,
  imports: readonly VendorImport[],
  facts: Facts,
): Promise<ReadonlySet<string>> {
  const targets = await facts.get(defaultBuild);
  const { directories } = await facts.tree(folder.path);
  const reached = new Set<string>();
  const open = imports.filter(({ use }) => use === 'build' || use === 'test').map(({ importPath }) => importPath);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const file of directories.get(next)?.goFiles ?? []) {
      if (useOfFile(file, targets) === 'build') open.push(...file.imports);
    }
  }
  return reached;
}

/** Whether a folder counts as a package for go: any file that ends in .go, whatever its constraints. */
export async function hasGoFiles(folder: VendorFolder, importPath: string, facts: Facts): Promise<boolean> {
  const entries = await facts.readDirectory(joinPath(folder.path, importPath));
  return entries?.some(({ name, kind }) => name.endsWith('.go') && kind !== 'directory') === true;
}
