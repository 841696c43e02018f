import { getOrSet } from '../../../base/getOrSet';
import { OverlaidMap } from '../../../base/overlaidMap';
import { joinPath } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import type { Directory, Tree } from '../../model/tree';
import type { Fact } from '../factStore';
import { treeLists } from '../treeLists';

/**
 * Finds the module that a folder belongs to, both relative to the root: the nearest at or above it. Of the folders that hold others it
 * remembers it: thousands of packages lie in hundreds.
 */
class ModuleOwners {
  readonly modules: readonly string[];
  readonly #own: ReadonlySet<string>;
  readonly #owners = new Map<string, string | undefined>();

  constructor(modules: readonly string[]) {
    this.modules = modules;
    this.#own = new Set(modules);
  }

  of(path: string): string | undefined {
    if (this.#own.has(path)) return path;
    if (path === '') return undefined;
    const above = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    if (!this.#owners.has(above)) this.#owners.set(above, this.of(above));
    return this.#owners.get(above);
  }
}

/** Rests on the list of modules alone: after an edit eight thousand folders need not be looked up again. */
const moduleOwners: Fact<ModuleOwners> = {
  name: 'moduleOwners',
  compute: async (_, facts) => new ModuleOwners((await facts.get(treeLists, facts.root)).modules),
};

/** Absolute folder of a module -> its folders with Go files; nested modules have their own. */
type FoldersByModule = ReadonlyMap<string, readonly Directory[]>;

/** The modules taken apart: an edit changes the folders of one, and most are not even asked then. */
type Shards = readonly FoldersByModule[];

/** The root of some hundred: so many modules have a repository in which their number counts. */
const shardCount = 16;

function shardOf(dir: string): number {
  let hash = 0;
  for (let at = 0; at < dir.length; at++) hash = (Math.imul(hash, 31) + dir.charCodeAt(at)) | 0;
  return (hash >>> 0) % shardCount;
}

const shardsOfTree: Fact<Shards> = {
  name: 'moduleDirectories',
  compute: async (_, facts) => {
    const { root, directories } = await facts.tree(facts.root);
    const owners = await facts.get(moduleOwners);
    if (!(directories instanceof OverlaidMap)) return walkedShards(root, directories, owners);
    // Texts in editors change a few folders of those that the last walk found.
    const { under, over } = directories as OverlaidMap<string, Directory>;
    return withFolders(root, walkedShards(root, under, owners), over, owners);
  },
};

/** By the folders that a walk found, which stay the same object until the next walk. */
const known = new WeakMap<Tree['directories'], WeakMap<ModuleOwners, Shards>>();

function walkedShards(root: string, directories: Tree['directories'], owners: ModuleOwners): Shards {
  const byOwners = getOrSet(known, directories, () => new WeakMap<ModuleOwners, Shards>());
  return getOrSet(byOwners, owners, () => {
    const found = new Map<string, Directory[]>(owners.modules.map((path) => [path, []]));
    for (const directory of directories.values()) {
      const owner = owners.of(directory.path);
      if (owner !== undefined) found.get(owner)?.push(directory);
    }
    const shards = Array.from({ length: shardCount }, () => new Map<string, readonly Directory[]>());
    for (const [path, folders] of found) {
      const dir = joinPath(root, path);
      shards[shardOf(dir)]?.set(dir, folders);
    }
    return shards;
  });
}

/** @param others by their paths, in place of those that were walked */
function withFolders(
  root: string,
  walked: Shards,
  others: ReadonlyMap<string, Directory>,
  owners: ModuleOwners,
): Shards {
  const modules = new Set([...others.keys()].map((path) => owners.of(path)));
  const shards = [...walked];
  for (const module of modules) {
    if (module === undefined) continue;
    const dir = joinPath(root, module);
    const at = shardOf(dir);
    const folders = shards[at]?.get(dir) ?? [];
    shards[at] = new Map(shards[at]).set(
      dir,
      folders.map((folder) => others.get(folder.path) ?? folder),
    );
  }
  return shards;
}

/** Key: the number of the shard. */
const shard: Fact<FoldersByModule> = {
  name: 'moduleDirectories:shard',
  barrier: true,
  compute: async (at, facts) => (await facts.get(shardsOfTree))[Number(at)] ?? new Map<string, readonly Directory[]>(),
  equals: (a, b) => a === b || (a.size === b.size && [...a].every(([dir, folders]) => isSame(folders, b.get(dir)))),
};

/** The folders with Go files of one module, by its absolute folder. Nested modules have their own. */
export const directoriesOfModule: Fact<readonly Directory[]> = {
  name: 'directoriesOfModule',
  barrier: true,
  compute: async (dir, facts) => (await facts.get(shard, String(shardOf(dir)))).get(dir) ?? [],
  equals: isSame,
};

function isSame(a: readonly Directory[], b: readonly Directory[] | undefined): boolean {
  return a === b || (b !== undefined && sameElements(a, b));
}
