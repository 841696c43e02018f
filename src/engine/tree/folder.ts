import type { TreeProblem } from '../model/tree';
import type { PackedDirectory } from './packedDirectory';

/** What a walk remembers of a folder. Never changed: an update makes new ones along the changed paths. */
export interface Folder {
  /** relative to the root; '' is the root */
  readonly path: string;
  /** undefined where it holds nothing of a package */
  readonly directory: PackedDirectory | undefined;
  /** by name, in order */
  readonly children: ReadonlyMap<string, Folder>;
  readonly hasGoMod: boolean;
  readonly hasGoWork: boolean;
  readonly hasVendor: boolean;
  /** relative to the root */
  readonly otherFiles: readonly string[];
  readonly problems: readonly TreeProblem[];
  /** names of files that are symbolic links: what they lead to may change without a sign in this folder */
  readonly links: readonly string[];
  /** its files were left to the other of two walks: nothing else is known of it, and of its children only some */
  readonly isUnread: boolean;
}

export function childPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Of most folders, shared. */
export const noChildren: ReadonlyMap<string, Folder> = new Map();

export function emptyFolder(path: string): Folder {
  return {
    path,
    directory: undefined,
    children: noChildren,
    hasGoMod: false,
    hasGoWork: false,
    hasVendor: false,
    otherFiles: [],
    problems: [],
    links: [],
    isUnread: false,
  };
}

export function countGoFiles(folder: Folder): number {
  let count = folder.directory?.goFileCount ?? 0;
  for (const child of folder.children.values()) count += countGoFiles(child);
  return count;
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}
