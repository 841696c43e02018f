import { getOrSet } from '../../../base/getOrSet';
import { kept } from '../../../base/kept';
import { Limiter } from '../../../base/limiter';
import type { BuildTarget } from '../../constraints/inclusion';
import type { Directory } from '../../model/tree';
import { moduleKey } from '../cache/moduleCache';
import type { Facts } from '../factStore';
import { defaultBuild } from '../packages/defaultBuild';
import { folderImports } from '../packages/folderImports';
import { folderOfModule, packagesOfFolder } from '../packages/moduleFolder';
import {
  isOnlyCandidate,
  modulesAround,
  note,
  uses,
  type ModuleOfWalk,
  type ModuleUse,
  type RootImport,
  type Surroundings,
  type Use,
  type UseOfModules,
} from './moduleUse';

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

/** The packages of a module by their path inside it; undefined where its content is not at hand. */
type Packages = ReadonlyMap<string, Directory> | undefined;

/** A package as a walk found it. */
interface Visited {
  /** of the modules around it, in their order: with other ones it may be somewhere else */
  readonly packages: readonly Packages[];
  readonly provider: ModuleOfWalk | undefined;
  /** what its files of this machine's build import, and what all of them do: as far as a module could have it */
  readonly here: readonly string[];
  readonly everywhere: readonly string[];
}

/** Modules around a package, and what was found there: an edit of the main module changes nothing of it. */
interface WalkMemory {
  readonly around: Map<string, readonly ModuleOfWalk[]>;
  readonly visited: Map<string, Visited>;
}

/** Both keys are values of facts: the same objects as long as go.mod and the machine are the same. */
const known = new WeakMap<Surroundings, WeakMap<readonly BuildTarget[], WalkMemory>>();

function memoryOf(surroundings: Surroundings, targets: readonly BuildTarget[]): WalkMemory {
  const byTargets = getOrSet(known, surroundings, () => new WeakMap<readonly BuildTarget[], WalkMemory>());
  return getOrSet(byTargets, targets, () => ({ around: new Map(), visited: new Map() }));
}

interface Visit {
  readonly importPath: string;
  readonly importer: string;
}

class ImportWalk {
  readonly used = new Map<string, ModuleUse>();
  readonly missing = new Set<string>();
  readonly #surroundings: Surroundings;
  readonly #dir: string;
  readonly #targets: readonly BuildTarget[];
  readonly #facts: Facts;
  readonly #memory: WalkMemory;
  /** packages whose files of this machine's build, and all of whose files, were followed */
  readonly #followed = { here: new Set<string>(), everywhere: new Set<string>() };
  /** the scanner takes one after the other anyway */
  readonly #scans = new Limiter(4);
  /** of the modules that this walk has come to, by their paths: it rests on them */
  readonly #packages = new Map<string, Packages>();

  constructor(surroundings: Surroundings, dir: string, targets: readonly BuildTarget[], facts: Facts) {
    this.#surroundings = surroundings;
    this.#dir = dir;
    this.#targets = targets;
    this.#facts = facts;
    this.#memory = memoryOf(surroundings, targets);
  }

  async follow(use: Use, roots: readonly Visit[]): Promise<void> {
    const followed = use === 'elsewhere' ? this.#followed.everywhere : this.#followed.here;
    const isFresh = (path: string): boolean => {
      if (followed.has(path)) return false;
      followed.add(path);
      return true;
    };
    let level = roots.filter(({ importPath }) => isFresh(importPath));
    while (level.length > 0) {
      await this.#readAround(level);
      const next: Visit[] = [];
      for (const visit of level) {
        const { importPath: importer } = visit;
        for (const importPath of this.#visit(visit, use)) if (isFresh(importPath)) next.push({ importPath, importer });
      }
      level = next;
    }
  }

  /** Makes the packages known of all modules that could have these. */
  async #readAround(level: readonly Visit[]): Promise<void> {
    const unread = new Map<string, ModuleOfWalk>();
    for (const { importPath } of level)
      for (const module of this.#around(importPath))
        if (!this.#packages.has(module.path)) unread.set(module.path, module);
    if (unread.size === 0) return;
    await Promise.all(Array.from(unread.values(), (module) => this.#scans.run(() => this.#read(module))));
  }

  async #read(module: ModuleOfWalk): Promise<void> {
    const folder = await folderOfModule(module.source, this.#dir, this.#facts);
    const packages = folder === undefined ? undefined : await packagesOfFolder(folder, this.#facts);
    this.#packages.set(module.path, packages);
    if (packages === undefined) this.missing.add(sourceKey(module));
  }

  /** @returns what the package imports, where all modules around it were read */
  #visit({ importPath, importer }: Visit, use: Use): readonly string[] {
    const around = this.#around(importPath);
    if (around.length === 0) return [];
    const { provider, here, everywhere } = this.#visited(importPath, around);
    const sole = isOnlyCandidate(around, this.#surroundings.own, importPath);
    for (const module of around) {
      const provides = provider === undefined ? sole : provider === module;
      note(this.used, module, { use, importPath, importer, provides });
    }
    return use === 'elsewhere' ? everywhere : here;
  }

  #around(importPath: string): readonly ModuleOfWalk[] {
    return getOrSet(this.#memory.around, importPath, () => kept(modulesAround(importPath, this.#surroundings.modules)));
  }

  #visited(importPath: string, around: readonly ModuleOfWalk[]): Visited {
    const before = this.#memory.visited.get(importPath);
    if (before && around.every(({ path }, at) => this.#packages.get(path) === before.packages[at])) return before;
    const packages = around.map(({ path }) => this.#packages.get(path));
    const directories = around.map(({ path }, at) =>
      packages[at]?.get(importPath === path ? '' : importPath.slice(path.length + 1)),
    );
    const at = directories.findIndex((directory) => (directory?.goFileCount ?? 0) > 0);
    const visited = { packages, provider: around[at], ...this.#importsOf(directories[at]) };
    this.#memory.visited.set(importPath, visited);
    return visited;
  }

  #importsOf(directory: Directory | undefined): Pick<Visited, 'here' | 'everywhere'> {
    // Tests of other modules are nobody's business here: go never builds them for us.
    const imports = directory && folderImports(directory, this.#targets);
    const files = (imports?.files ?? []).filter(({ isTest }) => !isTest);
    const distinct = (some: typeof files): readonly string[] =>
      kept([...new Set(some.flatMap(({ imports }) => imports))].filter((path) => this.#around(path).length > 0));
    return { here: distinct(files.filter(({ use }) => use === 'build')), everywhere: distinct(files) };
  }
}

function sourceKey({ source }: ModuleOfWalk): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}
