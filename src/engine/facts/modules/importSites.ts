import { joinPath } from '../../../base/paths';
import type { FolderImports } from '../packages/folderImports';

/** A package of the module that imports another: once for each use. */
export interface ImportSite {
  /** absolute: the first of its files that does */
  readonly file: string;
  /** import path of the package that the file belongs to */
  readonly importer: string;
  /** the widest build of this machine that takes the file; `elsewhere`: only other tags or ports, as go mod tidy sees it */
  readonly use: 'build' | 'test' | 'elsewhere';
}

const uses: readonly ImportSite['use'][] = ['build', 'test', 'elsewhere'];

/** Sites by what they import: of a folder, in the order of its files; or of several folders, one after the other. */
export type SitesByPath = ReadonlyMap<string, readonly ImportSite[]>;

/** @param dir absolute, of the folder @param useOf what becomes of the use that the file has by itself @param accepts which imports */
export function sitesOfFolder(
  { files }: FolderImports,
  dir: string,
  importer: string,
  {
    useOf = (own) => own,
    accepts = () => true,
  }: { readonly useOf?: (own: ImportSite['use']) => ImportSite['use'] } & Partial<ImportFilter> = {},
): SitesByPath {
  const byPath = new Map<string, ImportSite[]>();
  for (const { name, use, imports } of files) {
    const site: ImportSite = { file: joinPath(dir, name), importer, use: useOf(use) };
    for (let at = 0; at < imports.length; at++) {
      const imported = imports[at] as string;
      const sites = byPath.get(imported);
      if (sites === undefined) {
        if (accepts(imported) && !isForAppEngine(imported)) byPath.set(imported, [site]);
      } else if (!sites.some((known) => known.use === site.use)) sites.push(site);
    }
  }
  return byPath;
}

/** Paths that `go mod tidy` passes over: they exist only there. */
export function isForAppEngine(path: string): boolean {
  return path.startsWith('appengine') && /^appengine(?:_internal)?(?:$|\/)/.test(path);
}

/** Which imports somebody asks for. It never changes what it says: what is gathered for it is remembered with it. */
export interface ImportFilter {
  readonly accepts: (path: string) => boolean;
}

/** What several folders import, so that what comes next has to go through fewer maps. */
export function together(members: readonly SitesByPath[]): SitesByPath {
  const sites = new Map<string, readonly ImportSite[]>();
  for (const member of members) for (const [path, own] of member) sites.set(path, sites.get(path)?.concat(own) ?? own);
  return sites;
}

/**
 * Who imports what, by import path; sites that this machine builds first, among them as the tree has them, by folder and
 * name. There are thousands of sites, and most runs ask for none: they are gathered when somebody does, and a list is made
 * when it is asked for.
 */
export class ImportSites {
  readonly #paths: Set<string>;
  readonly #gather: (only?: ImportFilter) => Iterable<SitesByPath>;
  readonly #outOfOrder: SitesByPath[] = [];
  #parts: ReadonlyMap<string, readonly (readonly ImportSite[])[]> | undefined;
  readonly #lists = new Map<string, readonly ImportSite[]>();

  /** @param gather the sites of all of `paths`, in the order of the tree */
  constructor(paths: Set<string>, gather: (only?: ImportFilter) => Iterable<SitesByPath>) {
    this.#paths = paths;
    this.#gather = gather;
  }

  /** Only while it is being made. */
  addOutOfOrder(part: SitesByPath): void {
    this.#outOfOrder.push(part);
    for (const path of part.keys()) this.#paths.add(path);
    this.#parts = undefined;
    this.#lists.clear();
  }

  /** Some of them, the paths as the tree has them. Of what does not change with an edit they are gathered once. */
  among(filter: ImportFilter): ImportSites {
    const parts = [...this.#gather(filter)];
    const some = new ImportSites(new Set(parts.flatMap((part) => [...part.keys()])), () => parts);
    for (const part of this.#outOfOrder)
      some.addOutOfOrder(new Map([...part].filter(([path]) => filter.accepts(path))));
    return some;
  }

  paths(): Iterable<string> {
    return this.#paths;
  }

  of(path: string): readonly ImportSite[] {
    let list = this.#lists.get(path);
    if (list === undefined) {
      list = uses.flatMap((use) => this.#withUse(path, use));
      this.#lists.set(path, list);
    }
    return list;
  }

  /** The first site of each use, the strongest use first: who else does the same is of no importance to what the package needs. */
  firstOfEachUse(path: string): readonly ImportSite[] {
    const first: { [use in ImportSite['use']]?: ImportSite } = {};
    const parts = this.#outOfOrder.length > 0 ? [this.of(path)] : this.#partsOf(path);
    for (const part of parts) for (const site of part) first[site.use] ??= site;
    return uses.flatMap((use) => first[use] ?? []);
  }

  /** The first site that is accepted. */
  find(path: string, accept: (site: ImportSite) => boolean): ImportSite | undefined {
    if (this.#outOfOrder.length > 0) return this.of(path).find(accept);
    const first: { test?: ImportSite; elsewhere?: ImportSite } = {};
    for (const part of this.#partsOf(path))
      for (const site of part) {
        const { use } = site;
        if ((use !== 'build' && first[use]) || !accept(site)) continue;
        if (use === 'build') return site;
        first[use] = site;
      }
    return first.test ?? first.elsewhere;
  }

  #withUse(path: string, use: ImportSite['use']): readonly ImportSite[] {
    const sites = this.#partsOf(path).flatMap((part) => part.filter((site) => site.use === use));
    return this.#outOfOrder.length > 0 ? sites.toSorted(bySite) : sites;
  }

  #partsOf(path: string): readonly (readonly ImportSite[])[] {
    this.#parts ??= byPath([...this.#gather(), ...this.#outOfOrder]);
    return this.#parts.get(path) ?? [];
  }
}

function byPath(parts: readonly SitesByPath[]): ReadonlyMap<string, readonly (readonly ImportSite[])[]> {
  const found = new Map<string, (readonly ImportSite[])[]>();
  for (const part of parts)
    for (const [path, sites] of part) {
      const known = found.get(path);
      if (known) known.push(sites);
      else found.set(path, [sites]);
    }
  return found;
}

function bySite(a: ImportSite, b: ImportSite): number {
  return compareText(a.importer, b.importer) || compareText(a.file, b.file);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
