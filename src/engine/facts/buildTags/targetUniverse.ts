import { declaredLevel, portLevels, type TargetLevel } from '../../constraints/targetLevels';
import type { Module } from '../../model/check';
import type { Facts } from '../factStore';
import { builtLevels } from './builtLevels';
import { builtTargets } from './builtTargets';

/** The universe of a module, best known targets first. Some are of some packages only: see `levelsAt`. */
export async function targetUniverse(module: Module, facts: Facts): Promise<readonly TargetLevel[]> {
  const declared = module.root.options.targets.map(declaredLevel).filter((level) => level !== undefined);
  const hasBuilt = (await facts.get(builtTargets, facts.root)).length > 0;
  return [...declared, ...(hasBuilt ? await facts.get(builtLevels, module.dir) : []), ...portLevels];
}
