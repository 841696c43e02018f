import { getOrSet } from '../../../base/getOrSet';
import { remember } from '../../../base/remember';
import { isPathPrefix } from '../../parse/importPath';
import type { VendoredModule } from '../../parse/modulesTxt';
import type { ImportFilter } from '../modules/importSites';
import type { Fact } from '../factStore';
import { vendorFolderOf, type VendorFolder } from './vendorFolders';
import { vendorList } from './vendorList';

/** A module of modules.txt that could provide packages, and its place in there. */
interface Provider {
  readonly module: VendoredModule;
  readonly at: number;
}

/** By their paths: those that vendor is not behind on. */
const providersByPath = remember((folder: VendorFolder): ReadonlyMap<string, readonly Provider[]> => {
  const required = new Map<string, string[]>();
  for (const { file } of folder.goMods)
    for (const { path, version } of file.require) getOrSet(required, path.value, () => []).push(version.value);
  const byPath = new Map<string, Provider[]>();
  for (const [at, module] of (folder.modulesTxt?.modules ?? []).entries()) {
    const versions = required.get(module.path);
    const isRight = versions === undefined ? !module.explicit : versions.includes(module.version);
    if (module.version !== '' && isRight) getOrSet(byPath, module.path, () => []).push({ module, at });
  }
  return byPath;
});

/** The vendored module that should provide a package; undefined where there is none, or where vendor is behind on it anyway. */
export function vendoredModuleOf(folder: VendorFolder, importPath: string): VendoredModule | undefined {
  if (folder.goMods.some(({ file }) => isPathPrefix(file.module?.path.value ?? '', importPath))) return undefined;
  const byPath = providersByPath(folder);
  let first: Provider | undefined;
  for (let end = importPath.length; end > 0; end = importPath.lastIndexOf('/', end - 1)) {
    const [provider] = byPath.get(importPath.slice(0, end)) ?? [];
    if (provider && (first === undefined || provider.at < first.at)) first = provider;
  }
  return first?.module;
}

/**
 * The packages that a vendor folder has something to do with: those that lie in it, that its modules.txt lists, and that a
 * module of it should provide. An edit of a file that imports others changes nothing of vendor. Key: see `vendorFolderKey`.
 */
export const vendoredPackages: Fact<ImportFilter> = {
  name: 'vendoredPackages',
  compute: async (key, facts) => {
    const folder = await vendorFolderOf(key, facts);
    if (folder === undefined) return { accepts: () => false };
    const { directories } = await facts.tree(folder.path);
    const packages = folder.modulesTxt && vendorList(folder.modulesTxt).packages;
    // Asked again for all files of the folders around one that was edited.
    const known = new Map<string, boolean>();
    const isVendored = (importPath: string): boolean =>
      directories.has(importPath) ||
      packages?.has(importPath) === true ||
      vendoredModuleOf(folder, importPath) !== undefined;
    return { accepts: (importPath) => getOrSet(known, importPath, () => isVendored(importPath)) };
  },
};
