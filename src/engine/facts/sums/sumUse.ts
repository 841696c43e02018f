import type { RequireDirective } from '../../parse/goMod';
import type { Fact, Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { isPrunedAt, moduleGraph, type ModuleGraph } from '../modules/moduleGraph';
import { workspaceUsing } from '../modules/workspaceOf';
import { moduleBuildMode } from '../vendor/buildMode';
import { isKnownHash, sumKey } from '../../parse/goSum';
import { transitiveUse } from './importWalk';
import { directUse, uses, type ModuleOfWalk, type ModuleUse, type Use, type UseOfModules } from './moduleUse';
import { sumFile } from './sumFile';
import { ownImports } from './ownImports';
import { requiredModules, sourceOf, type ModuleVersion } from './requiredModules';

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

/** What the module's own files use. Key: the folder of go.mod. */
export const ownUse: Fact<ReadonlyMap<string, ModuleUse>> = {
  name: 'ownUse',
  compute: async (dir, facts) => directUse(await facts.get(ownImports, dir), await facts.get(buildList, dir)),
};

/** What it uses through other modules too; reads their files in the module cache. Key: the folder of go.mod. */
export const wholeUse: Fact<UseOfModules> = {
  name: 'wholeUse',
  compute: async (dir, facts) => {
    const list = await facts.get(buildList, dir);
    const { used, missing } = await transitiveUse(await facts.get(ownImports, dir), list, dir, facts);
    return { used, missing: [...new Set([...(list.graph?.missing ?? []), ...missing])] };
  },
};

/** Whether a build or a test of the module on this machine opens go.sum, so that a line go cannot read stops it. */
export async function readsSums(dir: string, facts: Facts): Promise<boolean> {
  if ((await facts.get(moduleBuildMode, dir)).mode === 'vendor') return false;
  const { pruned, modules } = await facts.get(buildList, dir);
  const versions = [...modules.values()].filter((listed) => listed.source.kind === 'version');
  if (!pruned) return versions.length > 0;
  const used = await facts.get(ownUse, dir);
  return versions.some(({ path }) => isHere(used.get(path)?.use));
}

export function isHere(use: Use | 'unused' | 'unknown' | undefined): boolean {
  return use === 'build' || use === 'test';
}

/**
 * What needs a line of go.sum.
 * @param sum path and version as go.sum has them, with `/go.mod` for the hash of a go.mod
 */
export async function useOfSum(dir: string, sum: ModuleVersion, facts: Facts): Promise<Use | 'unused' | 'unknown'> {
  if ((await facts.get(moduleBuildMode, dir)).mode === 'vendor') return 'unused';
  const list = await facts.get(buildList, dir);
  const goMod = sum.version.endsWith('/go.mod');
  const version = goMod ? sum.version.slice(0, -'/go.mod'.length) : sum.version;
  const isMeant = ({ source }: Pick<ModuleOfWalk, 'source'>): boolean =>
    source.kind === 'version' && source.path === sum.path && source.version === version;
  if (goMod && list.graph && [...list.graph.nodes.values()].some(isMeant)) return 'build';
  const paths = [...list.modules.values()].filter(isMeant).map(({ path }) => path);
  if (paths.length === 0) return list.graph?.missing.length ? 'unknown' : 'unused';
  const direct = strongest(paths, await facts.get(ownUse, dir), goMod);
  if (isHere(direct)) return direct;
  const whole = await facts.get(wholeUse, dir);
  const found = strongest(paths, whole.used, goMod);
  return isHere(found) || whole.missing.length === 0 ? found : 'unknown';
}

/** Whether go stops on this machine where a line of go.sum counts as missing: it adds nothing, and no workspace helps out. */
export async function stopsWithout(dir: string, sum: ModuleVersion, facts: Facts): Promise<boolean> {
  if ((await facts.get(moduleBuildMode, dir)).mode !== 'readonly') return false;
  if ((await facts.get(workspaceUsing, dir)) !== undefined) return false;
  return isHere(await useOfSum(dir, sum, facts));
}

/** Whether go stops on this machine where a line of go.sum is wrong: in a workspace a hash in go.work.sum comes first. */
export async function stopsAtWrong(dir: string, sum: ModuleVersion, facts: Facts): Promise<boolean> {
  const workspace = await facts.get(workspaceUsing, dir);
  const shield = workspace && (await facts.get(sumFile, `${workspace.path}.sum`));
  if (shield?.kind === 'read' && shield.table.get(sumKey(sum.path, sum.version))?.some(({ hash }) => isKnownHash(hash)))
    return false;
  return isHere(await useOfSum(dir, sum, facts));
}

/** A go.mod is read for the module that provides a package; the files of a module also to make sure that it does not. */
function strongest(paths: readonly string[], used: ReadonlyMap<string, ModuleUse>, goMod: boolean): Use | 'unused' {
  const found = paths.flatMap((path) => used.get(path) ?? []).filter((use) => !goMod || use.provides);
  return uses.find((use) => found.some((one) => one.use === use)) ?? 'unused';
}
