import { moduleKey } from '../facts/cache/moduleCache';
import { goModOf } from '../facts/modules/goModOf';
import { moduleGraph, type ModuleGraph } from '../facts/modules/moduleGraph';
import type { Question } from './question';
import { answerAbout, type ModuleAnswer, type Requirement } from './moduleAnswer';

/** A module of the graph, as a list shows it. */
export interface ListedModule {
  readonly path: string;
  /** that is selected */
  readonly version: string;
  readonly requirement: Requirement;
  /** go.mod requires another version */
  readonly raised: boolean;
  readonly replaced: boolean;
  /** its go.mod counts and is not in the cache */
  readonly missing: boolean;
}

/** The whole of a module graph, without its edges: those are asked for a module at a time. */
export interface GraphOverview {
  /** path of the main module; '' where its go.mod names none */
  readonly own: string;
  /** absolute */
  readonly goMod: string;
  /** every version that is named, and every requirement of one */
  readonly nodes: number;
  readonly edges: number;
  /** by path */
  readonly modules: readonly ListedModule[];
  /** `path@version`, or the folder, of every go.mod that counts and is not on this machine */
  readonly missing: readonly string[];
}

/** @param dir folder of a go.mod @returns undefined where there is none that can be read */
export function graphOverview(dir: string): Question<GraphOverview | undefined> {
  return async (facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return undefined;
    const graph = await facts.get(moduleGraph, dir);
    const lines = new Map(goMod.file.require.map((require) => [require.path.value, require]));
    const modules = [...graph.selected].map(([path, version]): ListedModule => {
      const line = lines.get(path);
      const node = graph.nodes.get(moduleKey(path, version));
      const source = node?.source;
      return {
        path,
        version,
        requirement: line === undefined ? 'transitive' : line.indirect ? 'indirect' : 'direct',
        raised: line !== undefined && line.version.canonical !== version,
        replaced: source?.kind === 'folder' || source?.replaced === true,
        missing: node?.state === 'missing',
      };
    });
    modules.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { own: graph.own, goMod: goMod.path, ...sizeOf(graph), modules, missing: graph.missing };
  };
}

export function sizeOf(graph: ModuleGraph): { readonly nodes: number; readonly edges: number } {
  let edges = graph.roots.length;
  for (const { requires } of graph.nodes.values()) edges += requires.length;
  return { nodes: graph.nodes.size + 1, edges };
}

/** A module of the graph with what else is needed to show it. */
export interface GraphModule extends ModuleAnswer {
  readonly own: string;
  /** the selected version of every module that this answer names, by path */
  readonly selected: ReadonlyMap<string, string>;
}

/** @param dir folder of the main go.mod @returns undefined for what is not in its graph */
export function graphModule(dir: string, path: string): Question<GraphModule | undefined> {
  return async (facts) => {
    const answer = await answerAbout(path, dir, facts);
    if (answer === undefined) return undefined;
    const graph = await facts.get(moduleGraph, dir);
    return { ...answer, own: graph.own, selected: graph.selected };
  };
}
