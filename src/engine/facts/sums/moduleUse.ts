import { getOrSet } from '../../../base/getOrSet';
import { isPathPrefix } from '../../parse/importPath';
import type { ModuleSource } from './requiredModules';

/** What needs something: a build or a test on this machine, `go tool`, or only builds with other tags or of other ports. */
export type Use = 'build' | 'test' | 'tool' | 'elsewhere';

/** Strongest first. */
export const uses: readonly Use[] = ['build', 'test', 'tool', 'elsewhere'];

/** Why go looks into a module: a package that it must look for there. */
export interface ModuleUse {
  readonly use: Use;
  /** the package that is looked for */
  readonly importPath: string;
  /** the package whose files import it; itself where the module's own package has the other module's path as a prefix */
  readonly importer: string;
  /** whether the package is in this module; otherwise go only makes sure that it is not */
  readonly provides: boolean;
}

export interface UseOfModules {
  /** by module path */
  readonly used: ReadonlyMap<string, ModuleUse>;
  /** `path@version` of modules whose packages could not be read: what they import is not known */
  readonly missing: readonly string[];
}

/** An import of the main module, or one of its own packages. */
export interface RootImport {
  readonly importPath: string;
  readonly importer: string;
  readonly use: Use;
}

export interface ModuleOfWalk {
  readonly path: string;
  readonly version: string;
  readonly source: ModuleSource;
}

/** The modules whose path is a prefix of the package's, longest first. */
export function modulesAround<T>(importPath: string, modules: ReadonlyMap<string, T>): readonly T[] {
  const found: T[] = [];
  for (let end = importPath.length; end > 0; end = importPath.lastIndexOf('/', end - 1)) {
    const module = modules.get(importPath.slice(0, end));
    if (module !== undefined) found.push(module);
  }
  return found;
}

/** The modules among which go looks for a package. */
export interface Surroundings {
  /** path of the main module */
  readonly own: string;
  readonly modules: ReadonlyMap<string, ModuleOfWalk>;
}

/** What the main module's own files use, without a look at any other module. Exact. */
export function directUse(
  imports: readonly RootImport[],
  { own, modules }: Surroundings,
): ReadonlyMap<string, ModuleUse> {
  const used = new Map<string, ModuleUse>();
  const known = new Map<string, readonly ModuleOfWalk[]>();
  for (const { importPath, importer, use } of imports) {
    const around = getOrSet(known, importPath, () => modulesAround(importPath, modules));
    const provides = isOnlyCandidate(around, own, importPath);
    for (const module of around) note(used, module, { use, importPath, importer }, provides);
  }
  return used;
}

/** With one candidate go finds the package there, or stops for another reason. */
export function isOnlyCandidate(around: readonly unknown[], own: string, importPath: string): boolean {
  return around.length === 1 && !isPathPrefix(own, importPath);
}

/** Of several uses of a module the strongest counts, of equal ones the first. */
export function note(
  used: Map<string, ModuleUse>,
  module: ModuleOfWalk,
  visit: Omit<ModuleUse, 'provides'>,
  provides: boolean,
): void {
  const { use, importPath, importer } = visit;
  const known = used.get(module.path);
  if (known === undefined || rank(known.use, known.provides) < rank(use, provides))
    used.set(module.path, { use, importPath, importer, provides });
}

/** A provider's go.mod is needed too, so that counts more within one kind of use. */
function rank(use: Use, provides: boolean): number {
  return -2 * uses.indexOf(use) + Number(provides);
}
