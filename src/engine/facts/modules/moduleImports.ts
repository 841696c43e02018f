import { getOrSet } from '../../../base/getOrSet';
import { joinPath, relativeWithin } from '../../../base/paths';
import type { BuildTarget } from '../../constraints/inclusion';
import type { Directory, GoFile } from '../../model/tree';
import { isPathPrefix } from '../../parse/importPath';
import { ignoredFolders } from '../buildTags/moduleTags';
import type { Fact, Facts } from '../factStore';
import { defaultBuild, usedFiles } from '../packages/defaultBuild';
import { folderGroups, type FolderGroup } from '../packages/folderGroups';
import { folderImports } from '../packages/folderImports';
import { goModOf } from './goModOf';
import { IgnoredFolders } from './ignoredFolders';
import {
  ImportSites,
  isForAppEngine,
  sitesOfFolder,
  together,
  type ImportFilter,
  type ImportSite,
  type SitesByPath,
} from './importSites';
import { unseenInModule } from './unseenInModule';

/** What `go mod tidy` would see of a module's own files (`knowledge/modules.md` 5.1). */
export interface ModuleImports {
  readonly imports: Pick<ImportSites, 'paths' | 'of' | 'find' | 'firstOfEachUse' | 'among'>;
  /** import paths of its own packages */
  readonly packages: ReadonlySet<string>;
  /** what could not be looked at, relative to the root: imports in there are not known */
  readonly unseen: readonly string[];
}

/** Key: the module's folder. */
export const moduleImports: Fact<ModuleImports> = {
  name: 'moduleImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    const file = goMod.kind === 'file' ? goMod.file : undefined;
    const module: WalkedModule = {
      dir,
      // What the paths of the module's folders in the tree begin with; the module's own lacks the slash.
      base: `${relativeWithin(facts.root, dir) ?? ''}/`.replace(/^\/$/, ''),
      own: file?.module?.path.value ?? '',
      ignored: await facts.get(ignoredFolders, dir),
      targets: await facts.get(defaultBuild),
    };
    const groups = (await facts.get(folderGroups, dir)).map((group) => walkedGroup(group, module));
    const packages = new Set(groups.flatMap((group) => group.packages));
    const imports = new ImportSites(pathsOf(groups), (only) =>
      groups.map((group) => (only ? sitesAmong(group, only) : sitesOfGroup(group))),
    );
    await followOwn(module, packages, imports, facts);
    return { imports, packages, unseen: await facts.get(unseenInModule, dir) };
  },
};

/**
 * What the module's own files import, and whether it is a package of the module. Seldom changes with an edit: what asks no more
 * ends here, and what says where a fault is asks for the sites once there is one. Key: its folder.
 */
export const importedPaths: Fact<ReadonlyMap<string, boolean>> = {
  name: 'importedPaths',
  barrier: true,
  compute: async (dir, facts) => {
    const { imports, packages } = await facts.get(moduleImports, dir);
    return new Map(Array.from(imports.paths(), (path) => [path, packages.has(path)]));
  },
  equals: (a, b) => a.size === b.size && [...a].every(([path, isOwn]) => b.get(path) === isOwn),
};

/** Import paths of the module's own packages. Seldom changes with an edit. Key: its folder. */
export const modulePackages: Fact<ReadonlySet<string>> = {
  name: 'modulePackages',
  barrier: true,
  compute: async (dir, facts) => (await facts.get(moduleImports, dir)).packages,
  equals: (a, b) => a.size === b.size && [...a].every((path) => b.has(path)),
};

interface WalkedModule {
  readonly dir: string;
  /** what the paths of its folders in the tree begin with */
  readonly base: string;
  /** its module path */
  readonly own: string;
  /** lines of its go.mod; compared by identity */
  readonly ignored: readonly string[];
  readonly targets: readonly BuildTarget[];
}

/** What some folders of a module have to say. */
interface WalkedGroup {
  readonly module: WalkedModule;
  /** those that go.mod does not ignore */
  readonly folders: readonly WalkedFolder[];
  /** import paths of those that are packages */
  readonly packages: readonly string[];
  /** what their files import and go mod tidy does not pass over, each path once */
  readonly imported: readonly string[];
}

interface WalkedFolder {
  readonly directory: Directory;
  /** inside the module */
  readonly path: string;
}

/** Walked once, as long as its folders are the same: an edit need not go through hundreds of them. */
const knownGroups = new WeakMap<FolderGroup, WalkedGroup>();

