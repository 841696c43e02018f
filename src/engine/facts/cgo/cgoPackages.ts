import { getOrSet } from '../../../base/getOrSet';
import { joinPath } from '../../../base/paths';
import { remember } from '../../../base/remember';
import { sameElements } from '../../../base/sameElements';
import { isTestFileName } from '../../constraints/fileName';
import { isBuilt, type BuildTarget } from '../../constraints/inclusion';
import type { Directory } from '../../model/tree';
import type { Fact } from '../factStore';
import { defaultBuild } from '../packages/defaultBuild';
import { folderGroups, type FolderGroup } from '../packages/folderGroups';

/** A package of a module with files that import "C" and that this machine would build with cgo. */
export interface CgoPackage {
  readonly directory: Directory;
  /** absolute, tests left out */
  readonly cgoFiles: readonly string[];
  /** with cgo switched off something is left of it */
  readonly survives: boolean;
}

/** Key: the module's folder. */
export const cgoPackages: Fact<readonly CgoPackage[]> = {
  name: 'cgoPackages',
  compute: async (dir, facts) => {
    const targets = await facts.get(defaultBuild);
    const on = targets.find(({ cgo }) => cgo);
    const off = targets.find(({ cgo }) => !cgo);
    if (on === undefined || off === undefined) return [];
    const known = getOrSet(
      knownPackages,
      targets,
      () => new WeakMap<Directory, { readonly cgo: CgoPackage | undefined }>(),
    );
    return (await facts.get(folderGroups, dir))
      .flatMap(cgoFolders)
      .flatMap(
        (directory) => getOrSet(known, directory, () => ({ cgo: packageOf(directory, facts.root, on, off) })).cgo ?? [],
      );
  },
  equals: (a, b) =>
    sameElements(
      a.map(({ directory }) => directory),
      b.map(({ directory }) => directory),
    ) && a.every(({ survives }, at) => survives === b[at]?.survives),
};

const cgoFolders = remember((group: FolderGroup) => group.filter(({ goFiles }) => goFiles.some(({ cgo }) => cgo)));

/** A folder of a tree is another object once a file of it is another. */
const knownPackages = new WeakMap<
  readonly BuildTarget[],
  WeakMap<Directory, { readonly cgo: CgoPackage | undefined }>
>();

function packageOf(directory: Directory, root: string, on: BuildTarget, off: BuildTarget): CgoPackage | undefined {
  const sources = directory.goFiles.filter(({ name }) => !isTestFileName(name));
  const cgoFiles = sources.filter((file) => file.cgo && isBuilt(file, on) === true);
  if (cgoFiles.length === 0) return undefined;
  return {
    directory,
    cgoFiles: cgoFiles.map(({ name }) => joinPath(root, directory.path, name)),
    survives: sources.some((file) => isBuilt(file, off) !== false),
  };
}
