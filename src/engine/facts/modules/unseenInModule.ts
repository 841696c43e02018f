import { joinPath, relativeWithin } from '../../../base/paths';
import type { Fact } from '../factStore';
import { treeLists } from '../treeLists';

/** What of a module the scan could not look at, relative to the root. Key: the module's folder. */
export const unseenInModule: Fact<readonly string[]> = {
  name: 'unseenInModule',
  compute: async (dir, facts) => {
    const { problems } = await facts.get(treeLists, facts.root);
    const below = (path: string): boolean => relativeWithin(dir, joinPath(facts.root, path)) !== undefined;
    return problems.flatMap(({ path }) => (below(path) ? [path] : [])).toSorted();
  },
  equals: (a, b) => a.join('\n') === b.join('\n'),
};
