import { joinPath, relativeWithin } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import type { DirectoryTrait, TaggedFile } from '../../constraints/constraintTable';
import type { Directory } from '../../model/tree';
import type { Fact } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { IgnoredFolders } from '../modules/ignoredFolders';
import { constraintTable } from './constraintTable';
import { directoriesOfModule } from '../packages/moduleDirectories';

/** The `ignore` lines of a module's go.mod, by its absolute folder: `./...` passes such folders over, and so do we. */
export const ignoredFolders: Fact<readonly string[]> = {
  name: 'ignoredFolders',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    return goMod.kind === 'file' ? goMod.file.ignore.map(({ path }) => path.value) : [];
  },
  equals: sameElements,
};

/** What checks look at closely in a module: few files, whatever its size. */
export interface ModuleTags {
  readonly faulty: readonly TaggedFile[];
  readonly versioned: readonly TaggedFile[];
  readonly tagged: readonly TaggedFile[];
  readonly unreachable: readonly Directory[];
  /** folders by what all their files together show */
  readonly traits: ReadonlyMap<DirectoryTrait, readonly Directory[]>;
}

/** By the module's absolute folder. */
export const moduleTags: Fact<ModuleTags> = {
  name: 'moduleTags',
  compute: async (dir, facts) => {
    const table = await facts.get(constraintTable);
    const directories = await facts.get(directoriesOfModule, dir);
    const ignored = await facts.get(ignoredFolders, dir);
    const faulty: TaggedFile[] = [];
    const versioned: TaggedFile[] = [];
    const tagged: TaggedFile[] = [];
    const unreachable: Directory[] = [];
    const traits = new Map<DirectoryTrait, Directory[]>();
    for (const directory of directories) {
      if (ignored.length > 0 && new IgnoredFolders(ignored).has(pathWithinModule(facts.root, dir, directory))) continue;
      const verdict = table.directory(directory);
      faulty.push(...verdict.faulty);
      versioned.push(...verdict.versioned);
      tagged.push(...verdict.tagged);
      if (verdict.unreachable) unreachable.push(directory);
      for (const trait of verdict.traits) {
        const known = traits.get(trait);
        if (known) known.push(directory);
        else traits.set(trait, [directory]);
      }
    }
    return { faulty, versioned, tagged, unreachable, traits };
  },
  equals: (a, b) =>
    sameElements(a.faulty, b.faulty) &&
    sameElements(a.versioned, b.versioned) &&
    sameElements(a.tagged, b.tagged) &&
    sameTraits(a, b),
};

/** The lists of files; a check looks at one of them. */
export type TaggedList = 'faulty' | 'versioned' | 'tagged';

/** What rests on one of the lists of a module is not judged again where an edit changed another. */
function listOf(list: TaggedList): Fact<readonly TaggedFile[]> {
  return {
    name: `moduleTags:${list}`,
    barrier: true,
    compute: async (dir, facts) => (await facts.get(moduleTags, dir))[list],
    equals: list === 'versioned' ? sameConditions : sameElements,
  };
}

/**
 * Whether the files lie in the same places, with the same headers. Who looks at releases looks at nothing else of a file and of
 * its folder, where another file may have changed.
 */
function sameConditions(a: readonly TaggedFile[], b: readonly TaggedFile[]): boolean {
  return a.length === b.length && a.every((one, at) => isSameCondition(one, b[at]));
}

function isSameCondition(a: TaggedFile, b: TaggedFile | undefined): boolean {
  if (a === b) return true;
  // Equal lines are one object; what was said of them may be gone, and said again.
  if (a.file.constraints !== b?.file.constraints || a.contradiction !== b.contradiction) return false;
  return a.file.name === b.file.name && a.directory.path === b.directory.path;
}

export const taggedLists: Readonly<Record<TaggedList, Fact<readonly TaggedFile[]>>> = {
  faulty: listOf('faulty'),
  versioned: listOf('versioned'),
  tagged: listOf('tagged'),
};

/** What whole folders of a module show: few have any of it, and so an edit seldom changes it. */
export type ModuleTraits = Pick<ModuleTags, 'unreachable' | 'traits'>;

/** By the module's absolute folder. */
export const moduleTraits: Fact<ModuleTraits> = {
  name: 'moduleTraits',
  barrier: true,
  compute: async (dir, facts) => {
    const { unreachable, traits } = await facts.get(moduleTags, dir);
    return { unreachable, traits };
  },
  equals: sameTraits,
};

function sameTraits(a: ModuleTraits, b: ModuleTraits): boolean {
  return (
    sameElements(a.unreachable, b.unreachable) &&
    a.traits.size === b.traits.size &&
    [...a.traits].every(([trait, folders]) => sameElements(folders, b.traits.get(trait) ?? []))
  );
}

/** The absolute path of a file of the tree. */
export function pathOf(root: string, { directory, file }: TaggedFile): string {
  return joinPath(root, directory.path, file.name);
}

/** The path of a folder of the tree relative to a module's folder. */
export function pathWithinModule(root: string, module: string, directory: Directory): string {
  return relativeWithin(module, joinPath(root, directory.path)) ?? directory.path;
}
