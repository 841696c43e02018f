import { whenKnown, type Awaitable } from '../../../base/awaitable';
import { getOrSet } from '../../../base/getOrSet';
import { joinPath } from '../../../base/paths';
import type { Directory, Tree } from '../../model/tree';
import { extractedModule, moduleKey } from '../cache/moduleCache';
import type { Facts } from '../factStore';
import type { ModuleSource } from '../sums/requiredModules';

// A module graph asks for hundreds of these: nothing here waits for what is known.

/** The folder that holds the files of a module; undefined where the module cache does not have it, whole, or where it is missing. */
export function folderOfModule(source: ModuleSource, dir: string, facts: Facts): Awaitable<string | undefined> {
  if (source.kind === 'folder') {
    const folder = joinPath(dir, source.path);
    return whenKnown(facts.stat(folder), (stat) => (stat?.kind === 'directory' ? folder : undefined));
  }
  return whenKnown(facts.get(extractedModule, moduleKey(source.path, source.version)), (extracted) =>
    extracted.kind === 'present' ? extracted.dir : undefined,
  );
}

/** A tree stays the same object as long as nothing in it changes: so do its packages. */
const known = new WeakMap<Tree, ReadonlyMap<string, Directory>>();

/** The packages of a module folder by their path inside the module. Folders of modules inside it are not its own. */
export function packagesOfFolder(folder: string, facts: Facts): Awaitable<ReadonlyMap<string, Directory>> {
  return whenKnown(facts.tree(folder), (tree) => {
    const nested = tree.modules.filter((path) => path !== '');
    if (nested.length === 0) return tree.directories;
    return getOrSet(
      known,
      tree,
      () =>
        new Map([...tree.directories].filter(([path]) => !nested.some((inner) => `${path}/`.startsWith(`${inner}/`)))),
    );
  });
}
