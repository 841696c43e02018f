import type { RequireDirective } from '../../parse/goMod';
import type { Fact } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { isPrunedAt, moduleGraph, type ModuleGraph } from '../modules/moduleGraph';
import type { ModuleOfWalk } from './moduleUse';
import { requiredModules, sourceOf } from './requiredModules';

/** The modules that go may look into for packages. */
export interface BuildList {
  /** path of the module itself; '' where go.mod has none */
  readonly own: string;
  /** the go line is 1.17 or newer: go.mod alone lists them */
  readonly pruned: boolean;
  readonly modules: ReadonlyMap<string, ListedModule>;
  /** every go.mod that is read; only where the list is not pruned */
  readonly graph: ModuleGraph | undefined;
}

export interface ListedModule extends ModuleOfWalk {
  /** the line of go.mod that brings it in, itself or through others */
  readonly require: RequireDirective;
}

/** Key: the folder of go.mod. */
export const buildList: Fact<BuildList> = {
  name: 'buildList',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file') return { own: '', pruned: true, modules: new Map(), graph: undefined };
    const { file } = goMod;
    const own = file.module?.path.value ?? '';
    const required = requiredModules(file);
    const byPath = new Map<string, ListedModule>(required.map((module) => [module.path, module]));
    if (isPrunedAt(file.go?.version.value)) return { own, pruned: true, modules: byPath, graph: undefined };
    const graph = await facts.get(moduleGraph, dir);
    const modules = new Map<string, ListedModule>();
    for (const { path, root } of graph.nodes.values()) {
      const version = graph.selected.get(path);
      const require = byPath.get(root)?.require;
      if (version !== undefined && require !== undefined && !modules.has(path))
        modules.set(path, {
          path,
          version,
          require: byPath.get(path)?.require ?? require,
          source: sourceOf(file, { path, version }),
        });
    }
    return { own, pruned: false, modules, graph };
  },
};
