import { joinPath, relativeWithin } from '../../../base/paths';
import type { BuildTarget } from '../../constraints/inclusion';
import type { Directory } from '../../model/tree';
import { isPathPrefix } from '../../parse/importPath';
import { directoriesOfModule } from '../buildTags/moduleTags';
import type { Fact, Facts } from '../factStore';
import { defaultBuild } from '../packages/defaultBuild';
import { folderImports, type FolderImports } from '../packages/folderImports';
import { goModOf } from './goModOf';
import { IgnoredFolders } from './ignoredFolders';
import { unseenInModule } from './unseenInModule';

/** A package of the module that imports another: once for each use. */
export interface ImportSite {
  /** absolute: the first of its files that does */
  readonly file: string;
  /** import path of the package that the file belongs to */
  readonly importer: string;
  /** the widest build of this machine that takes the file; `elsewhere`: only other tags or ports, as go mod tidy sees it */
  readonly use: 'build' | 'test' | 'elsewhere';
}

/** What `go mod tidy` would see of a module's own files (`knowledge/modules.md` 5.1). */
export interface ModuleImports {
  /** by import path; sites that this machine builds first */
  readonly imports: ReadonlyMap<string, readonly ImportSite[]>;
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
    const own = file?.module?.path.value ?? '';
    const ignored = new IgnoredFolders((file?.ignore ?? []).map(({ path }) => path.value));
    const walk = new Walk(dir, own, await facts.get(defaultBuild), facts);
    for (const folder of await facts.get(directoriesOfModule, dir)) {
      if (!ignored.has(walk.pathOf(folder))) walk.add(folder, walk.pathOf(folder));
    }
    await walk.followOwn();
    return { imports: walk.imports(), packages: walk.packages, unseen: await facts.get(unseenInModule, dir) };
  },
};

const order = { build: 0, test: 1, elsewhere: 2 };

/** How go gets to a package: `./...` matches it, or only an import leads there, whose tests nobody runs. */
type Reach = 'pattern' | ImportSite['use'];

/** The use of a file in a package that only an import leads to. */
function followed(reach: ImportSite['use'], own: ImportSite['use']): ImportSite['use'] {
  const use = own === 'test' ? 'elsewhere' : own;
  return order[reach] > order[use] ? reach : use;
}

interface FolderSites {
  readonly dir: string;
  readonly importer: string;
  /** one for each file of the folder's list */
  readonly sites: readonly ImportSite[];
}

/** The sites of a folder are the same objects as long as its files are: an edit need not make thousands of them anew. */
const knownSites = new WeakMap<FolderImports, FolderSites>();

/** @param dir absolute, of the folder */
function sitesOf(imports: FolderImports, dir: string, importer: string): readonly ImportSite[] {
  const known = knownSites.get(imports);
  if (known?.importer === importer && known.dir === dir) return known.sites;
  const sites = imports.files.map(({ name, use }): ImportSite => ({ file: joinPath(dir, name), importer, use }));
  knownSites.set(imports, { dir, importer, sites });
  return sites;
}

class Walk {
  readonly packages = new Set<string>();
  readonly #sites = new Map<string, ImportSite[]>();
  readonly #dir: string;
  /** what the paths of the module's folders in the tree begin with; the module's own lacks the slash */
  readonly #base: string;
  readonly #own: string;
  readonly #targets: readonly BuildTarget[];
  readonly #facts: Facts;
  /** folders were added out of order */
  #followedAny = false;
  /** own packages that were imported and looked for */
  readonly #followed = new Set<string>();

  constructor(dir: string, own: string, targets: readonly BuildTarget[], facts: Facts) {
    this.#dir = dir;
    const path = relativeWithin(facts.root, dir) ?? '';
    this.#base = path === '' ? '' : `${path}/`;
    this.#own = own;
    this.#targets = targets;
    this.#facts = facts;
  }

