import { compareGoVersions } from '../../parse/goVersion';
import { compareSemver } from '../../parse/semver';
import { moduleKey } from '../cache/moduleCache';
import type { Fact, Facts } from '../factStore';
import type { Use } from '../sums/moduleUse';
import { requiredModules, type ModuleVersion, type RequiredModule } from '../sums/requiredModules';
import { ownUse, wholeUse } from '../sums/sumUse';
import { goModOf } from './goModOf';
import { isPrunedAt, moduleGraph, requiredNodes, type GraphNode, type ModuleGraph } from './moduleGraph';

/**
 * What other modules ask for and go.mod falls short of. With graph pruning go compares the go.mod of each requirement that
 * provides a package with go.mod (`modload.spotCheckRoots`); without, that of every module (`expandGraph`).
 */
export interface GraphDemands {
  readonly versions: readonly (Demand & { readonly module: RequiredModule })[];
  /** a newer go line; only go lines from 1.21 on count */
  readonly go: Demand | undefined;
  /** `path@version` of what would have to be known to tell more */
  readonly missing: readonly string[];
}

export interface Demand {
  /** who asks for it, and for what */
  readonly by: ModuleVersion;
  readonly asked: string;
  /** what the whole graph comes to */
  readonly needed: string;
  /** the strongest command that compares it */
  readonly use: Use;
}

/** Key: the module's folder. */
export const graphDemands: Fact<GraphDemands> = {
  name: 'graphDemands',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return { versions: [], go: undefined, missing: [] };
    const { file } = goMod;
    const line = file.go?.version.value ?? '1.16';
    const pruned = isPrunedAt(line);
    const asking = pruned
      ? await facts.get(requiredNodes, dir)
      : [...(await facts.get(moduleGraph, dir)).nodes.values()];
    const judge = new Judge(pruned, dir, facts);
    const versions: (Demand & { readonly module: RequiredModule })[] = [];
    for (const [module, demands] of shortfalls(requiredModules(file), asking)) {
      const strongest = await judge.strongest(demands, compareSemver);
      if (strongest) {
        const { selected } = await facts.get(moduleGraph, dir);
        versions.push({ ...strongest, needed: selected.get(module.path) ?? strongest.asked, module });
      }
    }
    const newer = asking.filter(({ go }) => isNewerLine(go, line)).map((by) => ({ by, asked: by.go ?? '' }));
    const go = await judge.strongest(newer, compareGoVersions);
    const missing = [...asking.filter(({ state }) => state === 'missing').map(nameOf), ...judge.missing];
    return {
      versions,
      go: go && { ...go, needed: newestLine(await facts.get(moduleGraph, dir)) ?? go.asked },
      missing: [...new Set(missing)].toSorted(),
    };
  },
};

/** The go line that the whole graph needs. */
function newestLine({ nodes }: ModuleGraph): string | undefined {
  const lines = [...nodes.values()].flatMap(({ go }) => go ?? []);
  return lines.toSorted(compareGoVersions).at(-1);
}

function nameOf({ source, path, version }: GraphNode): string {
  return source.kind === 'folder' ? source.path : moduleKey(path, version);
}

interface Asked {
  readonly by: GraphNode;
  readonly asked: string;
}

/** The requirements that somebody wants at a higher version. */
function shortfalls(
  required: readonly RequiredModule[],
  asking: readonly GraphNode[],
): ReadonlyMap<RequiredModule, readonly Asked[]> {
  const byPath = new Map(required.map((module) => [module.path, module]));
  const found = new Map<RequiredModule, Asked[]>();
  for (const by of asking) {
    for (const { path, version } of by.requires) {
      const module = byPath.get(path);
      if (module === undefined || compareSemver(module.version, version) >= 0) continue;
      found.set(module, [...(found.get(module) ?? []), { by, asked: version }]);
    }
  }
  return found;
}

/** `GoStrictVersion`: go lines below 1.21 bind nobody else. */
function isNewerLine(go: string | undefined, line: string): boolean {
  return go !== undefined && compareGoVersions(go, '1.21') >= 0 && compareGoVersions(go, line) > 0;
}

const strength: readonly Use[] = ['build', 'test', 'tool', 'elsewhere'];

class Judge {
  /** of modules whose packages are not known */
  readonly missing = new Set<string>();
  readonly #pruned: boolean;
  readonly #dir: string;
  readonly #facts: Facts;

  constructor(pruned: boolean, dir: string, facts: Facts) {
    this.#pruned = pruned;
    this.#dir = dir;
    this.#facts = facts;
  }

  /** Of several demands the one that most commands meet, and of those the highest. */
  async strongest(
    demands: readonly Asked[],
    compare: (a: string, b: string) => number,
  ): Promise<Omit<Demand, 'needed'> | undefined> {
    let best: Omit<Demand, 'needed'> | undefined;
    for (const { by, asked } of demands) {
      const use = await this.#useOf(by.path);
      if (use === undefined) continue;
      const rank = best && (strength.indexOf(best.use) - strength.indexOf(use) || compare(asked, best.asked));
      if (rank === undefined || rank > 0) best = { by: { path: by.path, version: by.version }, asked, use };
    }
    return best;
  }

  /** undefined where no command compares it: go mod tidy drops the requirement instead, or that cannot be told */
  async #useOf(path: string): Promise<Use | undefined> {
    if (!this.#pruned) return 'build';
    const own = (await this.#facts.get(ownUse, this.#dir)).get(path);
    if (own?.provides && (own.use === 'build' || own.use === 'test')) return own.use;
    const whole = await this.#facts.get(wholeUse, this.#dir);
    const use = whole.used.get(path);
    if (use?.provides) return use.use;
    for (const missing of whole.missing) this.missing.add(missing);
    return undefined;
  }
}
