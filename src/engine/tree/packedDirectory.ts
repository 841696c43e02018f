import { getOrSet } from '../../base/getOrSet';
import type { ConstraintLines, Directory, GoFile, OtherFile } from '../model/tree';
import type { HeaderNumbers, HeaderTable } from '../parse/headerTable';
import type { Renumbering } from '../parse/renumbering';

/** How the files of a folder are kept: a text, and some numbers in an array that many folders share. */
export interface PackedFiles {
  /** of its Go files, then of the others, joined by `/`, which no name contains */
  readonly names: string;
  readonly goFileCount: number;
  readonly otherFileCount: number;
  /** from `start` on: of a Go file its package name, its imports, its constraints * 2 + cgo; of another its constraints */
  readonly rows: Int32Array;
  readonly start: number;
}

/** How many numbers a Go file has. */
const width = 3;

export function rowLength({ goFileCount, otherFileCount }: Omit<PackedFiles, 'names' | 'rows' | 'start'>): number {
  return goFileCount * width + otherFileCount;
}

export function pushGoRow(row: number[], { packageName, imports, cgo, constraints }: HeaderNumbers): void {
  row.push(packageName, imports, constraints * 2 + Number(cgo));
}

// Plain loops: in a cold start these go through all files of a large repository, interpreted.

/** In the place of the numbers of another table those of ours. */
export function renumber(files: PackedFiles, { names, lists, constraints }: Renumbering): void {
  const { rows, start, goFileCount } = files;
  const goEnd = start + goFileCount * width;
  for (let at = start; at < goEnd; at += width) {
    const flags = rows[at + 2] as number;
    rows[at] = names[rows[at] as number] as number;
    rows[at + 1] = lists.get(rows[at + 1] as number) as number;
    rows[at + 2] = (constraints[flags >> 1] as number) * 2 + (flags & 1);
  }
  const end = start + rowLength(files);
  for (let at = goEnd; at < end; at++) rows[at] = constraints[rows[at] as number] as number;
}

interface UnpackedFiles {
  readonly goFiles: readonly GoFile[];
  readonly otherFiles: readonly OtherFile[];
}

/** What was made of the packed folders of a tree for whoever asked. Whoever asks meanwhile gets the same. */
interface Unpacked {
  readonly files: Map<PackedDirectory, UnpackedFiles>;
  readonly lists: Map<number, readonly string[]>;
}

const known = new WeakMap<HeaderTable, Unpacked>();

/** Lets go of the objects that stand for a tree's files: who asks later gets new ones. For when nobody works. */
export function packFolders(table: HeaderTable): void {
  known.delete(table);
}

/**
 * A folder that takes a fifth of the memory that objects for its files take. They are made when somebody asks, so what is to
 * be remembered of a folder or a file is remembered by the folder.
 */
export class PackedDirectory implements Directory, PackedFiles {
  readonly path: string;
  readonly names: string;
  readonly goFileCount: number;
  readonly otherFileCount: number;
  readonly rows: Int32Array;
  readonly start: number;
  readonly table: HeaderTable;

  /** @param table of the numbers in the rows */
  constructor(path: string, files: PackedFiles, table: HeaderTable) {
    this.path = path;
    this.names = files.names;
    this.goFileCount = files.goFileCount;
    this.otherFileCount = files.otherFileCount;
    this.rows = files.rows;
    this.start = files.start;
    this.table = table;
  }

  get goFiles(): readonly GoFile[] {
    return this.#unpacked().goFiles;
  }

  get otherFiles(): readonly OtherFile[] {
    return this.#unpacked().otherFiles;
  }

  get hasConditions(): boolean {
    const { rows } = this;
    const end = this.#goEnd;
    for (let at = this.start; at < end; at += width) if (rows[at + 2] !== 0) return true;
    return false;
  }

  get packageNames(): readonly string[] {
    return this.#distinct(0).map((name) => this.table.names[name] as string);
  }

  get importLists(): readonly (readonly string[])[] {
    const { lists } = this.#memory();
    return this.#distinct(1).map((list) => this.#importsOf(list, lists));
  }

  packageNameOf(file: number): string {
    return this.table.names[this.rows[this.start + file * width] as number] as string;
  }

