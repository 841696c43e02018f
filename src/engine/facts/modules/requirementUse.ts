import { joinPath } from '../../../base/paths';
import type { GoModFile } from '../../parse/goMod';
import { IgnoredFolders } from './ignoredFolders';
import type { Fact, Facts } from '../factStore';
import { moduleKey } from '../cache/moduleCache';
import { folderOfModule } from '../packages/moduleFolder';
import { requiredModules, type ModuleSource, type RequiredModule } from '../sums/requiredModules';
import { modulesAround } from '../sums/moduleUse';
import { wholeUse } from '../sums/sumUse';
import { goModOf } from './goModOf';
import { isPrunedAt } from './moduleGraph';
import { importedPaths } from './moduleImports';
import { unseenInModule } from './unseenInModule';

/** How the module's own files use what its go.mod requires, compared with what the lines say. */
export interface RequirementUse {
  /** not marked `// indirect`, and no file imports it */
  readonly unused: readonly UnusedRequirement[];
  /** marked `// indirect`, and a file imports it */
  readonly direct: readonly { readonly module: RequiredModule; readonly importPath: string }[];
  /** `path@version` of modules whose content would have to be known to tell more */
  readonly missing: readonly string[];
  /** what could not be looked at, relative to the root */
  readonly unseen: readonly string[];
}

export interface UnusedRequirement {
  readonly module: RequiredModule;
  /**
   * what `go mod tidy` does with the line: marks it `// indirect`, because a tool or another module needs it; deletes it;
   * one of the two
   */
  readonly fate: 'tool' | 'indirect' | 'delete' | 'unknown';
}

/** Key: the module's folder. */
export const requirementUse: Fact<RequirementUse> = {
  name: 'requirementUse',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return { unused: [], direct: [], missing: [], unseen: [] };
    const { file } = goMod;
    const unseen = await facts.get(unseenInModule, dir);
    const foreign = Array.from(await facts.get(importedPaths, dir)).flatMap(([path, isOwn]) => (isOwn ? [] : [path]));
    const required = requiredModules(file);
    const byPath = new Map(required.map((module) => [module.path, module]));
    const around = foreign.map((importPath) => ({ importPath, modules: modulesAround(importPath, byPath) }));
    const { direct, missing } = await readDirect(around, dir, facts);
    const used = new Set(around.flatMap(({ modules }) => modules.map(({ path }) => path)));
    let candidates = required.filter((module) => !module.require.indirect && !used.has(module.path));
    if (candidates.length > 0) {
      const more = prefixesOf(await importsOfNodeModules(file, dir, facts));
      candidates = candidates.filter((module) => !more.has(module.path));
    }
    return { unused: await fatesOf(candidates, file, dir, facts), direct, missing, unseen };
  },
};

/** A path with all paths that could be its module's. */
function prefixesOf(paths: readonly string[]): ReadonlySet<string> {
  const prefixes = new Set<string>();
  for (const path of paths) {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) prefixes.add(path.slice(0, end));
  }
  return prefixes;
}

/** An import, and the required modules that could have it. */
interface ImportAmongModules {
  readonly importPath: string;
  readonly modules: readonly RequiredModule[];
}

async function readDirect(
  imports: readonly ImportAmongModules[],
  dir: string,
  facts: Facts,
): Promise<Pick<RequirementUse, 'direct' | 'missing'>> {
  const direct = new Map<string, { module: RequiredModule; importPath: string }>();
  const missing = new Set<string>();
  // Of most imports all modules are known to be direct.
  const open = imports.filter(({ modules }) => modules.some(({ require }) => require.indirect));
  for (const { importPath, modules } of open.toSorted((a, b) => (a.importPath < b.importPath ? -1 : 1))) {
    if (!modules.some((module) => module.require.indirect && !direct.has(module.path))) continue;
    const provider = await providerOf(importPath, modules, dir, facts, missing);
    if (provider?.require.indirect && !direct.has(provider.path))
      direct.set(provider.path, { module: provider, importPath });
  }
  return { direct: [...direct.values()], missing: [...missing].toSorted() };
}

/** The one candidate that has the package. Of several only their content can tell. */
async function providerOf(
  importPath: string,
  around: readonly RequiredModule[],
  dir: string,
  facts: Facts,
  missing: Set<string>,
): Promise<RequiredModule | undefined> {
  if (around.length === 1) {
    const [only] = around;
    // Where the content is at hand and lacks the package, go says that it is missing, not that the comment is wrong.
    return only && (await hasPackage(only, importPath, dir, facts)) === false ? undefined : only;
  }
  const having: RequiredModule[] = [];
  for (const module of around) {
    const has = await hasPackage(module, importPath, dir, facts);
    if (has === undefined) missing.add(sourceName(module.source));
    if (has !== false) having.push(module);
  }
  return having.length === 1 && missing.size === 0 ? having[0] : undefined;
}

/** undefined where the content is not at hand */
async function hasPackage(
  module: RequiredModule,
  importPath: string,
  dir: string,
  facts: Facts,
): Promise<boolean | undefined> {
  const folder = await folderOfModule(module.source, dir, facts);
  if (folder === undefined) return undefined;
  const entries = await facts.readDirectory(joinPath(folder, importPath.slice(module.path.length + 1)));
  return entries?.some(({ name, kind }) => name.endsWith('.go') && kind !== 'directory') ?? false;
}

function sourceName(source: ModuleSource): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}

async function fatesOf(
  unused: readonly RequiredModule[],
  file: GoModFile,
  dir: string,
  facts: Facts,
): Promise<readonly UnusedRequirement[]> {
  if (unused.length === 0) return [];
  const tools = prefixesOf(file.tool.map(({ path }) => path.value));
  const whole = await facts.get(wholeUse, dir);
  const pruned = isPrunedAt(file.go?.version.value);
  return unused.map((module): UnusedRequirement => {
    if (tools.has(module.path)) return { module, fate: 'tool' };
    // Before go 1.17 such a line stays only where nobody else asks for that version.
    if (whole.used.get(module.path)?.provides) return { module, fate: pruned ? 'indirect' : 'unknown' };
    return { module, fate: whole.missing.length === 0 ? 'delete' : 'unknown' };
  });
}

/** Go enters node_modules, the scan does not: somebody's Go files in there count for `go mod tidy` all the same. */
async function importsOfNodeModules(file: GoModFile, dir: string, facts: Facts): Promise<readonly string[]> {
  const ignored = new IgnoredFolders(file.ignore.map(({ path }) => path.value));
  const folder = joinPath(dir, 'node_modules');
  if (ignored.has('node_modules') || (await facts.stat(folder))?.kind !== 'directory') return [];
  const tree = await facts.tree(folder);
  return [...tree.directories.values()].flatMap(({ goFiles }) => goFiles.flatMap(({ imports }) => imports));
}
