import { unknownArity, type Arity } from '../parse/goSource/arity';
import type { NameTable } from '../parse/goSource/nameTable';
import type { Condition } from './conditionRows';
import type { Namespace } from './namespaces';
import type { SourceFile } from './packageFiles';

/**
 * The conditions of the files that declare a name, in their order. Names that the same kinds of files declare share one, so a
 * package of ten thousand names has a few dozen: what is true of one of these names is true of all.
 */
export interface Sites {
  /** its place in the list of all */
  readonly index: number;
  /** one for each kind of file, in the order in which they came first */
  readonly members: readonly Site[];
  /** how many files there are, and how many of them are no tests */
  readonly files: number;
  readonly sources: number;
  /** a condition comes twice in it */
  readonly repeats: boolean;
  readonly next: Map<number, Sites>;
}

export interface Site {
  readonly condition: Condition | undefined;
  readonly isTest: boolean;
}

/** What the files of a package declare, by the numbers of the names. One goes from package to package. */
export class DeclaredNames {
  readonly table: NameTable;
  #files: readonly SourceFile[] = [];
  /** in the order of their first declarations */
  #numbers: number[] = [];
  #all: Sites[] = [];
  /** by the number of a name: 1 + the index of its sites, and 1 + the place of the file that declared it last; or 0 */
  #sites = new Int32Array(1 << 12);
  #lastFile = new Int32Array(1 << 12);
  /** how many arguments its first declaration takes */
  #arities = new Int32Array(1 << 12);
  readonly #drifting = new Set<number>();

  constructor(table: NameTable) {
    this.table = table;
  }

  get numbers(): readonly number[] {
    return this.#numbers;
  }

  /** Functions whose declarations do not take the same number of arguments. */
  get drifting(): ReadonlySet<number> {
    return this.#drifting;
  }

  sitesOf(id: number): Sites | undefined {
    return this.#all[(this.#sites[id] ?? 0) - 1];
  }

  /** A name that one file declares twice is the compiler's business and stands once. */
  read({ files }: Namespace): void {
    this.#clear(files);
    const nowhere: Sites = { index: 0, members: [], files: 0, sources: 0, repeats: false, next: new Map() };
    files.forEach((file, place) => {
      const first = this.#and(nowhere, file);
      for (let at = 0; at < file.declared.length; at++) {
        const id = file.declared[at] ?? 0;
        if (this.#lastFile[id] === place + 1) continue;
        this.#lastFile[id] = place + 1;
        const known = this.sitesOf(id);
        this.#compare(id, file.arities[at] ?? unknownArity);
        if (known === undefined) this.#numbers.push(id);
        this.#sites[id] = 1 + (known === undefined ? first : this.#and(known, file)).index;
      }
    });
  }

  /** The files that declare each of these names. */
  filesOf(ids: ReadonlySet<number>): ReadonlyMap<number, readonly SourceFile[]> {
    const found = new Map<number, SourceFile[]>([...ids].map((id) => [id, []]));
    if (ids.size > 0)
      for (const file of this.#files)
        for (const id of file.declared) {
          const own = found.get(id);
          if (own && own.at(-1) !== file) own.push(file);
        }
    return found;
  }

  #compare(id: number, arity: Arity): void {
    if (arity === unknownArity) return;
    const first = this.#arities[id] ?? unknownArity;
    if (first === unknownArity) this.#arities[id] = arity;
    else if (first !== arity) this.#drifting.add(id);
  }

  #clear(files: readonly SourceFile[]): void {
    this.#drifting.clear();
    for (const id of this.#numbers) {
      this.#arities[id] = unknownArity;
      this.#sites[id] = 0;
      this.#lastFile[id] = 0;
    }
    this.#files = files;
    this.#numbers = [];
    this.#all = [];
    if (this.table.size <= this.#sites.length) return;
    this.#sites = new Int32Array(this.table.size * 2);
    this.#lastFile = new Int32Array(this.table.size * 2);
    this.#arities = new Int32Array(this.table.size * 2);
  }

  #and({ members, files, sources, repeats, next }: Sites, { condition, isTest }: SourceFile): Sites {
    const key = (condition?.id ?? -1) * 2 + Number(isTest);
    let sites = next.get(key);
    if (sites === undefined) {
      const isKnown = members.some((site) => site.condition === condition && site.isTest === isTest);
      sites = {
        index: this.#all.length,
        members: isKnown ? members : [...members, { condition, isTest }],
        files: files + 1,
        sources: sources + Number(!isTest),
        repeats: repeats || members.some((site) => site.condition === condition),
        next: new Map(),
      };
      this.#all.push(sites);
      next.set(key, sites);
    }
    return sites;
  }
}
