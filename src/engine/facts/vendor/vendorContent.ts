import { joinPath } from '../../../base/paths';
import type { ComparedFile, FolderComparison } from '../../model/contents';
import type { Tree } from '../../model/tree';
import { compareGoVersions } from '../../parse/goVersion';
import { isPathPrefix } from '../../parse/importPath';
import type { ModulesTxt, VendoredPackage } from '../../parse/modulesTxt';
import { cachedZipHash, moduleKey } from '../cache/moduleCache';
import type { Fact, Facts } from '../factStore';
import { isCopied } from './copiedNames';
import { testEmbeds } from './embeddedFiles';
import { hasGoFiles } from '../packages/hasGoFiles';
import { vendorFolders, type VendorFolder } from './vendorFolders';
import { copyPlan, sourceName, type CopyPlan, type CopySource, type SourcedModule } from './vendorPlan';

/** A file of a vendor folder that is not what `go mod vendor` copies. */
export interface ContentDifference {
  /** `kept`: the module has the same file, but go does not copy it; `extra`: the module has no such file */
  readonly kind: 'modified' | 'line-ends' | 'missing' | 'extra' | 'kept';
  /** relative to the vendor folder */
  readonly file: string;
  /** undefined for a file that belongs to no module */
  readonly module: SourcedModule | undefined;
  /** the package on whose behalf it is copied */
  readonly package?: VendoredPackage;
  /** of `missing`: whether a package embeds it */
  readonly embedded?: boolean;
  /** of `modified`: the zero-based line of the first difference */
  readonly line?: number;
  /** the file of the module: absolute */
  readonly source?: string;
}

export interface VendorContent {
  readonly differences: readonly ContentDifference[];
  /** modules whose files are not to be had, as `path@version` or folder */
  readonly unavailable: readonly string[];
  /** modules whose extracted files are not those that were downloaded: no measure for anything */
  readonly altered: readonly string[];
  /** files and folders that could not be read, relative to the vendor folder */
  readonly unreadable: readonly string[];
}

