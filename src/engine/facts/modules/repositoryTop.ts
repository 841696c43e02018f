import { dirname, joinPath } from '../../../base/paths';
import type { Fact } from '../factStore';

/** The folder of the git work tree around a folder, from the `.git` in it; undefined where there is none. Key: the folder. */
export const repositoryTop: Fact<string | undefined> = {
  name: 'repositoryTop',
  compute: async (dir, facts) => {
    for (let at = dir; ; at = dirname(at)) {
      if ((await facts.stat(joinPath(at, '.git'))) !== undefined) return at;
      if (dirname(at) === at) return undefined;
    }
  },
};
