import type { Directory, GoFile, OtherFile, TreeProblem } from '../model/tree';

/** What a walk remembers of a folder. Never changed: an update makes new ones along the changed paths. */
export interface Folder {
  /** relative to the root; '' is the root */
  readonly path: string;
  /** undefined where it holds nothing of a package */
  readonly directory: Directory | undefined;
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
  let count = folder.directory?.goFiles.length ?? 0;
  for (const child of folder.children.values()) count += countGoFiles(child);
  return count;
}

/** Equal content, given that lists of imports and constraint lines are shared where equal. */
export function sameGoFile(a: GoFile, b: GoFile): boolean {
  return (
    a.name === b.name &&
    a.packageName === b.packageName &&
    a.imports === b.imports &&
    a.cgo === b.cgo &&
    a.constraints === b.constraints
  );
}

/** As `sameGoFile`. */
export function sameOtherFile(a: OtherFile, b: OtherFile): boolean {
  return a.name === b.name && a.constraints === b.constraints;
}

/** `next`, or `last` where it says the same. */
export function keepDirectory(last: Directory | undefined, next: Directory): Directory {
  if (last === undefined) return next;
  const same =
    last.goFiles.length === next.goFiles.length &&
    last.goFiles.every((file, at) => file === next.goFiles[at]) &&
    last.otherFiles.length === next.otherFiles.length &&
    last.otherFiles.every((file, at) => file === next.otherFiles[at]);
  return same ? last : next;
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}
