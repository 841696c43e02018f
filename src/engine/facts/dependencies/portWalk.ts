import { allKnown } from '../../../base/awaitable';
import {
  haveCommonRow,
  intersect,
  isEmpty,
  isSubset,
  complement,
  noRows,
  unite,
  type RowSet,
} from '../../constraints/rows';
import type { Facts } from '../factStore';
import { FileRows, type AskedBuilds } from './fileRows';
import { findPackage, mayBeForeign, type ImportedPackage } from './importedPackage';
import type { KnownSources } from './packageSources';

/** A package that a module imports, itself or through others, and the builds that it stops. */
export interface PackagePorts {
  readonly importPath: string;
  /** absolute; '' of what is not at hand */
  readonly folder: string;
  /** modules that are not at hand, one of which may have it: nothing else is known of it then */
  readonly notAtHand: readonly string[];
  /** none of its own files is in these builds */
  readonly missing: RowSet;
  readonly imports: readonly ImportedPorts[];
  /** builds that stop at it, or at a package that its files certainly import there */
  readonly stops: RowSet;
  /** builds of which that is not known */
  readonly unknown: RowSet;
}

export interface ImportedPorts {
  readonly imported: PackagePorts;
  /** name of the first file that imports it */
  readonly file: string;
  /** builds that certainly have such a file */
  readonly rows: RowSet;
}

interface Node extends PackagePorts {
  folder: string;
  notAtHand: readonly string[];
  missing: RowSet;
  imports: { readonly imported: Node; readonly file: string; rows: RowSet }[];
  stops: RowSet;
  unknown: RowSet;
  readonly importers: { readonly importer: Node; readonly at: number }[];
}

function newNode(importPath: string): Node {
  return {
    importPath,
    folder: '',
    notAtHand: [],
    missing: noRows,
    imports: [],
    stops: noRows,
    unknown: noRows,
    importers: [],
  };
}

/**
 * Follows imports through the headers of other modules: first to all packages, then back from those without a file for some
 * build to all that need them there.
 */
export class PortWalk {
  /** undefined: none of other modules */
  readonly #nodes = new Map<string, Node | undefined>();
  readonly #sources: KnownSources;
  readonly #own: string;
  readonly #asked: RowSet;
  readonly #rows: FileRows;
  readonly #facts: Facts;

  /** @param own path of the main module */
  constructor(sources: KnownSources, own: string, builds: AskedBuilds, facts: Facts) {
    this.#sources = sources;
    this.#own = own;
    this.#asked = builds.rows;
    this.#rows = new FileRows(builds);
    this.#facts = facts;
  }

  /** @returns those of the paths that stop some build, or that may */
  async from(importPaths: readonly string[]): Promise<ReadonlyMap<string, PackagePorts>> {
    let level = importPaths.flatMap((path) => this.#node(path) ?? []);
    while (level.length > 0) {
      const found = await allKnown(
        level.map((node) => findPackage(node.importPath, this.#sources, this.#own, this.#facts)),
      );
      level = level.flatMap((node, at) => this.#fill(node, found[at] as ImportedPackage));
    }
    this.#goBack();
    return new Map(
      importPaths.flatMap((path) => {
        const node = this.#nodes.get(path);
        return node && !(isEmpty(node.stops) && isEmpty(node.unknown)) ? [[path, node] as const] : [];
      }),
    );
  }

  #node(importPath: string): Node | undefined {
    const node = mayBeForeign(importPath, this.#sources, this.#own) ? newNode(importPath) : undefined;
    this.#nodes.set(importPath, node);
    return node;
  }

  /** @returns packages that nobody has imported before */
  #fill(node: Node, found: ImportedPackage): readonly Node[] {
    if (found.kind === 'other') return [];
    if (found.kind === 'missing') {
      node.notAtHand = found.modules;
      node.unknown = this.#asked;
      return [];
    }
    const { folder, headers, isHere } = found;
    node.folder = folder;
    let built = headers.unread.length > 0 ? this.#asked : noRows;
    const fresh: Node[] = [];
    for (const file of headers.files) {
      const { certain, possible } = this.#rows.of(file);
      built = unite(built, possible);
      // What lies here is verified itself: what its files import is told there.
      if (isHere || isEmpty(certain)) continue;
      for (const path of file.imports) this.#addImport(node, path, file.name, certain, fresh);
    }
    node.missing = node.stops = intersect(this.#asked, complement(built));
    return fresh;
  }

  #addImport(importer: Node, path: string, file: string, rows: RowSet, fresh: Node[]): void {
    let imported = this.#nodes.get(path);
    if (imported === undefined) {
      if (this.#nodes.has(path)) return;
      imported = this.#node(path);
      if (imported === undefined) return;
      fresh.push(imported);
    }
    const last = imported.importers.at(-1);
    if (last?.importer === importer) {
      const known = importer.imports[last.at];
      if (known) known.rows = unite(known.rows, rows);
      return;
    }
    imported.importers.push({ importer, at: importer.imports.length });
    importer.imports.push({ imported, file, rows });
  }

  #goBack(): void {
    const changed = [...this.#nodes.values()].filter(
      (node) => node !== undefined && !isEmpty(unite(node.stops, node.unknown)),
    );
    for (let node = changed.pop(); node !== undefined; node = changed.pop()) {
      for (const { importer, at } of node.importers) {
        const rows = importer.imports[at]?.rows ?? noRows;
        const stops = intersect(node.stops, rows);
        const unknown = intersect(node.unknown, rows);
        if (isSubset(stops, importer.stops) && isSubset(unknown, importer.unknown)) continue;
        importer.stops = unite(importer.stops, stops);
        importer.unknown = unite(importer.unknown, unknown);
        changed.push(importer);
      }
    }
  }
}

/**
 * The shortest way from a package to one that stops a build, or of which nothing is known.
 * @returns the imports in between, none where the package does itself
 */
export function wayTo(
  from: PackagePorts,
  row: RowSet,
  kind: 'stops' | 'unknown',
): { readonly last: PackagePorts; readonly imports: readonly ImportStep[] } | undefined {
  const ends = (at: PackagePorts): boolean =>
    kind === 'stops' ? haveCommonRow(at.missing, row) : at.notAtHand.length > 0;
  const seen = new Set([from]);
  let level: readonly { readonly last: PackagePorts; readonly imports: readonly ImportStep[] }[] = [
    { last: from, imports: [] },
  ];
  while (level.length > 0) {
    const end = level.find(({ last }) => ends(last));
    if (end) return end;
    level = level.flatMap(({ last, imports }) =>
      last.imports.flatMap((step) => {
        const { imported, rows } = step;
        if (!haveCommonRow(rows, row) || !haveCommonRow(imported[kind], row) || seen.has(imported)) return [];
        seen.add(imported);
        return [{ last: imported, imports: [...imports, { ...step, importer: last }] }];
      }),
    );
  }
  return undefined;
}

export interface ImportStep extends ImportedPorts {
  readonly importer: PackagePorts;
}