  /** Whether these are its files, the numbers of the same table. */
  isOf({ names, goFileCount }: Pick<PackedFiles, 'names' | 'goFileCount'>, row: ArrayLike<number>): boolean {
    if (names !== this.names || goFileCount !== this.goFileCount) return false;
    for (let at = 0; at < row.length; at++) if (row[at] !== this.rows[this.start + at]) return false;
    return true;
  }

  equals(other: PackedDirectory): boolean {
    return this.table === other.table && this.isOf(other, other.#row());
  }

  /** The same with another header of one of its Go files; undefined where it has no such file. */
  withHeader(name: string, header: HeaderNumbers): PackedDirectory | undefined {
    const file = this.#goNames().indexOf(name);
    if (file < 0) return undefined;
    const rows = this.#row().slice();
    const row: number[] = [];
    pushGoRow(row, header);
    rows.set(row, file * width);
    const { names, goFileCount, otherFileCount } = this;
    return new PackedDirectory(this.path, { names, goFileCount, otherFileCount, rows, start: 0 }, this.table);
  }

  /** By name. */
  goHeaders(): ReadonlyMap<string, HeaderNumbers> {
    return new Map(this.#goNames().map((name, at) => [name, this.#goHeader(at)]));
  }

  /** Numbers of constraint lines, by name. */
  otherConstraints(): ReadonlyMap<string, number> {
    return new Map(this.#otherNames().map((name, at) => [name, this.#otherConstraints(at)]));
  }

  #row(): Int32Array {
    return this.rows.subarray(this.start, this.start + rowLength(this));
  }

  #goNames(): readonly string[] {
    return this.goFileCount === 0 ? [] : this.names.split('/', this.goFileCount);
  }

  #otherNames(): readonly string[] {
    return this.otherFileCount === 0 ? [] : this.names.split('/').slice(this.goFileCount);
  }

  #goHeader(file: number): HeaderNumbers {
    const at = this.start + file * width;
    const flags = this.rows[at + 2] as number;
    return {
      packageName: this.rows[at] as number,
      imports: this.rows[at + 1] as number,
      cgo: (flags & 1) === 1,
      constraints: flags >> 1,
    };
  }

  #otherConstraints(file: number): number {
    return this.rows[this.start + this.goFileCount * width + file] as number;
  }

  get #goEnd(): number {
    return this.start + this.goFileCount * width;
  }

  /** The distinct numbers of a column of its Go files: few, and mostly those of the file before. */
  #distinct(column: number): number[] {
    const { rows } = this;
    const end = this.#goEnd;
    const found: number[] = [];
    let last = -1;
    for (let at = this.start + column; at < end; at += width) {
      const number = rows[at] as number;
      if (number !== last && !found.includes(number)) found.push(number);
      last = number;
    }
    return found;
  }

  #memory(): Unpacked {
    return getOrSet(known, this.table, (): Unpacked => ({ files: new Map(), lists: new Map() }));
  }

  #importsOf(list: number, lists: Unpacked['lists']): readonly string[] {
    let imports = lists.get(list);
    if (imports === undefined) lists.set(list, (imports = this.table.importsOf(list)));
    return imports;
  }

  #unpacked(): UnpackedFiles {
    const { files, lists } = this.#memory();
    return getOrSet(files, this, () => this.#unpack(lists));
  }

  #unpack(lists: Unpacked['lists']): UnpackedFiles {
    const { table, rows, goFileCount, otherFileCount } = this;
    const names = this.names.split('/');
    const goFiles: GoFile[] = [];
    let at = this.start;
    for (let file = 0; file < goFileCount; file++, at += width) {
      const flags = rows[at + 2] as number;
      goFiles.push({
        name: names[file] as string,
        packageName: table.names[rows[at] as number] as string,
        imports: this.#importsOf(rows[at + 1] as number, lists),
        cgo: (flags & 1) === 1,
        constraints: table.constraints[flags >> 1] as ConstraintLines,
      });
    }
    const otherFiles: OtherFile[] = [];
    for (let file = 0; file < otherFileCount; file++) {
      const constraints = table.constraints[rows[at + file] as number] as ConstraintLines;
      otherFiles.push({ name: names[goFileCount + file] as string, constraints });
    }
    return { goFiles, otherFiles };
  }
}
