import type { Folder } from './folder';

/** What two walks that divided a tree have read, as one. Where both read a folder, the first counts. */
export function joinFolders(first: Folder, second: Folder): Folder {
  const read = first.isUnread ? second : first;
  if (first.children.size + second.children.size === 0) return read;
  const children = new Map(first.children);
  for (const [name, child] of second.children) {
    const known = children.get(name);
    children.set(name, known ? joinFolders(known, child) : child);
  }
  return { ...read, children: new Map([...children].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Paths, relative to the root, of the folders whose files neither walk has read. */
export function unreadFolders(folder: Folder): string[] {
  if (folder.isUnread) return [folder.path];
  return [...folder.children.values()].flatMap(unreadFolders);
}
