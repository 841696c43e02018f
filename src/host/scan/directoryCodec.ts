import {
  PackedDirectory,
  renumber,
  Renumbering,
  rowLength,
  emptyTable,
  type HeaderNames,
  type HeaderTable,
  type TableGrowth,
} from '../../engine/index';

/**
 * Folders of a tree on their way between threads, as they are kept: numbers and a few long texts. Objects of ten thousand
 * files take longer to clone than to scan.
 */
export interface EncodedDirectories {
  /** what the other end's table lacks */
  readonly growth: TableGrowth;
  /** of the folders, joined by NUL, which no path contains */
  readonly paths: string;
  /** names of the files of each folder, joined likewise */
  readonly names: string;
  /** a folder: how many Go files, how many others; then its row */
  readonly numbers: Int32Array;
}

/** Of one tree: what was sent before is not sent again. */
export class DirectoryEncoder {
  readonly #table: HeaderTable;
  #sent = emptyTable;

  constructor(table: HeaderTable) {
    this.#table = table;
  }

  encode(directories: readonly PackedDirectory[]): EncodedDirectories {
    const numbers = new Int32Array(directories.reduce((sum, directory) => sum + 2 + rowLength(directory), 0));
    let at = 0;
    for (const directory of directories) {
      const { goFileCount, otherFileCount, rows, start } = directory;
      numbers[at++] = goFileCount;
      numbers[at++] = otherFileCount;
      const length = rowLength(directory);
      numbers.set(rows.subarray(start, start + length), at);
      at += length;
    }
    const growth = this.#table.growthSince(this.#sent);
    this.#sent = this.#table.size;
    return {
      growth,
      paths: directories.map(({ path }) => path).join('\0'),
      names: directories.map(({ names }) => names).join('\0'),
      numbers,
    };
  }
}

export class DirectoryDecoder {
  readonly #names: HeaderNames;
  readonly #numbers: Renumbering;

  /** @param names what is equal to what is known there gets the same number */
  constructor(names: HeaderNames) {
    this.#names = names;
    this.#numbers = new Renumbering(names);
  }

  decode(encoded: EncodedDirectories): PackedDirectory[] {
    this.#numbers.grow(encoded.growth);
    const directories = directoriesOf(encoded, this.#names.table);
    for (const directory of directories) renumber(directory, this.#numbers);
    return directories;
  }
}

function directoriesOf({ paths, names, numbers }: EncodedDirectories, table: HeaderTable): PackedDirectory[] {
  if (numbers.length === 0) return [];
  const allNames = names.split('\0');
  let start = 0;
  return paths.split('\0').map((path, index) => {
    const counts = { goFileCount: numbers[start] as number, otherFileCount: numbers[start + 1] as number };
    const files = { ...counts, names: allNames[index] as string, rows: numbers, start: start + 2 };
    start = files.start + rowLength(counts);
    return new PackedDirectory(path, files, table);
  });
}
