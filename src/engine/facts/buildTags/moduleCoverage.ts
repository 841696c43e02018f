import { joinPath, relativeWithin } from '../../../base/paths';
import { say, type Message } from '../../model/message';
import type { Unknown } from '../../model/outcome';
import type { TreeProblem } from '../../model/tree';
import type { Fact } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { directoriesOfModule } from '../packages/moduleDirectories';
import { treeLists } from '../treeLists';

/** How much of a module the scan has seen. */
export interface ModuleCoverage {
  /** why there is nothing to judge, where that is so */
  readonly nothing: Message | undefined;
  /** what it could not look at */
  readonly unseen: Unknown | undefined;
}

/**
 * By the module's absolute folder. A fact of its own, so that an edit somewhere in the tree does not run every check of
 * every module again.
 */
export const moduleCoverage: Fact<ModuleCoverage> = {
  name: 'moduleCoverage',
  compute: async (dir, facts) => {
    const directories = await facts.get(directoriesOfModule, dir);
    const { problems } = await facts.get(treeLists, facts.root);
    const within = problems.filter(({ path }) => relativeWithin(dir, joinPath(facts.root, path)) !== undefined);
    const unseen = unseenIn(within);
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind === 'file' && goMod.state === 'boundary') return { nothing: say('shared.goModBoundary'), unseen };
    const hasGoFiles = directories.some((directory) => directory.goFileCount > 0);
    return { nothing: hasGoFiles ? undefined : say('shared.noGoFiles'), unseen };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

function unseenIn(problems: readonly TreeProblem[]): Unknown | undefined {
  const [first] = problems;
  if (first === undefined) return undefined;
  const slow = first.kind === 'out-of-time' || first.kind === 'too-many-files';
  return {
    reason: say('shared.unreadable', { file: first.path === '' ? '.' : first.path, reason: first.detail }),
    needs: slow ? 'time' : 'readable-files',
    missing: problems.slice(0, 5).map(({ path }) => path),
  };
}
