import type { Tree } from '../model/tree';
import type { Fact } from './factStore';

/** What the tree says beside its folders: an edit of a Go file leaves it as it was. Key: the folder that was scanned. */
export type TreeLists = Omit<Tree, 'directories' | 'goFileCount'>;

export const treeLists: Fact<TreeLists> = {
  name: 'treeLists',
  barrier: true,
  compute: async (dir, facts) => {
    const { root, modules, workspaces, vendors, otherFiles, problems } = await facts.tree(dir);
    return { root, modules, workspaces, vendors, otherFiles, problems };
  },
  // The scan gives the same list again where nothing in it changed.
  equals: (a, b) => (Object.keys(a) as (keyof TreeLists)[]).every((key) => a[key] === b[key]),
};
