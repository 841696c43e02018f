import { compareSemver } from '../../parse/semver';
import type { ModulesTxt, VendoredModule } from '../../parse/modulesTxt';

/** What go knows after reading modules.txt (`modload.readVendorList`). */
export interface VendorList {
  /** by `path@version`, `path` alone for replacements of every version */
  readonly meta: ReadonlyMap<string, VendorMeta>;
  /** modules that provide packages: of several versions of a path the first, and any higher one after it */
  readonly providers: readonly VendoredModule[];
  /** lines with a replacement */
  readonly replaced: readonly VendoredModule[];
  /** import path -> the module that provides it */
  readonly packages: ReadonlyMap<string, VendoredModule>;
}

export interface VendorMeta {
  readonly explicit: boolean;
  readonly replacement: VendoredModule['replacement'];
  /** the first line of the module */
  readonly line: VendoredModule;
}

export function vendorKey(path: string, version: string): string {
  return version === '' ? path : `${path}@${version}`;
}

export function vendorList(file: ModulesTxt): VendorList {
  const meta = new Map<string, VendorMeta>();
  const selected = new Map<string, string>();
  const providers: VendoredModule[] = [];
  const packages = new Map<string, VendoredModule>();
  for (const module of file.modules) {
    const key = vendorKey(module.path, module.version);
    const known = meta.get(key);
    meta.set(key, {
      explicit: module.explicit || known?.explicit === true,
      replacement: module.replacement ?? known?.replacement,
      line: known?.line ?? module,
    });
    for (const { path } of module.packages) packages.set(path, module);
    const version = selected.get(module.path);
    if (module.packages.length > 0 && (version === undefined || compareSemver(version, module.version) < 0)) {
      selected.set(module.path, module.version);
      providers.push(module);
    }
  }
  return { meta, providers, replaced: file.modules.filter((module) => module.replacement !== undefined), packages };
}