/** What the files of a vendor folder are against the modules that they were copied from. Key: the vendor folder. */
export const vendorContent: Fact<VendorContent | undefined> = {
  name: 'vendorContent',
  compute: async (path, facts) => {
    const folder = (await facts.get(vendorFolders)).find((one) => one.path === path);
    if (folder?.modulesTxt === undefined) return undefined;
    const tree = await facts.tree(path);
    const plan = await copyPlan(folder, folder.modulesTxt, tree, facts);
    const walk = new ContentWalk(folder, folder.modulesTxt, plan, tree, facts);
    await walk.visit('');
    const altered = await alteredModules(walk.differences, facts);
    const absent = await absentPackages(folder, walk.differences, facts);
    const differences = walk.differences.filter(
      ({ kind, module, package: vendored }) =>
        !(module && altered.has(module)) && !(kind === 'missing' && absent.has(vendored?.path)),
    );
    return {
      differences: differences.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
      unavailable: plan.modules.filter((module) => module.folder === undefined).map(sourceName),
      altered: [...altered].map(sourceName),
      unreadable: walk.unreadable.toSorted(),
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

class ContentWalk {
  readonly differences: ContentDifference[] = [];
  readonly unreadable: string[] = [];
  readonly #folder: VendorFolder;
  readonly #plan: CopyPlan;
  readonly #tree: Tree;
  readonly #facts: Facts;
  readonly #modules: readonly SourcedModule[];
  /** folders above planned ones */
  readonly #above = new Set<string>();

  constructor(folder: VendorFolder, file: ModulesTxt, plan: CopyPlan, tree: Tree, facts: Facts) {
    this.#folder = folder;
    this.#plan = plan;
    this.#tree = tree;
    this.#facts = facts;
    // Longest first: of two modules the inner one owns a folder.
    this.#modules = plan.modules.toSorted((a, b) => b.line.path.length - a.line.path.length);
    const packages = file.modules.flatMap((module) => module.packages.map(({ path }) => path));
    for (const path of [...plan.folders.keys(), ...packages]) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
        this.#above.add(path.slice(0, at));
    }
  }

  async visit(path: string): Promise<void> {
    const owner = this.#ownerOf(path);
    if (owner && owner.folder === undefined && !this.#plan.folders.has(path) && !this.#above.has(path)) return;
    const sources = this.#plan.folders.get(path) ?? this.#counterpart(path, owner);
    const [first] = sources;
    // A folder that nothing is copied from is compared with one that does not exist.
    const comparisons = first === undefined ? [await this.#compare(path, undefined)] : [];
    for (const source of sources) comparisons.push(await this.#compare(path, source));
    if (!(owner && owner.folder === undefined)) await this.#judge(path, sources, comparisons, owner);
    const folders = comparisons[0]?.folders ?? [];
    await Promise.all([
      ...folders.map((name) => this.visit(childOf(path, name))),
      ...this.#missingFolders(path, folders).map((missing) => this.visit(missing)),
    ]);
  }

  /** Planned folders right below one that do not exist: all their files are missing. */
  #missingFolders(path: string, present: readonly string[]): readonly string[] {
    const planned = this.#childrenOf(path);
    return planned.filter((name) => !present.includes(name)).map((name) => childOf(path, name));
  }

  #children: ReadonlyMap<string, readonly string[]> | undefined;

  #childrenOf(path: string): readonly string[] {
    if (this.#children === undefined) {
      const children = new Map<string, Set<string>>();
      for (const folder of [...this.#plan.folders.keys(), ...this.#above]) {
        const at = folder.lastIndexOf('/');
        const parent = at < 0 ? '' : folder.slice(0, at);
        children.set(parent, (children.get(parent) ?? new Set()).add(folder.slice(at + 1)));
      }
      this.#children = new Map([...children].map(([parent, names]) => [parent, [...names]]));
    }
    return this.#children.get(path) ?? [];
  }

  /** For a folder that nothing is copied to: the folder of the module that would be there, to tell its files from strange ones. */
  #counterpart(path: string, owner: SourcedModule | undefined): readonly CopySource[] {
    const [one] = owner?.line.packages ?? [];
    if (owner?.folder === undefined || one === undefined) return [];
    const folder = `${owner.folder}${path.slice(owner.line.path.length)}`;
    return [{ module: owner, folder, role: 'embedded', package: one, names: new Set() }];
  }

  #ownerOf(path: string): SourcedModule | undefined {
    return this.#modules.find(({ line }) => isPathPrefix(line.path, path));
  }

  async #compare(path: string, source: CopySource | undefined): Promise<FolderComparison> {
    const folder = joinPath(this.#folder.path, path);
    const nowhere = `${this.#folder.modulesTxtPath}/none`;
    const comparison = await this.#facts.compareFolders(folder, source?.folder ?? nowhere);
    if (comparison.failure) this.unreadable.push(path);
    return comparison;
  }

  async #judge(
    path: string,
    sources: readonly CopySource[],
    comparisons: readonly FolderComparison[],
    owner: SourcedModule | undefined,
  ): Promise<void> {
    const files = new Map<string, Candidate[]>();
    for (const [at, { files: compared }] of comparisons.entries()) {
      for (const file of compared) {
        const candidates = files.get(file.name) ?? [];
        candidates.push({ source: sources[at], file });
        files.set(file.name, candidates);
      }
    }
    for (const [name, candidates] of files) {
      if (path === '' && name === 'modules.txt') continue;
      await this.#judgeFile(path, name, candidates, owner);
    }
  }

  async #judgeFile(
    path: string,
    name: string,
    candidates: readonly Candidate[],
    owner: SourcedModule | undefined,
  ): Promise<void> {
    const file = childOf(path, name);
    if (candidates.some((candidate) => candidate.file.state === 'unreadable')) {
      this.unreadable.push(file);
      return;
    }
    const expected: Candidate[] = [];
    for (const candidate of candidates) if (await this.#isCopied(path, candidate)) expected.push(candidate);
    if (expected.length === 0) expected.push(...(await this.#embeddedByTests(file, candidates)));
    if (expected.some((candidate) => candidate.file.state === 'same')) return;
    // Of several sources the last one wins: go copies in their order.
    const chosen = expected.at(-1);
    if (chosen?.source === undefined) {
      const [other] = candidates;
      if (other === undefined || candidates.every((candidate) => candidate.file.state === 'second-only')) return;
      const same = candidates.find((candidate) => candidate.file.state === 'same');
      this.differences.push({ kind: same ? 'kept' : 'extra', file, module: same?.source?.module ?? owner });
      return;
    }
    const { module, package: vendored, role, folder } = chosen.source;
    const { state, line } = chosen.file;
    this.differences.push({
      kind: state === 'second-only' ? 'missing' : state === 'line-ends' ? 'line-ends' : 'modified',
      file,
      module,
      package: vendored,
      embedded: role === 'embedded',
      ...(line !== undefined && { line }),
      source: `${folder}/${name}`,
    });
  }

  /**
   * Until go 1.22 what tests embed was copied too. Asked only about files that nothing else explains: to read the tests of
   * all packages would take as long as all the rest, and nobody misses these files.
   */
  async #embeddedByTests(file: string, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    if (compareGoVersions(this.#folder.goVersion, '1.22') >= 0) return [];
    const present = candidates.filter(({ file: { state } }) => state !== 'first-only' && state !== 'second-only');
    if (present.length === 0) return [];
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      const path = file.slice(0, at);
      for (const { role, folder } of this.#plan.folders.get(path) ?? []) {
        if (role !== 'package') continue;
        const embedded = await this.#facts.get(testEmbeds, folder);
        if (embedded.has(file.slice(at + 1))) return present;
      }
    }
    return [];
  }

  async #isCopied(path: string, { source, file }: Candidate): Promise<boolean> {
    if (source === undefined || file.state === 'first-only') return false;
    const known = file.state === 'same' ? this.#tree.directories.get(path) : undefined;
    return isCopied(file.name, source, this.#folder.goVersion, known, this.#facts);
  }
}

interface Candidate {
  readonly source: CopySource | undefined;
  readonly file: ComparedFile;
}

function childOf(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** Packages with missing files that have no Go file left: the whole package is missing, which is another finding. */
async function absentPackages(
  folder: VendorFolder,
  differences: readonly ContentDifference[],
  facts: Facts,
): Promise<ReadonlySet<string | undefined>> {
  const absent = new Set<string>();
  const paths = new Set(differences.flatMap(({ kind, package: one }) => (kind === 'missing' && one ? [one.path] : [])));
  for (const path of paths) if (!(await facts.get(hasGoFiles, joinPath(folder.path, path)))) absent.add(path);
  return absent;
}

/** Modules with differences whose extracted files do not have the hash of the download: there the cache is what was changed. */
async function alteredModules(
  differences: readonly ContentDifference[],
  facts: Facts,
): Promise<ReadonlySet<SourcedModule>> {
  const modules = new Set(differences.flatMap(({ module, kind }) => (module && kind !== 'kept' ? [module] : [])));
  const altered = new Set<SourcedModule>();
  for (const module of modules) {
    const { source, folder } = module;
    if (source.kind === 'folder' || folder === undefined) continue;
    const key = moduleKey(source.path, source.version);
    const downloaded = await facts.get(cachedZipHash, key);
    const extracted = await facts.hashFolder(folder, key);
    if (downloaded.kind !== 'hash' || extracted.kind !== 'hash' || extracted.hash !== downloaded.hash)
      altered.add(module);
  }
  return altered;
}