function walkedGroup(group: FolderGroup, module: WalkedModule): WalkedGroup {
  const known = knownGroups.get(group);
  if (known && isSameModule(known.module, module)) return known;
  const ignored = new IgnoredFolders(module.ignored);
  const folders = group
    .map((directory) => ({ directory, path: directory.path.slice(module.base.length) }))
    .filter(({ path }) => !ignored.has(path));
  const imported = new Set<string>();
  const isUsed = usedFiles(module.targets);
  const packages: string[] = [];
  for (const { directory, path } of folders) {
    const used = directory.hasConditions ? importsOfUsed(directory, isUsed) : directory.importLists;
    for (const list of used) addAll(imported, list);
    if (used.length > 0) packages.push(importPathOf(path, module));
  }
  const walked = { module, folders, packages, imported: [...imported].filter((path) => !isForAppEngine(path)) };
  knownGroups.set(group, walked);
  return walked;
}

function importsOfUsed({ goFiles }: Directory, isUsed: (file: GoFile) => boolean): readonly (readonly string[])[] {
  return goFiles.filter(isUsed).map(({ imports }) => imports);
}

/** All paths of the groups. */
function pathsOf(groups: readonly WalkedGroup[]): Set<string> {
  const paths = new Set<string>();
  for (const { imported } of groups) addAll(paths, imported);
  return paths;
}

/** By number: in a cold start this goes through all lists of a large module, interpreted. */
function addAll(paths: Set<string>, list: readonly string[]): void {
  for (let at = 0; at < list.length; at++) paths.add(list[at] as string);
}

/** Gathered once, as the group is walked once. */
const knownSites = new WeakMap<WalkedGroup, SitesByPath>();

function sitesOfGroup(group: WalkedGroup): SitesByPath {
  return getOrSet(knownSites, group, () => together(group.folders.map((folder) => sitesOf(folder, group.module))));
}

function sitesOf({ directory, path }: WalkedFolder, module: WalkedModule, only?: ImportFilter): SitesByPath {
  const imports = folderImports(directory, module.targets);
  return sitesOfFolder(imports, joinPath(module.dir, path), importPathOf(path, module), only);
}

/** As `knownSites`, for those who ask for some imports. */
const knownAmong = new WeakMap<ImportFilter, WeakMap<WalkedGroup, SitesByPath>>();

function sitesAmong(group: WalkedGroup, only: ImportFilter): SitesByPath {
  const byGroup = getOrSet(knownAmong, only, () => new WeakMap<WalkedGroup, SitesByPath>());
  return getOrSet(byGroup, group, () => together(group.folders.map((folder) => sitesOf(folder, group.module, only))));
}

function isSameModule(a: WalkedModule, b: WalkedModule): boolean {
  return a.targets === b.targets && a.ignored === b.ignored && a.own === b.own && a.dir === b.dir && a.base === b.base;
}

function importPathOf(path: string, { own }: WalkedModule): string {
  return path === '' ? own : `${own}/${path}`;
}

const order = { build: 0, test: 1, elsewhere: 2 } as const;

/** The use of a file in a package that only an import leads to, whose tests nobody runs. */
function followedUse(reach: ImportSite['use'], own: ImportSite['use']): ImportSite['use'] {
  const use = own === 'test' ? 'elsewhere' : own;
  return order[reach] > order[use] ? reach : use;
}

/** Packages of the module that only an import leads to: in testdata, `_x`, `.x`, and in what go.mod ignores. */
async function followOwn(
  module: WalkedModule,
  packages: Set<string>,
  imports: ImportSites,
  facts: Facts,
): Promise<void> {
  const followed = new Set<string>();
  for (;;) {
    const next = Array.from(imports.paths()).filter(
      (path) => isPathPrefix(module.own, path) && !packages.has(path) && !followed.has(path),
    );
    if (next.length === 0) return;
    for (const importPath of next) {
      followed.add(importPath);
      const path = importPath === module.own ? '' : importPath.slice(module.own.length + 1);
      const folder = await readFolder(path, module, facts);
      if (!folder) continue;
      const found = folderImports(folder, module.targets);
      if (found.uses.size > 0) packages.add(importPath);
      const reach = imports.find(importPath, () => true)?.use ?? 'elsewhere';
      const dir = joinPath(module.dir, path);
      imports.addOutOfOrder(sitesOfFolder(found, dir, importPath, { useOf: (own) => followedUse(reach, own) }));
    }
  }
}

/** The Go files of a folder inside the module; undefined where there is none, or where another module begins above it. */
async function readFolder(path: string, { dir }: WalkedModule, facts: Facts): Promise<Directory | undefined> {
  const elements = path.split('/');
  for (let count = 1; count <= elements.length; count++) {
    const goMod = await facts.stat(joinPath(dir, ...elements.slice(0, count), 'go.mod'));
    if (path !== '' && goMod && goMod.kind !== 'directory') return undefined;
  }
  const folder = joinPath(dir, path);
  if ((await facts.stat(folder))?.kind !== 'directory') return undefined;
  return (await facts.tree(folder)).directories.get('');
}
