import { declaredLevel, portLevels, type TargetLevel } from '../../constraints/targetLevels';
import type { Module } from '../../model/check';
import type { Facts } from '../factStore';
import { builtLevels } from './builtLevels';

/** The universe of a module, best known targets first. Some are of some packages only: see `levelsAt`. */
export async function targetUniverse(module: Module, facts: Facts): Promise<readonly TargetLevel[]> {
  const declared = module.root.options.targets.map(declaredLevel).filter((level) => level !== undefined);
  return [...declared, ...(await facts.get(builtLevels, module.dir)), ...portLevels];
}
