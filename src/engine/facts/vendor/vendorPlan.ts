import { dirname, joinPath } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import { isPathPrefix } from '../../parse/importPath';
import type { ModulesTxt, VendoredModule, VendoredPackage } from '../../parse/modulesTxt';
import type { Tree } from '../../model/tree';
import { moduleKey } from '../cache/moduleCache';
import type { Facts } from '../factStore';
import { folderOfModule } from '../packages/moduleFolder';
import type { ModuleSource } from '../sums/requiredModules';
import { embeddedFiles, patternsOf } from './embeddedFiles';
import type { VendorFolder } from './vendorFolders';

/** Where `go mod vendor` takes the files of a folder from, and which of them (`modcmd/vendor.go`). */
export interface CopySource {
  readonly module: SourcedModule;
  /** absolute */
  readonly folder: string;
  /**
   * `package`: what a build may need of the files that lie in it; `metadata`: licences and the like of the folders above a
   * package; `embedded`: the files that a package embeds
   */
  readonly role: 'package' | 'metadata' | 'embedded';
  /** the package on whose behalf it is copied */
  readonly package: VendoredPackage;
  /** of `embedded`: base names */
  readonly names?: ReadonlySet<string>;
}

/** A module that provides vendored packages. */
export interface SourcedModule {
  readonly line: VendoredModule;
  readonly source: ModuleSource;
  /** folder of its files; undefined where they are not to be had */
  readonly folder: string | undefined;
}

export interface CopyPlan {
  readonly modules: readonly SourcedModule[];
  /** by folder, relative to the vendor folder */
  readonly folders: ReadonlyMap<string, readonly CopySource[]>;
}

export async function copyPlan(folder: VendorFolder, file: ModulesTxt, tree: Tree, facts: Facts): Promise<CopyPlan> {
  const providers = file.modules.filter(({ packages }) => packages.length > 0);
  const modules = await Promise.all(providers.map(async (line) => sourced(line, folder.owner, facts)));
  const folders = new Map<string, CopySource[]>();
  for (const module of modules) addModule(folders, module);
  const embedding = [...folders].flatMap(([path, sources]) =>
    sources.filter(({ role }) => role === 'package').map((source) => ({ path, source })),
  );
  const from = { vendor: folder.path, tree };
  await Promise.all(embedding.map(({ path, source }) => addEmbedded(folders, path, source, from, facts)));
  return { modules, folders };
}

async function sourced(line: VendoredModule, owner: string, facts: Facts): Promise<SourcedModule> {
  const { path, version } = line.replacement ?? line;
  const source: ModuleSource =
    line.replacement && version === ''
      ? { kind: 'folder', path }
      : { kind: 'version', path, version, replaced: line.replacement !== undefined };
  return { line, source, folder: await folderOfModule(source, owner, facts) };
}

/** Of a module as people name it: `rsc.io/quote v1.5.2`, or the folder that replaces it. */
export function sourceName({ source }: SourcedModule): string {
  return source.kind === 'folder' ? source.path : moduleKey(source.path, source.version);
}

function addModule(folders: Map<string, CopySource[]>, module: SourcedModule): void {
  const root = module.folder;
  const { path: modulePath, packages } = module.line;
  if (root === undefined) return;
  const own = new Set(packages.map(({ path }) => path));
  const seen = new Set<string>();
  const add = (path: string, role: CopySource['role'], one: VendoredPackage): void => {
    const below = path.slice(modulePath.length);
    put(folders, path, { module, folder: `${root}${below}`, role, package: one });
  };
  for (const one of packages) {
    if (!isPathPrefix(modulePath, one.path)) continue;
    add(one.path, 'package', one);
    for (let path = one.path; path !== modulePath;) {
      path = dirname(path);
      if (own.has(path) || seen.has(path)) continue;
      seen.add(path);
      add(path, 'metadata', one);
    }
  }
}

function put(folders: Map<string, CopySource[]>, path: string, source: CopySource): void {
  const known = folders.get(path);
  if (known) known.push(source);
  else folders.set(path, [source]);
}

/** What the Go files of a package embed, from folders below it above all. */
async function addEmbedded(
  folders: Map<string, CopySource[]>,
  path: string,
  source: CopySource,
  { vendor, tree }: { readonly vendor: string; readonly tree: Tree },
  facts: Facts,
): Promise<void> {
  const known = tree.directories.get(path)?.goFiles.filter(({ imports }) => imports.includes('embed')) ?? [];
  const { files } = await facts.compareFolders(joinPath(vendor, path), source.folder);
  // The module's own files count: what the vendored ones say is known of those that are the same.
  const embedding = files.filter(
    ({ name, state }) =>
      name.endsWith('.go') &&
      !isTestFileName(name) &&
      state !== 'first-only' &&
      (state !== 'same' || known.some((file) => file.name === name)),
  );
  const patterns = (
    await Promise.all(embedding.map(({ name }) => patternsOf(`${source.folder}/${name}`, facts)))
  ).flat();
  if (patterns.length === 0) return;
  const byFolder = new Map<string, Set<string>>();
  for (const file of (await embeddedFiles(source.folder, patterns, facts)) ?? []) {
    const at = file.lastIndexOf('/');
    const folder = at < 0 ? '' : `/${file.slice(0, at)}`;
    byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(file.slice(at + 1)));
  }
  for (const [below, names] of byFolder)
    put(folders, `${path}${below}`, { ...source, folder: `${source.folder}${below}`, role: 'embedded', names });
}
