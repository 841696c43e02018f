import type { ComparedFile, FolderComparison } from '../model/contents';
import { sameStamp, type ContentReader, type FileStamp } from './contentReader';
import { isFailure, type ReadFailure, type TreeEntry } from './treeReader';

interface Remembered {
  readonly second: string;
  readonly stamps: readonly [FileStamp, FileStamp];
  readonly file: ComparedFile;
}

/**
 * Compares folders byte by byte, and remembers what it compared: as long as size, times and inode of both files are the
 * same, it does not read them again.
 */
export class FolderComparer {
  readonly #reader: ContentReader;
  /** by path of the first file */
  readonly #known = new Map<string, Remembered>();

  constructor(reader: ContentReader) {
    this.#reader = reader;
  }

  compare(first: string, second: string): FolderComparison {
    const firstEntries = this.#reader.list(first);
    const secondEntries = this.#reader.list(second);
    const unreadable = failureOf('first', firstEntries) ?? failureOf('second', secondEntries);
    if (unreadable) return { files: [], folders: [], failure: unreadable };
    const ours = isFailure(firstEntries) ? [] : firstEntries;
    const theirs = isFailure(secondEntries) ? [] : secondEntries;
    const fromUs = new Set(ours.filter((entry) => this.#isFile(first, entry)).map(({ name }) => name));
    const fromThem = new Set(theirs.filter((entry) => entry.isFile()).map(({ name }) => name));
    const names = [...new Set([...fromUs, ...fromThem])].toSorted();
    return {
      files: names.map((name): ComparedFile => {
        if (!fromThem.has(name)) return { name, state: 'first-only' };
        if (!fromUs.has(name)) return { name, state: 'second-only' };
        return this.#compareFiles(name, `${first}/${name}`, `${second}/${name}`);
      }),
      folders: ours
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .toSorted(),
    };
  }

  #isFile(folder: string, entry: TreeEntry): boolean {
    if (!entry.isSymbolicLink()) return entry.isFile();
    const target = this.#reader.stamp(`${folder}/${entry.name}`);
    // What cannot be followed is told when it is compared.
    return isFailure(target) || target.kind === 'file';
  }

  #compareFiles(name: string, first: string, second: string): ComparedFile {
    const a = this.#reader.stamp(first);
    const b = this.#reader.stamp(second);
    if (isFailure(a)) return unreadable(name, a);
    if (isFailure(b)) return unreadable(name, b);
    const known = this.#known.get(first);
    if (known?.second === second && sameStamp(known.stamps[0], a) && sameStamp(known.stamps[1], b)) return known.file;
    const file = this.#read(name, [first, a.size], [second, b.size]);
    if (file.state !== 'unreadable') this.#known.set(first, { second, stamps: [a, b], file });
    return file;
  }

  #read(
    name: string,
    [first, firstSize]: readonly [string, number],
    [second, secondSize]: readonly [string, number],
  ): ComparedFile {
    const a = this.#reader.read(first, firstSize);
    if (isFailure(a)) return unreadable(name, a);
    const b = this.#reader.read(second, secondSize);
    if (isFailure(b)) return unreadable(name, b);
    return this.#reader.equal(a, b) ? { name, state: 'same' } : { name, ...difference(a, b) };
  }
}

function failureOf(
  folder: 'first' | 'second',
  entries: readonly TreeEntry[] | ReadFailure,
): FolderComparison['failure'] {
  return isFailure(entries) && entries.failure !== 'missing' ? { folder, detail: entries.detail } : undefined;
}

function unreadable(name: string, { detail }: ReadFailure): ComparedFile {
  return { name, state: 'unreadable', detail };
}

/** Of two contents that are not equal. */
function difference(a: Uint8Array, b: Uint8Array): Pick<ComparedFile, 'state' | 'line'> {
  if (firstDifference(withoutCarriageReturns(a), withoutCarriageReturns(b)) === undefined)
    return { state: 'line-ends' };
  return { state: 'different', line: lineAt(a, firstDifference(a, b) ?? 0) };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at;
  return a.length === b.length ? undefined : length;
}

const carriageReturn = 13;
const newline = 10;

/** Without those that stand before a newline. */
function withoutCarriageReturns(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => byte !== carriageReturn || bytes[at + 1] !== newline);
}

/** Of the byte at an offset; of the last line for one beyond the end. */
function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 0;
  for (let at = 0; at < offset && at < bytes.length - 1; at++) if (bytes[at] === newline) line++;
  return line;
}
