import { joinPath, relativeWithin } from '../../../base/paths';
import type { Location } from '../../model/range';
import { parseGoHeader } from '../../parse/goHeader';
import type { Fact, Facts } from '../factStore';
import { defaultBuild, useOfFiles } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import { goModOf } from '../modules/goModOf';
import { moduleImports } from '../modules/moduleImports';
import { isSameImport, toolImports } from '../sums/ownImports';
import { uses, type RootImport } from '../sums/moduleUse';
import type { VendorFolder } from './vendorFolders';

/** An import of a module that builds from vendor. */
export interface VendorImport extends RootImport {
  /** folder of the importing module */
  readonly dir: string;
}

/**
 * Each package that a module imports, but its own, once: for what needs it most. A fact, since an edit seldom changes it,
 * and then nothing that rests on it is judged again. Key: folder of the module.
 */
const strongestImports: Fact<readonly VendorImport[]> = {
  name: 'strongestImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return [];
    const found = new Map<string, VendorImport>();
    const { imports } = await facts.get(moduleImports, dir);
    for (const importPath of imports.paths()) {
      // The strongest use comes first.
      const site = imports.find(importPath, ({ importer }) => importer !== importPath);
      if (site) found.set(importPath, { importPath, importer: site.importer, use: site.use, dir });
    }
    for (const root of toolImports(goMod.file))
      if (root.importer !== root.importPath) keepStronger(found, { ...root, dir });
    return [...found.values()];
  },
  equals: (a, b) => a.length === b.length && a.every((one, at) => one.dir === b[at]?.dir && isSameImport(one, b[at])),
};

/** The imports of all modules that build from a vendor folder, each package once: for what needs it most. */
export async function importsInto(folder: VendorFolder, facts: Facts): Promise<readonly VendorImport[]> {
  const found = new Map<string, VendorImport>();
  for (const { dir } of folder.goMods) {
    if (relativeWithin(facts.root, dir) === undefined) continue;
    for (const one of await facts.get(strongestImports, dir)) keepStronger(found, one);
  }
  return [...found.values()];
}

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
