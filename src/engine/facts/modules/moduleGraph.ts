import { allKnown, type Awaitable } from '../../../base/awaitable';
import { joinPath } from '../../../base/paths';
import type { GoModFile } from '../../parse/goMod';
import { compareGoVersions } from '../../parse/goVersion';
import { compareSemver } from '../../parse/semver';
import { moduleKey } from '../cache/moduleCache';
import type { Fact, Facts } from '../factStore';
import { isExcluded, requiredModules, sourceOf, type ModuleSource, type ModuleVersion } from '../sums/requiredModules';
import { goModOf } from './goModOf';
import { cachedModuleSummary, folderModuleSummary, type ModuleSummary } from './moduleSummary';

/**
 * The module graph as `go mod graph` prints it, read from the module cache alone: the main module, the module versions that
 * it requires, what they require, and so on, as far as graph pruning lets go look (`modload.readModGraph`). With it comes
 * what minimal version selection makes of it.
 */
export interface ModuleGraph {
  /** path of the main module; '' where its go.mod names none */
  readonly own: string;
  /** requirements of the main go.mod as go takes them: neither excluded nor of the module itself, of several the highest */
  readonly roots: readonly ModuleVersion[];
  /** the go line of the main go.mod is 1.17 or newer */
  readonly pruned: boolean;
  /** every version that is named, by `path@version`, breadth first */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** the selected version by module path, the main module's own left out; certain only where nothing is missing */
  readonly selected: ReadonlyMap<string, string>;
  /** `path@version` (or the folder) of what go would read here and the machine does not have */
  readonly missing: readonly string[];
}

/** A module version of the graph. */
export interface GraphNode extends ModuleVersion {
  readonly source: ModuleSource;
  /**
   * read: its go.mod counts; pruned: go does not look; missing: not in the module cache; faulty: go stops at what is there
   */
  readonly state: 'read' | 'pruned' | 'missing' | 'faulty';
  /** what its go.mod requires, without what the main go.mod excludes; nothing unless it is read */
  readonly requires: readonly ModuleVersion[];
  /** go line of its go.mod; undefined where it has none or is not read */
  readonly go: string | undefined;
  /** the path that its go.mod gives itself; '' unless it is read */
  readonly declares: string;
  /** path of the requirement of the main go.mod through which the graph gets here first */
  readonly root: string;
}

/** As seen from the module alone, whatever workspace it is in. Key: the module's folder. */
export const moduleGraph: Fact<ModuleGraph> = {
  name: 'moduleGraph',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file')
      return { own: '', roots: [], pruned: true, nodes: new Map(), selected: new Map(), missing: [] };
    return new GraphReader(goMod.file, dir, facts).read();
  },
};

/**
 * The module versions that the main go.mod requires, with what they require themselves: all that go looks at before it knows
 * whether go.mod has to change, and a tenth of the files of the whole graph. Key: the module's folder.
 */
export const requiredNodes: Fact<readonly GraphNode[]> = {
  name: 'requiredNodes',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return [];
    const { file } = goMod;
    const named = requiredModules(file).map((root) => namedNode(root, root.path, file));
    return Promise.all(named.map(async (node) => readNode(node, await summaryOf(node.source, dir, facts), file)));
  },
};

/** gover's ExplicitIndirectVersion: from there on a go.mod names all that its packages need. A missing go line is 1.16. */
export function isPrunedAt(go: string | undefined): boolean {
  return compareGoVersions(go ?? '1.16', '1.17') >= 0;
}

/** A go.mod to read, and whether all below counts, whatever its own go line says. */
interface Visit {
  readonly key: string;
  readonly whole: boolean;
}

class GraphReader {
  readonly #file: GoModFile;
  readonly #dir: string;
  readonly #facts: Facts;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #selected = new Map<string, string>();
  readonly #visited = { whole: new Set<string>(), pruned: new Set<string>() };