  /** The path of a folder of the tree inside the module. */
  pathOf(folder: Directory): string {
    return folder.path.slice(this.#base.length);
  }

  /** @param path of the folder inside the module */
  add(folder: Pick<Directory, 'goFiles'>, path: string, reach: Reach = 'pattern'): void {
    const importer = path === '' ? this.#own : `${this.#own}/${path}`;
    const imports = folderImports(folder.goFiles, this.#targets);
    if (imports.uses.size > 0) this.packages.add(importer);
    const sites = sitesOf(imports, joinPath(this.#dir, path), importer);
    imports.files.forEach((file, at) => {
      const site = sites[at];
      if (site) this.#addSite(reach === 'pattern' ? site : { ...site, use: followed(reach, site.use) }, file.imports);
    });
  }

  #addSite(site: ImportSite, imports: readonly string[]): void {
    for (const imported of imports) {
      const known = this.#sites.get(imported);
      if (known === undefined) {
        if (!isForAppEngine(imported)) this.#sites.set(imported, [site]);
      } else if (!endsWithSite(known, site)) known.push(site);
    }
  }

  /** Packages of the module that only an import leads to: in testdata, `_x`, `.x`, and in what go.mod ignores. */
  async followOwn(): Promise<void> {
    for (;;) {
      const next = [...this.#sites.keys()].filter((path) => this.#isUnseenOwn(path));
      if (next.length === 0) return;
      for (const importPath of next) {
        this.#followed.add(importPath);
        const path = importPath === this.#own ? '' : importPath.slice(this.#own.length + 1);
        const folder = await this.#read(path);
        if (!folder) continue;
        this.#followedAny = true;
        this.add(folder, path, this.#strongest(importPath));
      }
    }
  }

  #strongest(importPath: string): ImportSite['use'] {
    const uses = (this.#sites.get(importPath) ?? []).map(({ use }) => use);
    return uses.reduce((best, use) => (order[use] < order[best] ? use : best), 'elsewhere');
  }

  #isUnseenOwn(path: string): boolean {
    return isPathPrefix(this.#own, path) && !this.packages.has(path) && !this.#followed.has(path);
  }

  /** The Go files of a folder inside the module; undefined where there is none, or where another module begins above it. */
  async #read(path: string): Promise<Pick<Directory, 'goFiles'> | undefined> {
    const elements = path.split('/');
    for (let count = 1; count <= elements.length; count++) {
      const goMod = await this.#facts.stat(joinPath(this.#dir, ...elements.slice(0, count), 'go.mod'));
      if (path !== '' && goMod && goMod.kind !== 'directory') return undefined;
    }
    const dir = joinPath(this.#dir, path);
    if ((await this.#facts.stat(dir))?.kind !== 'directory') return undefined;
    return (await this.#facts.tree(dir)).directories.get('');
  }

  /** Sites that this machine builds first; among them as the tree has them, by folder and name. */
  imports(): ReadonlyMap<string, readonly ImportSite[]> {
    for (const [path, sites] of this.#sites) {
      if (this.#followedAny) sites.sort(bySite);
      else if (!isInOrder(sites)) this.#sites.set(path, inOrder(sites));
    }
    return this.#sites;
  }
}

/** Whether a package that is being added is among the sites already, for this use. */
function endsWithSite(sites: readonly ImportSite[], { importer, use }: ImportSite): boolean {
  for (let at = sites.length - 1; at >= 0; at--) {
    const site = sites[at];
    if (site?.importer !== importer) return false;
    if (site.use === use) return true;
  }
  return false;
}

const uses = ['build', 'test', 'elsewhere'] as const;

function bySite(a: ImportSite, b: ImportSite): number {
  return order[a.use] - order[b.use] || compareText(a.importer, b.importer) || compareText(a.file, b.file);
}

function isInOrder(sites: readonly ImportSite[]): boolean {
  let last = 0;
  for (const { use } of sites) {
    if (order[use] < last) return false;
    last = order[use];
  }
  return true;
}

/** Folders come in order: to compare thousands of paths after each edit costs more than all else here. */
function inOrder(sites: readonly ImportSite[]): ImportSite[] {
  return uses.flatMap((use) => sites.filter((site) => site.use === use));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Paths that `go mod tidy` passes over: they exist only there. */
function isForAppEngine(path: string): boolean {
  return /^appengine(?:_internal)?(?:$|\/)/.test(path);
}
