import { sameElements } from '../../../base/sameElements';
import { samePlainData } from '../../../base/samePlainData';
import type { Fact, Facts } from '../factStore';
import { workspaceUsing } from '../modules/workspaceOf';
import { moduleBuildMode } from '../vendor/buildMode';
import { isKnownHash, sumKey } from '../../parse/goSum';
import { buildList } from './buildList';
import { transitiveUse } from './importWalk';
import { directUse, uses, type ModuleOfWalk, type ModuleUse, type Use, type UseOfModules } from './moduleUse';
import { sumFile } from './sumFile';
import { ownImports } from './ownImports';
import type { ModuleVersion } from './requiredModules';

/** What the module's own files use. Key: the folder of go.mod. */
export const ownUse: Fact<ReadonlyMap<string, ModuleUse>> = {
  name: 'ownUse',
  compute: async (dir, facts) => directUse(await facts.get(ownImports, dir), await facts.get(buildList, dir)),
  equals: sameUse,
};

/** What it uses through other modules too; reads their files in the module cache. Key: the folder of go.mod. */
export const wholeUse: Fact<UseOfModules> = {
  name: 'wholeUse',
  compute: async (dir, facts) => {
    const list = await facts.get(buildList, dir);
    const { used, missing } = await transitiveUse(await facts.get(ownImports, dir), list, dir, facts);
    return { used, missing: [...new Set([...(list.graph?.missing ?? []), ...missing])] };
  },
  equals: (a, b) => sameUse(a.used, b.used) && sameElements(a.missing, b.missing),
};

/** In order, too: some go through them. */
function sameUse(a: ReadonlyMap<string, ModuleUse>, b: ReadonlyMap<string, ModuleUse>): boolean {
  return samePlainData([...a], [...b]);
}

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
