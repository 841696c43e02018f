import { getOrSet } from '../../../base/getOrSet';
import { kept } from '../../../base/kept';
import { isTestFileName } from '../../constraints/fileName';
import { moduleName } from '../../facts/buildTags/moduleName';
import { moduleTraits, pathWithinModule, type ModuleTraits } from '../../facts/buildTags/moduleTags';
import type { Fact } from '../../facts/factStore';
import { folderGroups, type FolderGroup } from '../../facts/packages/folderGroups';
import type { Facts } from '../../facts/factStore';
import type { Directory, GoFile } from '../../model/tree';

/** Packages of a module by import path. */
export type Packages = ReadonlyMap<string, Directory>;

/** The packages of a module that are chosen by what their folders show. Key: the module's folder. */
export function packagesBy(what: string, choose: (traits: ModuleTraits) => readonly Directory[]): Fact<Packages> {
  return {
    name: `packages:${what}`,
    compute: async (dir, facts) => {
      const directories = choose(await facts.get(moduleTraits, dir));
      const name = directories.length > 0 ? await facts.get(moduleName, dir) : undefined;
      if (name === undefined) return new Map<string, Directory>();
      return new Map(
        directories.map((directory) => [importPath(name, pathWithinModule(facts.root, dir, directory)), directory]),
      );
    },
    equals: (a, b) => a.size === b.size && [...a].every(([path, directory]) => b.get(path) === directory),
  };
}

function importPath(name: string, within: string): string {
  return name === 'std' ? within : within === '' ? name : `${name}/${within}`;
}

/** The files of a folder, its tests or the others, that import a package. @typeParam T what is known of that */
export interface Importer<T = Directory> {
  readonly directory: Directory;
  /** their places among its Go files: these would be kept with it */
  readonly places: readonly number[];
  readonly path: string;
  readonly imported: T;
  readonly isTest: boolean;
}

export function filesOf({ directory, places }: Pick<Importer, 'directory' | 'places'>): readonly GoFile[] {
  const { goFiles } = directory;
  return places.map((at) => goFiles[at] as GoFile);
}

/** Of the same packages, folders whose files are the same have the same importers. */
const known = new WeakMap<object, WeakMap<FolderGroup, readonly Importer<unknown>[]>>();

/** @returns by group of folders. @param dir the module's folder @param imported the value of a fact, which stays the same object after most edits */
export async function importersOf<T extends object>(
  dir: string,
  imported: ReadonlyMap<string, T>,
  facts: Facts,
): Promise<readonly (readonly Importer<T>[])[]> {
  if (imported.size === 0) return [];
  const byGroup = getOrSet(known, imported, () => new WeakMap<FolderGroup, readonly Importer<unknown>[]>());
  return (await facts.get(folderGroups, dir)).map(
    (group) =>
      // Of the same map always the same.
      getOrSet(byGroup, group, () =>
        kept(group.flatMap((directory) => importersIn(directory, imported))),
      ) as readonly Importer<T>[],
  );
}

/** Those that are no tests come first. */
function importersIn<T extends object>(directory: Directory, imported: ReadonlyMap<string, T>): readonly Importer<T>[] {
  if (!directory.importLists.some((list) => isImporting(list, imported))) return [];
  const byPath = { package: new Map<string, number[]>(), tests: new Map<string, number[]>() };
  for (const [at, file] of directory.goFiles.entries()) {
    if (file.packageName === 'documentation') continue;
    for (const path of file.imports)
      if (imported.has(path))
        getOrSet(isTestFileName(file.name) ? byPath.tests : byPath.package, path, () => []).push(at);
  }
  return [byPath.package, byPath.tests].flatMap((group) =>
    Array.from(group).flatMap(([path, places]): Importer<T>[] => {
      const target = imported.get(path);
      return target
        ? [{ directory, places: kept(places), path, imported: target, isTest: group === byPath.tests }]
        : [];
    }),
  );
}

/** By number: in a cold start this goes through all lists of a large module, interpreted. */
function isImporting(list: readonly string[], imported: ReadonlyMap<string, unknown>): boolean {
  for (let at = 0; at < list.length; at++) if (imported.has(list[at] as string)) return true;
  return false;
}
