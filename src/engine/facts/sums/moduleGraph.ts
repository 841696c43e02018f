import { joinPath } from '../../../base/paths';
import { parseGoMod, type GoModFile } from '../../parse/goMod';
import { compareSemver } from '../../parse/semver';
import { cachedGoMod, moduleKey } from '../cache/moduleCache';
import type { Fact, Facts } from '../factStore';
import { isExcluded, requiredModules, sourceOf, type ModuleSource, type ModuleVersion } from './requiredModules';

/** A go.mod that go reads to know the build list of a module without graph pruning. */
export interface GraphNode extends ModuleVersion {
  readonly source: ModuleSource;
  /** path of the requirement in the main go.mod that leads here */
  readonly root: string;
}

/** The whole module graph, as every command reads it where the go line is below 1.17 or missing. */
export interface ModuleGraph {
  readonly nodes: readonly GraphNode[];
  /** the selected version by module path; certain only where nothing is missing */
  readonly selected: ReadonlyMap<string, string>;
  /** `path@version` of what is not in the module cache, so that nothing is known of what it requires */
  readonly missing: readonly string[];
}

/** @param dir folder of the main go.mod */
export async function readModuleGraph(file: GoModFile, dir: string, facts: Facts): Promise<ModuleGraph> {
  const seen = new Map<string, GraphNode>();
  const selected = new Map<string, string>();
  const missing: string[] = [];
  let level: GraphNode[] = [];
  const add = (next: GraphNode[], module: ModuleVersion, root: string): void => {
    const { path, version } = module;
    const known = selected.get(path);
    if (known === undefined || compareSemver(known, version) < 0) selected.set(path, version);
    const key = moduleKey(path, version);
    if (seen.has(key)) return;
    const node = { path, version, source: sourceOf(file, module), root };
    seen.set(key, node);
    next.push(node);
  };
  for (const root of requiredModules(file)) add(level, root, root.path);
  while (level.length > 0) {
    const next: GraphNode[] = [];
    const read = await Promise.all(level.map((node) => requirementsOf(node.source, dir, facts)));
    for (const [at, requirements] of read.entries()) {
      const node = level[at];
      if (node === undefined) continue;
      if (requirements === undefined) missing.push(sourceName(node.source));
      for (const module of requirements ?? []) {
        if (module.path !== file.module?.path.value && !isExcluded(file, module.path, module.version))
          add(next, module, node.root);
      }
    }
    level = next;
  }
  return { nodes: [...seen.values()], selected, missing };
}

function sourceName(source: ModuleSource): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}

/** undefined where the go.mod is not to be had */
function requirementsOf(
  source: ModuleSource,
  dir: string,
  facts: Facts,
): Promise<readonly ModuleVersion[] | undefined> {
  if (source.kind === 'version') return facts.get(cachedRequirements, moduleKey(source.path, source.version));
  return facts.get(folderRequirements, joinPath(dir, source.path));
}

/** Key: `path@version`. */
const cachedRequirements: Fact<readonly ModuleVersion[] | undefined> = {
  name: 'cachedRequirements',
  compute: async (key, facts) => readRequirements(await facts.get(cachedGoMod, key)),
  equals: sameRequirements,
};

/** Of a module in a folder. Key: the folder. */
const folderRequirements: Fact<readonly ModuleVersion[] | undefined> = {
  name: 'folderRequirements',
  compute: async (dir, facts) => readRequirements(await facts.readText(`${dir}/go.mod`)),
  equals: sameRequirements,
};

function readRequirements(text: string | undefined): readonly ModuleVersion[] | undefined {
  if (text === undefined) return undefined;
  const { require } = parseGoMod(text, { lax: true });
  return require.map(({ path, version }) => ({ path: path.value, version: version.canonical || version.value }));
}

function sameRequirements(a: readonly ModuleVersion[] | undefined, b: readonly ModuleVersion[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
