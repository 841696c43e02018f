import type { Hasher } from '../ports';
import type { ReadFailure, TreeEntry } from './treeReader';

/** What the system knows of a file without reading it: where all of it is the same, so is the content. */
export interface FileStamp {
  readonly kind: 'file' | 'directory' | 'other';
  readonly size: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly inode: number;
}

/** How contents are read: synchronously, for the same reason as in `TreeReader`. Paths are absolute with `/`; nothing throws. */
export interface ContentReader {
  /** what a folder holds, in any order */
  list(path: string): readonly TreeEntry[] | ReadFailure;
  /** of what stands at the end of a symbolic link */
  stamp(path: string): FileStamp | ReadFailure;
  /**
   * @param size that it should have
   * @param most bytes: of a file that has more, so many are read at most and nothing is told; any number where absent
   * @returns bytes that are overwritten by the read after the next one
   */
  read(path: string, size: number, most?: number): Uint8Array | ReadFailure;
  /** the first bytes as Latin-1 text, a character a byte */
  latin1(bytes: Uint8Array, length: number): string;
  equal(a: Uint8Array, b: Uint8Array): boolean;
  sha256: Hasher['sha256'];
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return (
    a.size === b.size &&
    a.modifiedMs === b.modifiedMs &&
    a.changedMs === b.changedMs &&
    a.inode === b.inode &&
    a.kind === b.kind
  );
}
