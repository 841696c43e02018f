import { OverlaidMap } from '../../base/overlaidMap';
import type { Tree, TreeProblem } from '../model/tree';
import { childPath, sameNames, type Folder } from './folder';
import type { PackedDirectory } from './packedDirectory';

/** The difference between two states of a tree: what a worker sends. The lists are whole, they are short. */
export interface TreeDelta {
  readonly root: string;
  readonly changed: readonly PackedDirectory[];
  /** paths of folders that hold nothing of a package any more */
  readonly removed: readonly string[];
  readonly modules: readonly string[];
  readonly workspaces: readonly string[];
  readonly vendors: readonly string[];
  readonly otherFiles: readonly string[];
  readonly problems: readonly TreeProblem[];
}

/** A tree whose folders are packed. */
export interface PackedTree extends Tree {
  readonly directories: ReadonlyMap<string, PackedDirectory>;
}

export function treeDelta(root: string, last: Folder | undefined, next: Folder): TreeDelta {
  const changed: PackedDirectory[] = [];
  const removed: string[] = [];
  compare(last, next, changed, removed);
  const lists = { modules: [], workspaces: [], vendors: [], otherFiles: [], problems: [] };
  gather(next, lists);
  lists.modules.sort();
  lists.workspaces.sort();
  lists.vendors.sort();
  lists.otherFiles.sort();
  return { root, changed, removed, ...lists };
}

/** Applies a difference. What did not change keeps its identity, the whole tree too. */
export function applyTreeDelta(last: PackedTree | undefined, delta: TreeDelta): PackedTree {
  const directories = directoriesAfter(last, delta);
  const keep = (before: readonly string[] | undefined, now: readonly string[]): readonly string[] =>
    before && sameNames(before, now) ? before : now;
  const tree: PackedTree = {
    root: delta.root,
    directories,
    modules: keep(last?.modules, delta.modules),
    workspaces: keep(last?.workspaces, delta.workspaces),
    vendors: keep(last?.vendors, delta.vendors),
    otherFiles: keep(last?.otherFiles, delta.otherFiles),
    problems: last && sameProblems(last.problems, delta.problems) ? last.problems : delta.problems,
    goFileCount: directories === last?.directories ? last.goFileCount : countGoFiles(directories),
  };
  const same = last !== undefined && (Object.keys(tree) as (keyof Tree)[]).every((key) => tree[key] === last[key]);
  return same ? last : tree;
}

/** The difference, with the folders of a known tree wherever they are equal to what it says. */
export function keepEqual({ directories }: PackedTree, delta: TreeDelta): TreeDelta {
  return { ...delta, changed: delta.changed.map((next) => keepDirectory(directories.get(next.path), next)) };
}

/** `next`, or `last` where it says the same. */
export function keepDirectory(last: PackedDirectory | undefined, next: PackedDirectory): PackedDirectory {
  return last?.equals(next) ? last : next;
}

/**
 * The tree with other files in one of its folders, which is not new and holds as many as before. What a walk found stays as it
 * is below: eight thousand folders need not be copied at every key.
 */
export function withDirectory(tree: PackedTree, directory: PackedDirectory): PackedTree {
  const { directories } = tree;
  const isOverlaid = directories instanceof OverlaidMap;
  const under = isOverlaid ? (directories as OverlaidMap<string, PackedDirectory>).under : directories;
  const over = new Map(isOverlaid ? (directories as OverlaidMap<string, PackedDirectory>).over : []);
  // What is as it was walked needs no place above it.
  if (under.get(directory.path) === directory) over.delete(directory.path);
  else over.set(directory.path, directory);
  return { ...tree, directories: over.size > 0 ? new OverlaidMap(under, over) : under };
}

interface Lists {
  readonly modules: string[];
  readonly workspaces: string[];
  readonly vendors: string[];
  readonly otherFiles: string[];
  readonly problems: TreeProblem[];
}

function gather(folder: Folder, lists: Lists): void {
  if (folder.hasGoMod) lists.modules.push(folder.path);
  if (folder.hasGoWork) lists.workspaces.push(folder.path);
  if (folder.hasVendor) lists.vendors.push(childPath(folder.path, 'vendor'));
  lists.otherFiles.push(...folder.otherFiles);
  lists.problems.push(...folder.problems);
  for (const child of folder.children.values()) gather(child, lists);
}

function compare(
  last: Folder | undefined,
  next: Folder | undefined,
  changed: PackedDirectory[],
  removed: string[],
): void {
  if (last === next) return;
  if (next?.directory && next.directory !== last?.directory) changed.push(next.directory);
  else if (last?.directory && !next?.directory) removed.push(last.path);
  next?.children.forEach((child, name) => {
    compare(last?.children.get(name), child, changed, removed);
  });
  last?.children.forEach((child, name) => {
    if (!next?.children.has(name)) compare(child, undefined, changed, removed);
  });
}

/** Sorted by path, so that an updated tree and a fresh one are equal in order too. */
function directoriesAfter(last: PackedTree | undefined, delta: TreeDelta): PackedTree['directories'] {
  if (last && delta.changed.length === 0 && delta.removed.length === 0) return last.directories;
  const directories = new Map(last?.directories);
  for (const path of delta.removed) directories.delete(path);
  const known = directories.size;
  for (const directory of delta.changed) directories.set(directory.path, directory);
  if (directories.size === known) return directories;
  return new Map([...directories].sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

function countGoFiles(directories: PackedTree['directories']): number {
  let count = 0;
  for (const directory of directories.values()) count += directory.goFileCount;
  return count;
}

function sameProblems(a: readonly TreeProblem[], b: readonly TreeProblem[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => one.path === b[at]?.path && one.kind === b[at].kind && one.detail === b[at].detail)
  );
}
