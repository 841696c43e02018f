import { noChildren, type Folder, type HeaderNames, type HeaderTable, type PackedDirectory } from '../../engine/index';
import { DirectoryDecoder, DirectoryEncoder, type EncodedDirectories } from './directoryCodec';

/** What a walk has read, folders in folders, on its way between threads. */
export interface EncodedFolder {
  /** names of all folders, outer before inner, joined by `/`, which no name contains; the root's is empty */
  readonly names: string;
  /** a folder: how many subfolders, and its `flags` */
  readonly shape: Int32Array;
  /** of the folders that have one, in the same order */
  readonly directories: EncodedDirectories;
  /** by the number of the folder: what few have */
  readonly rare: readonly (readonly [number, Rare])[];
}

type Rare = Pick<Folder, 'otherFiles' | 'problems' | 'links'>;

const flags = { unread: 1, goMod: 2, goWork: 4, vendor: 8, directory: 16 } as const;

/** @param table of the tree that the folder is a part of */
export function encodeFolder(root: Folder, table: HeaderTable): EncodedFolder {
  const names: string[] = [];
  const shape: number[] = [];
  const directories: PackedDirectory[] = [];
  const rare: [number, Rare][] = [];
  const add = (name: string, folder: Folder): void => {
    const { children, directory, otherFiles, problems, links } = folder;
    if (otherFiles.length + problems.length + links.length > 0)
      rare.push([names.length, { otherFiles, problems, links }]);
    names.push(name);
    shape.push(children.size, flagsOf(folder));
    if (directory) directories.push(directory);
    for (const [childName, child] of children) add(childName, child);
  };
  add('', root);
  return {
    names: names.join('/'),
    shape: Int32Array.from(shape),
    directories: new DirectoryEncoder(table).encode(directories),
    rare,
  };
}

function flagsOf({ isUnread, hasGoMod, hasGoWork, hasVendor, directory }: Folder): number {
  return (
    (isUnread ? flags.unread : 0) |
    (hasGoMod ? flags.goMod : 0) |
    (hasGoWork ? flags.goWork : 0) |
    (hasVendor ? flags.vendor : 0) |
    (directory ? flags.directory : 0)
  );
}

/** @param headerNames of the tree that the folder becomes a part of */
export function decodeFolder(encoded: EncodedFolder, headerNames: HeaderNames): Folder {
  const names = encoded.names.split('/');
  const directories = new DirectoryDecoder(headerNames).decode(encoded.directories);
  const rare = new Map(encoded.rare);
  let next = 0;
  let nextDirectory = 0;
  const take = (parent: string | undefined): Folder => {
    const at = next++;
    const name = names[at] ?? '';
    const path = parent === undefined || parent === '' ? name : `${parent}/${name}`;
    const count = encoded.shape[at * 2] ?? 0;
    const bits = encoded.shape[at * 2 + 1] ?? 0;
    const directory = bits & flags.directory ? directories[nextDirectory++] : undefined;
    const children = new Map<string, Folder>();
    for (let child = 0; child < count; child++) {
      const childName = names[next] ?? '';
      children.set(childName, take(path));
    }
    return {
      path,
      directory,
      children: count === 0 ? noChildren : children,
      hasGoMod: (bits & flags.goMod) !== 0,
      hasGoWork: (bits & flags.goWork) !== 0,
      hasVendor: (bits & flags.vendor) !== 0,
      isUnread: (bits & flags.unread) !== 0,
      ...(rare.get(at) ?? none),
    };
  };
  return take(undefined);
}

const none: Rare = { otherFiles: [], problems: [], links: [] };
