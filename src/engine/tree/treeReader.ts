import type { EntryKind } from '../ports';

/** Why something could not be read. `missing` where it is not there (any more). */
export interface ReadFailure {
  readonly failure: 'missing' | 'unreadable';
  /** the system's words: `permission denied` */
  readonly detail: string;
}

/** An entry of a folder; Node's `Dirent` is one. */
export interface TreeEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * How a walk reads a tree. Synchronous, because reading thousands of small files is several times faster so. Paths are
 * absolute with `/`. Nothing throws.
 */
export interface TreeReader {
  /** what a folder holds, in any order */
  list(path: string): readonly TreeEntry[] | ReadFailure;
  /** what stands at the end of a symbolic link */
  kindOf(path: string): EntryKind | ReadFailure;
  /** The text of a file that an editor shows, which counts instead of the disk's; undefined where none does. */
  openText(path: string): Uint8Array | undefined;
  /** what `readStart` fills; used again for each file */
  readonly head: Uint8Array;
  /** Reads the start of a file. @returns how many bytes; fewer than `head` holds only where that is the whole file */
  readStart(path: string): number | ReadFailure;
  readAll(path: string): Uint8Array | ReadFailure;
  /** the first bytes as Latin-1 text, a character a byte */
  latin1(bytes: Uint8Array, length: number): string;
}

export function isFailure(value: object | string | number): value is ReadFailure {
  return typeof value === 'object' && 'failure' in value;
}