  constructor(file: GoModFile, dir: string, facts: Facts) {
    this.#file = file;
    this.#dir = dir;
    this.#facts = facts;
  }

  async read(): Promise<ModuleGraph> {
    const own = this.#file.module?.path.value ?? '';
    const pruned = isPrunedAt(this.#file.go?.version.value);
    const roots = requiredModules(this.#file).map(({ path, version }) => ({ path, version }));
    for (const root of roots) this.#name(root, root.path);
    await this.#follow(roots.map((root) => ({ key: moduleKey(root.path, root.version), whole: !pruned })));
    this.#selected.delete(own);
    const nodes = [...this.#nodes.values()];
    const missing = nodes.filter(({ state }) => state === 'missing').map(({ source }) => sourceName(source));
    return { own, roots, pruned, nodes: this.#nodes, selected: this.#selected, missing };
  }

  /** Breadth first, each level at once: a graph has few levels and many files. */
  async #follow(first: readonly Visit[]): Promise<void> {
    let level = first;
    while (level.length > 0) {
      const fresh = level.filter((visit) => this.#isNew(visit));
      const summaries = await allKnown(fresh.map(({ key }) => this.#summaryOf(key)));
      level = fresh.flatMap((visit, at) => {
        const summary = summaries[at];
        return summary === undefined ? [] : this.#expand(visit, summary);
      });
    }
  }

  #isNew({ key, whole }: Visit): boolean {
    const visited = whole ? this.#visited.whole : this.#visited.pruned;
    if (visited.has(key)) return false;
    visited.add(key);
    return true;
  }

  #summaryOf(key: string): Awaitable<ModuleSummary | undefined> {
    const source = this.#nodes.get(key)?.source;
    return source && summaryOf(source, this.#dir, this.#facts);
  }

  /** @returns the go.mod files that go reads because of this one */
  #expand({ key, whole }: Visit, summary: ModuleSummary): readonly Visit[] {
    const named = this.#nodes.get(key);
    if (named === undefined) return [];
    const node = readNode(named, summary, this.#file);
    this.#nodes.set(key, node);
    if (node.state !== 'read') return [];
    const { requires } = node;
    for (const required of requires) this.#name(required, node.root);
    // What a go.mod of Go 1.16 or older leaves out has to be looked for below.
    const wholeBelow = whole || !isPrunedAt(node.go);
    if (!wholeBelow) return [];
    return requires.map(({ path, version }) => ({ key: moduleKey(path, version), whole: true }));
  }

  #name(module: ModuleVersion, root: string): void {
    const { path, version } = module;
    const known = this.#selected.get(path);
    if (known === undefined || compareSemver(known, version) < 0) this.#selected.set(path, version);
    const key = moduleKey(path, version);
    if (!this.#nodes.has(key)) this.#nodes.set(key, namedNode(module, root, this.#file));
  }
}

function namedNode({ path, version }: ModuleVersion, root: string, main: GoModFile): GraphNode {
  const source = sourceOf(main, { path, version });
  return { path, version, source, state: 'pruned', requires: [], go: undefined, declares: '', root };
}

/** The go.mod of what go reads for a module. @param dir folder of the main go.mod */
export function summaryOf(source: ModuleSource, dir: string, facts: Facts): Awaitable<ModuleSummary> {
  if (source.kind === 'version') return facts.get(cachedModuleSummary, moduleKey(source.path, source.version));
  return facts.get(folderModuleSummary, joinPath(dir, source.path));
}

function readNode(node: GraphNode, summary: ModuleSummary, main: GoModFile): GraphNode {
  if (summary.kind !== 'read') return { ...node, state: summary.kind };
  // A version that is not canonical names nothing yet: the check of its line reports it.
  const requires = summary.requires.filter(({ path, version }) => version !== '' && !isExcluded(main, path, version));
  return { ...node, state: 'read', requires, go: summary.go, declares: summary.module };
}

function sourceName(source: ModuleSource): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}
