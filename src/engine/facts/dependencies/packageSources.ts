import { compareSemver } from '../../parse/semver';
import { say, type Message } from '../../model/message';
import type { GoModFile } from '../../parse/goMod';
import { moduleKey } from '../cache/moduleCache';
import type { Fact, Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { isPrunedAt, moduleGraph, summaryOf } from '../modules/moduleGraph';
import { goWorkOf, workspaceUsing, type GoWorkRead } from '../modules/workspaceOf';
import { buildList } from '../sums/buildList';
import type { ModuleOfWalk } from '../sums/moduleUse';
import { sourceOf, type ModuleSource, type ModuleVersion } from '../sums/requiredModules';
import { moduleBuildMode, workspaceBuildMode } from '../vendor/buildMode';

/** Where a default go command in a module looks for packages of other modules. */
export type PackageSources =
  | {
      readonly kind: 'modules';
      /** the main modules by their paths: of the workspace, or the one */
      readonly mains: ReadonlyMap<string, MainModule>;
      /** all others by their paths */
      readonly modules: ReadonlyMap<string, SourceModule>;
    }
  | { readonly kind: 'vendor'; readonly mains: ReadonlyMap<string, MainModule>; readonly folder: string }
  /** `path@version` of what would have to be read to tell which versions go selects */
  | { readonly kind: 'missing'; readonly modules: readonly string[] }
  /** go stops before it looks for packages: another check says so */
  | { readonly kind: 'faulty'; readonly reason: Message };

/** Where packages can be looked for. */
export type KnownSources = Extract<PackageSources, { readonly kind: 'modules' | 'vendor' }>;

export interface MainModule {
  readonly path: string;
  /** absolute */
  readonly dir: string;
}

export interface SourceModule extends ModuleOfWalk {
  /** what the folder of a replacement is relative to */
  readonly base: string;
}

/** Key: the module's folder. */
export const packageSources: Fact<PackageSources> = {
  name: 'packageSources',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return faulty('shared.goModFaulty');
    const workspace = await facts.get(workspaceUsing, dir);
    if (workspace) return facts.get(sourcesOfWorkspace, workspace.path);
    const mains = mainModules([{ dir, file: goMod.file }]);
    const build = await facts.get(moduleBuildMode, dir);
    if (build.mode === 'vendor') return ofVendor(mains, build.folder);
    const { modules, graph } = await facts.get(buildList, dir);
    // A go.mod that nobody has may ask for other versions.
    if (graph && graph.missing.length > 0) return { kind: 'missing', modules: graph.missing };
    return { kind: 'modules', mains, modules: withBase(modules, dir) };
  },
};

function faulty(reason: string): PackageSources {
  return { kind: 'faulty', reason: say(reason) };
}

function ofVendor(mains: ReadonlyMap<string, MainModule>, folder: string | undefined): PackageSources {
  return folder === undefined ? faulty('shared.noVendor') : { kind: 'vendor', mains, folder };
}

function withBase(modules: ReadonlyMap<string, ModuleOfWalk>, base: string): ReadonlyMap<string, SourceModule> {
  return new Map(
    Array.from(modules, ([path, { version, source }]) => [path, { path, version, source, base }] as const),
  );
}

/** Of all its modules together. Key: the path of go.work. */
const sourcesOfWorkspace: Fact<PackageSources> = {
  name: 'packageSources:workspace',
  compute: async (path, facts) => {
    const goWork = await facts.get(goWorkOf, path);
    if (goWork.kind !== 'file' || !goWork.sound) return faulty('shared.goWorkFaulty');
    const members = membersOf(goWork);
    if (members === undefined) return faulty('shared.goModFaulty');
    const mains = mainModules(members);
    const build = await facts.get(workspaceBuildMode, path);
    if (build.mode === 'vendor') return ofVendor(mains, build.folder);
    return selectedOf(goWork, members, mains, facts);
  },
};

function mainModules(members: readonly Member[]): ReadonlyMap<string, MainModule> {
  const mains = members.map(({ dir, file }) => ({ dir, path: file.module?.path.value ?? '' }));
  return new Map(mains.map((main) => [main.path, main]));
}

interface Member {
  readonly dir: string;
  readonly file: GoModFile;
}

/** undefined where go cannot read the go.mod of one */
function membersOf({ modules }: GoWorkRead): readonly Member[] | undefined {
  const members = modules.flatMap(({ dir, goMod }) =>
    goMod.kind === 'file' && goMod.state === 'sound' ? [{ dir, file: goMod.file }] : [],
  );
  return members.length < modules.length ? undefined : members;
}

/** go selects for all of them together: of each module the highest version that somebody asks for whose go.mod is read. */
async function selectedOf(
  goWork: GoWorkRead,
  members: readonly Member[],
  mains: ReadonlyMap<string, MainModule>,
  facts: Facts,
): Promise<PackageSources> {
  const selection = new Selection(mains);
  const missing: string[] = [];
  for (const { dir } of members) {
    const graph = await facts.get(moduleGraph, dir);
    for (const root of graph.roots) selection.add(root);
    for (const node of graph.nodes.values()) {
      if (mains.has(node.path)) continue;
      const source = sourceOf(goWork.file, node);
      // What the graph of one module does not know: another go.mod in the place of that one.
      const isReplaced = source.kind === 'folder' || source.replaced;
      if (!isReplaced && node.state === 'missing') missing.push(nameOf(node));
      if (!isReplaced || node.state === 'pruned') node.requires.forEach((each) => selection.add(each));
      else if (!(await addReplacement(source, goWork.dir, selection, facts))) missing.push(nameOf(node));
    }
  }
  if (missing.length > 0) return { kind: 'missing', modules: [...new Set(missing)] };
  const replacing = [{ dir: goWork.dir, file: goWork.file }, ...members];
  const modules = Array.from(selection.versions, ([path, version]) => replacedBy(replacing, { path, version }));
  return { kind: 'modules', mains, modules: new Map(modules.map((module) => [module.path, module])) };
}

class Selection {
  readonly versions = new Map<string, string>();
  readonly #mains: ReadonlyMap<string, MainModule>;

  constructor(mains: ReadonlyMap<string, MainModule>) {
    this.#mains = mains;
  }

  add({ path, version }: ModuleVersion): void {
    const known = this.versions.get(path);
    if (!this.#mains.has(path) && (known === undefined || compareSemver(known, version) < 0))
      this.versions.set(path, version);
  }
}

/** @returns false where it cannot be told what it brings: it is not there, or its go.mod leaves out what its packages need */
async function addReplacement(
  source: ModuleSource,
  base: string,
  selection: Selection,
  facts: Facts,
): Promise<boolean> {
  const summary = await summaryOf(source, base, facts);
  if (summary.kind !== 'read' || !isPrunedAt(summary.go)) return false;
  for (const each of summary.requires) selection.add(each);
  return true;
}

function nameOf({ source }: { readonly source: ModuleSource }): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}

/** go.work comes first; of two modules that replace one differently go says so. */
function replacedBy(
  replacing: readonly { readonly dir: string; readonly file: Pick<GoModFile, 'replace'> }[],
  module: ModuleVersion,
): SourceModule {
  for (const { dir, file } of replacing) {
    const source = sourceOf(file, module);
    if (source.kind === 'folder' || source.replaced) return { ...module, source, base: dir };
  }
  return { ...module, source: { kind: 'version', ...module, replaced: false }, base: '' };
}
