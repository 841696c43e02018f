import { joinPath, relativeWithin } from '../../../base/paths';
import type { Directory } from '../../model/tree';
import type { Fact } from '../factStore';

/** The folders with Go files of every module of the root, by the module's folder; nested modules have their own. Key: ''. */
const foldersByModule: Fact<ReadonlyMap<string, readonly Directory[]>> = {
  name: 'foldersOfAllModules',
  compute: async (_, facts) => {
    const tree = await facts.tree(facts.root);
    const folders = new Map<string, Directory[]>(tree.modules.map((path) => [path, []]));
    const owners = new Map<string, Directory[] | undefined>();
    const ownerOf = (path: string): Directory[] | undefined => {
      const own = folders.get(path);
      if (own || path === '') return own;
      if (!owners.has(path)) owners.set(path, ownerOf(path.slice(0, Math.max(path.lastIndexOf('/'), 0))));
      return owners.get(path);
    };
    for (const directory of tree.directories.values()) ownerOf(directory.path)?.push(directory);
    return new Map([...folders].map(([path, own]) => [joinPath(facts.root, path), own]));
  },
};

/** The folders with Go files that belong to one module. Key: the module's folder. */
export const foldersOfModule: Fact<readonly Directory[]> = {
  name: 'foldersOfModule',
  compute: async (dir, facts) => (await facts.get(foldersByModule)).get(dir) ?? [],
  equals: (a, b) => a.length === b.length && a.every((folder, at) => folder === b[at]),
};

/** What of a module the scan could not look at, relative to the root. Key: the module's folder. */
export const unseenInModule: Fact<readonly string[]> = {
  name: 'unseenInModule',
  compute: async (dir, facts) => {
    const { problems } = await facts.tree(facts.root);
    const below = (path: string): boolean => relativeWithin(dir, joinPath(facts.root, path)) !== undefined;
    const whole = problems.filter(({ kind, path }) => kind !== 'symlink-loop' && below(path));
    return whole.map(({ path }) => path).toSorted();
  },
  equals: (a, b) => a.join('\n') === b.join('\n'),
};
