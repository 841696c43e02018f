import { getOrSet } from '../../../base/getOrSet';
import { kept } from '../../../base/kept';
import { sameElements } from '../../../base/sameElements';
import type { BuildTarget } from '../../constraints/inclusion';
import type { Directory } from '../../model/tree';
import { folderImports, type ImportingFile } from '../packages/folderImports';
import { modulesAround, type ModuleOfWalk, type Surroundings } from './moduleUse';

/** The packages of a module by their path inside it; undefined where its content is not at hand. */
export type Packages = ReadonlyMap<string, Directory> | undefined;

/** A module, and what a walk has read of it. */
export interface ReadModule {
  readonly module: ModuleOfWalk;
  packages: Packages;
  /** some walk has read it */
  isRead: boolean;
  /** the last walk that did: each reads it anew, so that it rests on it */
  readBy: object | undefined;
}

/** A package that a module may have, and what it imports as far as modules may have that. */
export interface PackageNode {
  readonly importPath: string;
  /** the modules whose path is a prefix of it, longest first */
  readonly around: readonly ReadModule[];
  /** of the modules around it, in their order, as they were when the rest was found; undefined before that */
  packages: readonly Packages[] | undefined;
  provider: ModuleOfWalk | undefined;
  /** what its files of this machine's build import, and what all of them do */
  here: readonly PackageNode[];
  everywhere: readonly PackageNode[];
  /** the last walks that followed it, through what it imports here, and everywhere */
  hereBy: object | undefined;
  everywhereBy: object | undefined;
}

const nothing: readonly never[] = [];

/**
 * The packages of the modules around a main module, as far as walks came. To go through thousands of them after an edit
 * must cost no look-up of a name: each holds those that it imports.
 */
export class PackageGraph {
  readonly #modules: ReadonlyMap<string, ReadModule>;
  readonly #targets: readonly BuildTarget[];
  /** undefined: no module could have it */
  readonly #nodes = new Map<string, PackageNode | undefined>();

  constructor({ modules }: Surroundings, targets: readonly BuildTarget[]) {
    this.#modules = new Map(
      Array.from(modules, ([path, module]) => [
        path,
        { module, packages: undefined, isRead: false, readBy: undefined },
      ]),
    );
    this.#targets = targets;
  }

  /** The package of that path; undefined where no module could have it. */
  node(importPath: string): PackageNode | undefined {
    const known = this.#nodes.get(importPath);
    if (known !== undefined || this.#nodes.has(importPath)) return known;
    const around = kept(modulesAround(importPath, this.#modules));
    const unread = { packages: undefined, provider: undefined, here: nothing, everywhere: nothing };
    const node =
      around.length === 0 ? undefined : { importPath, around, ...unread, hereBy: undefined, everywhereBy: undefined };
    this.#nodes.set(importPath, node);
    return node;
  }

  /** Finds out who has the package and what it imports, where the modules around it are others than before. All were read. */
  update(node: PackageNode): void {
    const { importPath, around, packages: before } = node;
    if (before !== undefined && around.every(({ packages }, at) => packages === before[at])) return;
    const directories = around.map(({ module: { path }, packages }) =>
      packages?.get(importPath === path ? '' : importPath.slice(path.length + 1)),
    );
    const at = directories.findIndex((directory) => (directory?.goFileCount ?? 0) > 0);
    node.packages = around.map(({ packages }) => packages);
    node.provider = around[at]?.module;
    const directory = directories[at];
    const imports = directory && folderImports(directory, this.#targets);
    // Tests of other modules are nobody's business here: go never builds them for us.
    const files = (imports?.files ?? []).filter(({ isTest }) => !isTest);
    node.everywhere = this.#importedBy(files);
    const here = this.#importedBy(files.filter(({ use }) => use === 'build'));
    node.here = sameElements(here, node.everywhere) ? node.everywhere : here;
  }

  #importedBy(files: readonly ImportingFile[]): readonly PackageNode[] {
    const paths = new Set(files.flatMap(({ imports }) => imports));
    return kept(Array.from(paths, (path) => this.node(path)).filter((node) => node !== undefined));
  }
}

/** Both keys are values of facts: the same objects as long as go.mod and the machine are the same. */
const known = new WeakMap<Surroundings, WeakMap<readonly BuildTarget[], PackageGraph>>();

/** The graph that all walks of a main module share. */
export function packageGraph(surroundings: Surroundings, targets: readonly BuildTarget[]): PackageGraph {
  const byTargets = getOrSet(known, surroundings, () => new WeakMap<readonly BuildTarget[], PackageGraph>());
  return getOrSet(byTargets, targets, () => new PackageGraph(surroundings, targets));
}
