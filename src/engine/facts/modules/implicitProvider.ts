import { joinPath } from '../../../base/paths';
import { isPathPrefix } from '../../parse/importPath';
import type { Facts } from '../factStore';
import { hasGoFiles } from '../packages/hasGoFiles';
import { folderOfModule } from '../packages/moduleFolder';
import { sourceOf, type ModuleVersion } from '../sums/requiredModules';
import { goModOf } from './goModOf';
import { moduleGraph } from './moduleGraph';

/**
 * The module that has a package which go.mod requires no module for, as far as the module graph has it already: go knows its
 * version then, and only the line is missing. Undefined where the graph has none, several, or their content is not at hand.
 * @param dir folder of the main go.mod
 */
export async function implicitProvider(
  importPath: string,
  dir: string,
  facts: Facts,
): Promise<ModuleVersion | undefined> {
  const goMod = await facts.get(goModOf, dir);
  const { selected, missing } = await facts.get(moduleGraph, dir);
  if (goMod.kind !== 'file' || missing.length > 0) return undefined;
  const having: ModuleVersion[] = [];
  for (const [path, version] of selected) {
    if (!isPathPrefix(path, importPath)) continue;
    const folder = await folderOfModule(sourceOf(goMod.file, { path, version }), dir, facts);
    if (folder === undefined) return undefined;
    if (await facts.get(hasGoFiles, joinPath(folder, importPath.slice(path.length + 1))))
      having.push({ path, version });
  }
  return having.length === 1 ? having[0] : undefined;
}
