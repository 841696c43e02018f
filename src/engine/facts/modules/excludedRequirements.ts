import { allKnown } from '../../../base/awaitable';
import type { ExcludeDirective } from '../../parse/goMod';
import { moduleKey } from '../cache/moduleCache';
import type { Facts } from '../factStore';
import type { ModuleVersion } from '../sums/requiredModules';
import { summaryOf, type GraphNode } from './moduleGraph';

/**
 * Who requires versions that the main go.mod excludes. The nodes of the graph know nothing of it: go passes over such
 * requirements, so their go.mod files are read again.
 * @returns modules by `path@version` of what they ask for
 */
export async function excludedRequirements(
  excludes: readonly ExcludeDirective[],
  nodes: readonly GraphNode[],
  dir: string,
  facts: Facts,
): Promise<ReadonlyMap<string, readonly ModuleVersion[]>> {
  const read = nodes.filter(({ state }) => state === 'read');
  const summaries = await allKnown(read.map(({ source }) => summaryOf(source, dir, facts)));
  const askers = new Map<string, ModuleVersion[]>(excludes.map((one) => [keyOfExclude(one), []]));
  for (const [at, { path, version }] of read.entries()) {
    const summary = summaries[at];
    if (summary?.kind !== 'read') continue;
    for (const required of summary.requires)
      askers.get(moduleKey(required.path, required.version))?.push({ path, version });
  }
  return askers;
}

export function keyOfExclude({ path, version }: ExcludeDirective): string {
  return moduleKey(path.value, version.value);
}
