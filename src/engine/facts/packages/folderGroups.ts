import { sameElements } from '../../../base/sameElements';
import type { Directory } from '../../model/tree';
import { directoriesOfModule } from './moduleDirectories';
import type { Fact } from '../factStore';

/** Some folders of a module that follow each other: the same array as long as all of them are the same. */
export type FolderGroup = readonly Directory[];

/**
 * The folders of a module, some taken together. What is said of a group is remembered by the group: an edit changes one of
 * them, and what rests on all folders of a module goes through a tenth as many groups. Key: the module's folder.
 */
export const folderGroups: Fact<readonly FolderGroup[]> = {
  name: 'folderGroups',
  compute: async (dir, facts) => inGroups(await facts.get(directoriesOfModule, dir)),
};

/** Their root is a good size, and most modules have some hundred. */
const groupSize = 16;

/** By their first folder: after an edit all but one are as they were. */
const known = new WeakMap<Directory, FolderGroup>();

function inGroups(folders: readonly Directory[]): readonly FolderGroup[] {
  const groups: FolderGroup[] = [];
  for (let at = 0; at < folders.length; at += groupSize) {
    const group = folders.slice(at, at + groupSize);
    const [first] = group;
    const before = first && known.get(first);
    if (before && sameElements(before, group)) groups.push(before);
    else {
      groups.push(group);
      if (first) known.set(first, group);
    }
  }
  return groups;
}
