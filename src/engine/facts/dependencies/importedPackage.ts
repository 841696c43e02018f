import { allKnown, whenKnown, type Awaitable } from '../../../base/awaitable';
import { joinPath, relativeWithin } from '../../../base/paths';
import type { FolderHeaders } from '../../model/headers';
import { isPathPrefix, namesHost } from '../../parse/importPath';
import { moduleKey } from '../cache/moduleCache';
import type { Facts } from '../factStore';
import { folderOfModule } from '../packages/moduleFolder';
import { modulesAround } from '../sums/moduleUse';
import type { KnownSources, SourceModule } from './packageSources';

/** What go finds for an import path among the modules around a main module. */
export type ImportedPackage =
  | {
      readonly kind: 'package';
      /** absolute */
      readonly folder: string;
      readonly headers: FolderHeaders;
      /** it is verified itself, with what it imports */
      readonly isHere: boolean;
      /** nobody may change what lies there */
      readonly isImmutable: boolean;
    }
  /** names of modules that are not at hand: whether one of them has it is not known */
  | { readonly kind: 'missing'; readonly modules: readonly string[] }
  /** of the standard library or of the main module, or go says another thing of it */
  | { readonly kind: 'other' };

const other: ImportedPackage = { kind: 'other' };

/** @param own path of the module that imports, itself or through others */
export function findPackage(
  importPath: string,
  sources: KnownSources,
  own: string,
  facts: Facts,
): Awaitable<ImportedPackage> {
  return whenKnown(inMainModules(importPath, sources, own, facts), (found) => {
    if (found !== undefined) return found;
    return sources.kind === 'vendor'
      ? inVendor(importPath, sources.folder, facts)
      : inModules(importPath, sources.modules, facts);
  });
}

/** undefined where none of them has it. Where several have it, go says so. */
function inMainModules(
  importPath: string,
  { mains }: KnownSources,
  own: string,
  facts: Facts,
): Awaitable<ImportedPackage | undefined> {
  const around = modulesAround(importPath, mains);
  if (around.length === 0) return undefined;
  const read = around.map(({ path, dir }) => headersIn(dir, importPath, path, false, facts));
  return whenKnown(allKnown(read), (found) => {
    const having = found.flatMap((one, at) => (one === undefined ? [] : { ...one, path: around[at]?.path }));
    const [first] = having;
    if (first === undefined) return undefined;
    return having.length > 1 || first.path === own ? other : packageOf(first, facts);
  });
}

function inVendor(importPath: string, vendor: string, facts: Facts): Awaitable<ImportedPackage> {
  const folder = joinPath(vendor, importPath);
  return whenKnown(facts.readHeaders(folder, false), (headers) =>
    headers.isPackage ? { kind: 'package', folder, headers, isHere: false, isImmutable: false } : other,
  );
}

/** go makes sure that exactly one of the modules around a path has the package. */
function inModules(
  importPath: string,
  modules: ReadonlyMap<string, SourceModule>,
  facts: Facts,
): Awaitable<ImportedPackage> {
  const around = modulesAround(importPath, modules);
  if (around.length === 0) return other;
  return whenKnown(allKnown(around.map(({ source, base }) => folderOfModule(source, base, facts))), (folders) => {
    const missing = around.filter((_, at) => folders[at] === undefined);
    if (missing.length > 0) return { kind: 'missing', modules: missing.map(nameOf) };
    const read = around.map(({ path, source }, at) =>
      headersIn(folders[at] ?? '', importPath, path, source.kind === 'version', facts),
    );
    return whenKnown(allKnown(read), (found) => {
      const having = found.filter((one) => one !== undefined);
      const [only] = having;
      return only === undefined || having.length > 1 ? other : packageOf(only, facts);
    });
  });
}

type ReadFolder = Pick<Extract<ImportedPackage, { readonly kind: 'package' }>, 'folder' | 'headers' | 'isImmutable'>;

function packageOf(read: ReadFolder, facts: Facts): ImportedPackage {
  return { kind: 'package', ...read, isHere: relativeWithin(facts.root, read.folder) !== undefined };
}

/** The package in the folder of a module; undefined where it has none there. */
function headersIn(
  module: string,
  importPath: string,
  modulePath: string,
  isImmutable: boolean,
  facts: Facts,
): Awaitable<ReadFolder | undefined> {
  const elements = importPath
    .slice(modulePath.length + 1)
    .split('/')
    .filter((element) => element !== '');
  const folder = joinPath(module, ...elements);
  return whenKnown(facts.readHeaders(folder, isImmutable), (headers) => {
    if (!headers.isPackage) return undefined;
    // A module of the module cache has no other inside.
    if (isImmutable) return { folder, headers, isImmutable };
    const below = elements.map((_, at) => joinPath(module, ...elements.slice(0, at + 1), 'go.mod'));
    return whenKnown(allKnown(below.map((path) => facts.stat(path))), (stats) =>
      stats.some((stat) => stat?.kind === 'file') ? undefined : { folder, headers, isImmutable },
    );
  });
}

function nameOf({ source }: SourceModule): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}

function isAround(importPath: string, modules: ReadonlyMap<string, unknown>): boolean {
  return modulesAround(importPath, modules).length > 0;
}

/** Whether a path could be of a module around, by its path alone. */
export function mayBeForeign(importPath: string, sources: KnownSources, own: string): boolean {
  // A path whose first element has no dot is one of the standard library, but for modules that say otherwise.
  const isNamed = sources.kind === 'vendor' ? namesHost(importPath) : isAround(importPath, sources.modules);
  if (isNamed) return !isPathPrefix(own, importPath) || sources.kind === 'modules';
  return sources.mains.size > 1 && isAround(importPath, sources.mains);
}
