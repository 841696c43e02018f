import { Limiter } from '../../../base/limiter';
import { defaultBuild } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import { folderOfModule, packagesOfFolder } from '../packages/moduleFolder';
import type { BuildTarget } from '../../constraints/inclusion';
import type { Directory } from '../../model/tree';
import { isPathPrefix } from '../../parse/importPath';
import type { Facts } from '../factStore';
import { moduleKey } from '../cache/moduleCache';
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
  for (const { importPath, importer, use } of imports) {
    const around = modulesAround(importPath, modules);
    const provides = isOnlyCandidate(around, own, importPath);
    for (const module of around) note(used, module, { use, importPath, importer, provides });
  }
  return used;
}

/** With one candidate go finds the package there, or stops for another reason. */
function isOnlyCandidate(around: readonly ModuleOfWalk[], own: string, importPath: string): boolean {
  return around.length === 1 && !isPathPrefix(own, importPath);
}

function note(used: Map<string, ModuleUse>, module: ModuleOfWalk, next: ModuleUse): void {
  const known = used.get(module.path);
  if (!known || rank(known) < rank(next)) used.set(module.path, next);
}

/** A provider's go.mod is needed too, so that counts more within one kind of use. */
function rank({ use, provides }: ModuleUse): number {
  return -2 * uses.indexOf(use) + Number(provides);
}

/** What the main module uses through other modules too: follows the imports through the module cache, as go does. */
export async function transitiveUse(
  imports: readonly RootImport[],
  surroundings: Surroundings,
  dir: string,
  facts: Facts,
): Promise<UseOfModules> {
  const walk = new ImportWalk(surroundings, dir, await facts.get(defaultBuild), facts);
  for (const use of uses)
    await walk.follow(use, use === 'elsewhere' ? imports : imports.filter((root) => root.use === use));
  return { used: walk.used, missing: [...walk.missing].toSorted() };
}

interface Visit {
  readonly importPath: string;
  readonly importer: string;
}

class ImportWalk {
  readonly used = new Map<string, ModuleUse>();
  readonly missing = new Set<string>();
  readonly #own: string;
  readonly #modules: ReadonlyMap<string, ModuleOfWalk>;
  readonly #dir: string;
  readonly #targets: readonly BuildTarget[];
  readonly #facts: Facts;
  /** packages whose files of this machine's build, and all of whose files, were followed */
  readonly #visited = { here: new Set<string>(), everywhere: new Set<string>() };
  /** the scanner takes one after the other anyway */
  readonly #scans = new Limiter(4);
  readonly #packages = new Map<string, Promise<ReadonlyMap<string, Directory> | undefined>>();

  constructor(surroundings: Surroundings, dir: string, targets: readonly BuildTarget[], facts: Facts) {
    this.#own = surroundings.own;
    this.#modules = surroundings.modules;
    this.#dir = dir;
    this.#targets = targets;
    this.#facts = facts;
  }

  async follow(use: Use, roots: readonly Visit[]): Promise<void> {
    const visited = use === 'elsewhere' ? this.#visited.everywhere : this.#visited.here;
    let level = roots;
    while (level.length > 0) {
      const fresh = level.filter(({ importPath }) => !visited.has(importPath) && visited.add(importPath));
      const imported = await Promise.all(fresh.map((visit) => this.#visit(visit, use)));
      level = imported.flat();
    }
  }

  /** @returns what the package imports */
  async #visit({ importPath, importer }: Visit, use: Use): Promise<readonly Visit[]> {
    const around = modulesAround(importPath, this.#modules);
    let provider: ModuleOfWalk | undefined;
    let directory: Directory | undefined;
    for (const module of around) {
      const packages = await this.#packagesOf(module);
      const found = packages?.get(importPath === module.path ? '' : importPath.slice(module.path.length + 1));
      if (packages === undefined) this.missing.add(sourceKey(module));
      if (found === undefined || found.goFiles.length === 0 || directory !== undefined) continue;
      provider = module;
      directory = found;
    }
    const sole = isOnlyCandidate(around, this.#own, importPath);
    for (const module of around) {
      const provides = provider === undefined ? sole : provider === module;
      note(this.used, module, { use, importPath, importer, provides });
    }
    // Tests of other modules are nobody's business here: go never builds them for us.
    const files = folderImports(directory?.goFiles ?? [], this.#targets).files.filter(
      (file) => !file.isTest && (use === 'elsewhere' || file.use === 'build'),
    );
    return [...new Set(files.flatMap((file) => file.imports))].map((path) => ({
      importPath: path,
      importer: importPath,
    }));
  }

  #packagesOf(module: ModuleOfWalk): Promise<ReadonlyMap<string, Directory> | undefined> {
    const known = this.#packages.get(module.path);
    if (known) return known;
    const read = this.#scans.run(async () => {
      const folder = await folderOfModule(module.source, this.#dir, this.#facts);
      return folder === undefined ? undefined : packagesOfFolder(folder, this.#facts);
    });
    this.#packages.set(module.path, read);
    return read;
  }
}

function sourceKey({ source }: ModuleOfWalk): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}
