import type { Facts } from '../../facts/factStore';
import type { GoModRead } from '../../facts/modules/goModOf';
import { graphDemands } from '../../facts/modules/graphDemands';
import { requirementUse } from '../../facts/modules/requirementUse';
import { isExcluded, requiredModules } from '../../facts/sums/requiredModules';
import type { Module } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile, type Range } from '../../model/range';
import type { GoModFile } from '../../parse/goMod';
import { isPathPrefix } from '../../parse/importPath';
import { tidyFix } from '../../modfile/goModFixes';
import { repeatedRequires } from './repeatedRequires';
import { toolchainFault } from './toolchainLine';

/** A change of what go.mod says, not of how it looks. */
export interface TidyChange {
  /** of the module; `go` and `toolchain` for these lines */
  readonly path: string;
  readonly name: 'added' | 'removed' | 'version' | 'direct' | 'indirect' | 'goLine' | 'toolchain';
  /** a build may stop because of it */
  readonly stops: boolean;
  readonly args: Readonly<Record<string, string>>;
  /** undefined where the line is not there yet */
  readonly range?: Range;
}

/** Order, blocks, blank lines and comments do not count. */
export function meaningfulChanges(current: GoModFile, tidied: GoModFile): readonly TidyChange[] {
  const before = new Map(requiredModules(current).map((module) => [module.path, module]));
  const after = new Map(requiredModules(tidied).map((module) => [module.path, module]));
  const changes: TidyChange[] = [];
  for (const [path, { version, require }] of after) {
    const own = before.get(path);
    if (own === undefined) {
      changes.push({ path, name: 'added', stops: true, args: { module: path, version } });
    } else if (own.version !== version) {
      const args = { module: path, current: own.version, tidy: version };
      changes.push({ path, name: 'version', stops: true, args, range: own.require.version.range });
    } else if (own.require.indirect !== require.indirect) {
      const name = require.indirect ? 'indirect' : 'direct';
      changes.push({ path, name, stops: false, args: { module: path }, range: own.require.line.range });
    }
  }
  for (const [path, { require }] of before) {
    if (!after.has(path))
      changes.push({ path, name: 'removed', stops: false, args: { module: path }, range: require.line.range });
  }
  return [...changes, ...changedLines(current, tidied)];
}

function changedLines(current: GoModFile, tidied: GoModFile): TidyChange[] {
  const changes: TidyChange[] = [];
  const go = { current: current.go?.version.value, tidy: tidied.go?.version.value };
  // Without a go line tidy writes the installed version; another check speaks of that.
  if (current.go && go.current !== undefined && go.tidy !== undefined && go.current !== go.tidy) {
    const args = { current: go.current, tidy: go.tidy };
    changes.push({ path: 'go', name: 'goLine', stops: true, args, range: current.go.version.range });
  }
  const names = { current: current.toolchain?.name.value, tidy: tidied.toolchain?.name.value };
  if (current.toolchain && names.current !== undefined && names.current !== names.tidy) {
    const args = { current: names.current, tidy: names.tidy ?? 'none' };
    changes.push({ path: 'toolchain', name: 'toolchain', stops: false, args, range: current.toolchain.line.range });
  }
  return changes;
}

/** @param name of the message, in the words of the check that says it */
export function describeChange(
  { path, name, args, range }: TidyChange,
  goMod: GoModRead,
  module: Module,
): FindingDraft {
  return {
    message: say(name, args),
    location: { file: goMod.path, range: range ?? goMod.file.module?.line.range ?? startOfFile },
    fixes: [tidyFix(module.dir)],
    key: path,
    about: [path],
  };
}

/** Paths whose line a static check reports already, whatever the profile. */
export async function reportedPaths({ file }: GoModRead, module: Module, facts: Facts): Promise<ReadonlySet<string>> {
  const { unused, direct } = await facts.get(requirementUse, module.dir);
  const { versions, go } = await facts.get(graphDemands, module.dir);
  const requirements = [...unused, ...direct, ...versions].map((one) => one.module.path);
  return new Set([...requirements, ...(go ? ['go'] : []), ...stoppingPaths(file)]);
}

/** Paths of the lines at which a build stops for a reason that the text alone shows. */
export function stoppingPaths(file: GoModFile): readonly string[] {
  const excluded = file.require.filter(({ path, version }) => isExcluded(file, path.value, version.value));
  return [
    ...repeatedRequires(file).map(({ again }) => again.path.value),
    ...excluded.map(({ path }) => path.value),
    ...(toolchainFault(file) === undefined ? [] : ['toolchain']),
  ];
}

/** go names packages whose module it may not fetch: the modules of go.mod that would have them, as `path@version`. */
export function modulesNamed(names: readonly string[], { file }: GoModRead): readonly string[] {
  const required = requiredModules(file).toSorted((a, b) => b.path.length - a.path.length);
  const modules = names.map((name) => {
    const module = name.includes('@') ? undefined : required.find(({ path }) => isPathPrefix(path, name));
    return module ? `${module.path}@${module.version}` : name;
  });
  return [...new Set(modules)].toSorted();
}
