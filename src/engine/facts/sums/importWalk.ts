import { whenKnown, type Awaitable } from '../../../base/awaitable';
import { Limiter } from '../../../base/limiter';
import type { BuildTarget } from '../../constraints/inclusion';
import { moduleKey } from '../cache/moduleCache';
import type { Facts } from '../factStore';
import { defaultBuild } from '../packages/defaultBuild';
import { folderOfModule, packagesOfFolder } from '../packages/moduleFolder';
import { packageGraph, type PackageGraph, type PackageNode, type ReadModule } from './packageGraph';
import {
  isOnlyCandidate,
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

/** One walk through a graph that outlives it: an edit of the main module begins it elsewhere, and changes nothing of the graph. */
class ImportWalk {
  readonly used = new Map<string, ModuleUse>();
  readonly missing = new Set<string>();
  /** what the graph knows this walk by: it keeps nothing else of it */
  readonly #mark = {};
  readonly #own: string;
  readonly #dir: string;
  readonly #facts: Facts;
  readonly #graph: PackageGraph;
  /** the scanner takes one after the other anyway */
  readonly #scans = new Limiter(4);

  constructor(surroundings: Surroundings, dir: string, targets: readonly BuildTarget[], facts: Facts) {
    this.#own = surroundings.own;
    this.#dir = dir;
    this.#facts = facts;
    this.#graph = packageGraph(surroundings, targets);
  }

  async follow(use: Use, roots: readonly RootImport[]): Promise<void> {
    // Of this machine's build, or all files: a package is followed once for each.
    const followed = use === 'elsewhere' ? 'everywhereBy' : 'hereBy';
    // Two lists, for thousands of packages: who imports one stands where it stands.
    let level: PackageNode[] = [];
    let importers: string[] = [];
    for (const { importPath, importer } of roots) {
      const node = this.#graph.node(importPath);
      if (node === undefined || node[followed] === this.#mark) continue;
      node[followed] = this.#mark;
      level.push(node);
      importers.push(importer);
    }
    while (level.length > 0) {
      await this.#readAround(level);
      const next: PackageNode[] = [];
      const nextImporters: string[] = [];
      for (let at = 0; at < level.length; at++) {
        const node = level[at] as PackageNode;
        this.#note(node, importers[at] as string, use);
        for (const imported of use === 'elsewhere' ? node.everywhere : node.here) {
          if (imported[followed] === this.#mark) continue;
          imported[followed] = this.#mark;
          next.push(imported);
          nextImporters.push(node.importPath);
        }
      }
      level = next;
      importers = nextImporters;
    }
  }

  /** Makes the packages known of all modules that could have these, and what these import. */
  async #readAround(level: readonly PackageNode[]): Promise<void> {
    const reading: Promise<void>[] = [];
    for (const { around } of level)
      for (const module of around) {
        if (module.readBy === this.#mark) continue;
        module.readBy = this.#mark;
        // What was read before is known, in all likelihood; what was not is for the scanner.
        const read = module.isRead ? this.#read(module) : this.#scans.run(async () => this.#read(module));
        if (read instanceof Promise) reading.push(read);
      }
    if (reading.length > 0) await Promise.all(reading);
    for (const node of level) this.#graph.update(node);
  }

  #read(read: ReadModule): Awaitable<void> {
    const { source } = read.module;
    return whenKnown(folderOfModule(source, this.#dir, this.#facts), (folder) =>
      whenKnown(folder === undefined ? undefined : packagesOfFolder(folder, this.#facts), (packages) => {
        // A walk that was given up may end after another one has begun.
        if (read.readBy === this.#mark) {
          read.packages = packages;
          read.isRead = true;
        }
        if (packages === undefined) this.missing.add(sourceKey(read.module));
      }),
    );
  }

  #note({ importPath, around, provider }: PackageNode, importer: string, use: Use): void {
    const visit = { use, importPath, importer };
    for (const { module } of around) {
      const provides = provider === undefined ? isOnlyCandidate(around, this.#own, importPath) : provider === module;
      note(this.used, module, visit, provides);
    }
  }
}

function sourceKey({ source }: ModuleOfWalk): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}
