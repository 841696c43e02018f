import type { ConstraintLines, GoFile } from '../model/tree';

export const noConstraints: ConstraintLines = { goBuild: [], plusBuild: [], suspicious: false };
const noImports: readonly string[] = [];

/** What the header of a Go file says, by numbers of a `HeaderTable`. */
export interface HeaderNumbers {
  readonly packageName: number;
  readonly imports: number;
  readonly cgo: boolean;
  readonly constraints: number;
}

/** The end of a table, which another thread has not seen: names, lists of imports as they stand in it, constraint lines. */
export interface TableGrowth {
  readonly names: readonly string[];
  readonly lists: Int32Array;
  readonly constraints: readonly ConstraintLines[];
}

/** How large a table is. */
export interface TableSize {
  readonly names: number;
  readonly lists: number;
  readonly constraints: number;
}

export const emptyTable: TableSize = { names: 0, lists: 1, constraints: 1 };

/**
 * What the numbers stand for that headers of one tree are kept as: thousands of objects and arrays take several times the
 * memory. It only grows, so that a number means the same for ever.
 */
export class HeaderTable {
  /** of packages, and import paths */
  readonly names: string[] = [];
  /** the first is that of most files */
  readonly constraints: ConstraintLines[] = [noConstraints];
  /** lists of imports: how many, then numbers of names. A list is known by where it begins; the empty one begins at 0. */
  #lists = new Int32Array(256);
  #listsEnd = emptyTable.lists;

  get size(): TableSize {
    return { names: this.names.length, lists: this.#listsEnd, constraints: this.constraints.length };
  }

  /** @returns the number of the list; the caller sees to it that none is added twice */
  addList(names: readonly number[]): number {
    const start = this.#listsEnd;
    this.#reserve(names.length + 1);
    this.#lists[start] = names.length;
    this.#lists.set(names, start + 1);
    return start;
  }

  isList(list: number, names: readonly number[]): boolean {
    const lists = this.#lists;
    if (lists[list] !== names.length) return false;
    for (let at = 0; at < names.length; at++) if (lists[list + 1 + at] !== names[at]) return false;
    return true;
  }

  /** The lists from a number on, the numbers of their names in arrays of their own. */
  *listsFrom(start: number): Iterable<readonly [list: number, names: readonly number[]]> {
    for (let list = start, end; list < this.#listsEnd; list = end) {
      end = list + 1 + (this.#lists[list] as number);
      yield [list, Array.from(this.#lists.subarray(list + 1, end))];
    }
  }

  /** The names of a list, in a new array. */
  importsOf(list: number): readonly string[] {
    if (list === 0) return noImports;
    const { names } = this;
    const lists = this.#lists;
    const count = lists[list] as number;
    // An array that grows by one keeps room for sixteen more.
    const imports = new Array<string>(count);
    for (let at = 0; at < count; at++) imports[at] = names[lists[list + 1 + at] as number] as string;
    return imports;
  }

  goFile(name: string, header: HeaderNumbers): GoFile {
    return {
      name,
      packageName: this.names[header.packageName] as string,
      imports: this.importsOf(header.imports),
      cgo: header.cgo,
      constraints: this.constraints[header.constraints] as ConstraintLines,
    };
  }

  growthSince({ names, lists, constraints }: TableSize): TableGrowth {
    return {
      names: this.names.slice(names),
      lists: this.#lists.slice(lists, this.#listsEnd),
      constraints: this.constraints.slice(constraints),
    };
  }

  #reserve(count: number): void {
    const end = this.#listsEnd + count;
    if (end > this.#lists.length) {
      const lists = new Int32Array(Math.max(end, this.#listsEnd + (this.#listsEnd >> 2)));
      lists.set(this.#lists);
      this.#lists = lists;
    }
    this.#listsEnd = end;
  }
}
