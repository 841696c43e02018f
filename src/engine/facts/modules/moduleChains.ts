import { moduleKey } from '../cache/moduleCache';
import type { ModuleVersion } from '../sums/requiredModules';
import type { ModuleGraph } from './moduleGraph';

/** Who needs a module, and why its version is the one that it is. Pure questions to a module graph. */

/** A requirement of a module; `by` is undefined for those of the main go.mod. */
export interface Requirer {
  readonly by: ModuleVersion | undefined;
  readonly version: string;
}

/** All who require a module, at whatever version; the main module first, then in the order of the graph. */
export function requirersOf(graph: ModuleGraph, path: string): readonly Requirer[] {
  const found: Requirer[] = [];
  for (const root of graph.roots) if (root.path === path) found.push({ by: undefined, version: root.version });
  for (const node of graph.nodes.values()) {
    for (const required of node.requires)
      if (required.path === path)
        found.push({ by: { path: node.path, version: node.version }, version: required.version });
  }
  return found;
}

/**
 * The shortest chain of requirements from the main module to a module version, which is its last element; empty where
 * nothing leads there. Without a version: to any version of it.
 * @param through whether a requirement may be part of the chain; `by` is undefined for those of the main go.mod
 */
export function shortestChain(
  graph: ModuleGraph,
  target: { readonly path: string; readonly version?: string | undefined },
  through: (by: ModuleVersion | undefined, required: ModuleVersion) => boolean = () => true,
): readonly ModuleVersion[] {
  const before = new Map<string, ModuleVersion | undefined>();
  let level = enter(graph.roots, undefined, before, through);
  while (level.length > 0) {
    const hit = level.find(
      ({ path, version }) => path === target.path && (target.version === undefined || version === target.version),
    );
    if (hit) return chainBack(hit, before);
    level = level.flatMap((module) => {
      const requires = graph.nodes.get(moduleKey(module.path, module.version))?.requires ?? [];
      return enter(requires, module, before, through);
    });
  }
  return [];
}

/** Marks what is reached for the first time. */
function enter(
  requires: readonly ModuleVersion[],
  by: ModuleVersion | undefined,
  before: Map<string, ModuleVersion | undefined>,
  through: (by: ModuleVersion | undefined, required: ModuleVersion) => boolean,
): readonly ModuleVersion[] {
  return requires.filter((required) => {
    const key = moduleKey(required.path, required.version);
    if (before.has(key) || !through(by, required)) return false;
    before.set(key, by);
    return true;
  });
}

function chainBack(last: ModuleVersion, before: ReadonlyMap<string, ModuleVersion | undefined>): ModuleVersion[] {
  const chain: ModuleVersion[] = [];
  for (let at: ModuleVersion | undefined = last; at !== undefined; at = before.get(moduleKey(at.path, at.version)))
    chain.unshift(at);
  return chain;
}
