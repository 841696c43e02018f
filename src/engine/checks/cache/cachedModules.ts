import type { Facts } from '../../facts/factStore';
import { goModOf, type GoModRead } from '../../facts/modules/goModOf';
import { buildList, type ListedModule } from '../../facts/sums/buildList';
import { moduleBuildMode } from '../../facts/vendor/buildMode';
import type { Module } from '../../model/check';
import { say } from '../../model/message';
import { notApplicable, type CheckResult } from '../../model/outcome';
import type { Location } from '../../model/range';

/** A module of the build list whose files lie in the module cache, if they are there. */
export interface CachedModule {
  readonly path: string;
  readonly version: string;
  readonly listed: ListedModule;
  /** of the version in its requirement */
  readonly location: Location;
}

export type CachedModules =
  | { readonly kind: 'modules'; readonly goMod: GoModRead; readonly modules: readonly CachedModule[] }
  | { readonly kind: 'none'; readonly result: CheckResult };

/** The modules that a build of a module takes from the module cache, or what a check ends with where it takes none. */
export async function cachedModules(module: Module, facts: Facts): Promise<CachedModules> {
  const goMod = await facts.get(goModOf, module.dir);
  if (goMod.kind !== 'file' || goMod.state !== 'sound')
    return { kind: 'none', result: notApplicable(say('shared.noModule')) };
  const { mode } = await facts.get(moduleBuildMode, module.dir);
  if (mode === 'vendor') return { kind: 'none', result: notApplicable(say('shared.buildsFromVendor')) };
  const { modules } = await facts.get(buildList, module.dir);
  const cached = [...modules.values()].flatMap((listed) => {
    const { source, require } = listed;
    if (source.kind !== 'version') return [];
    const location = { file: goMod.path, range: require.version.range };
    return [{ path: source.path, version: source.version, listed, location }];
  });
  return { kind: 'modules', goMod, modules: cached };
}
