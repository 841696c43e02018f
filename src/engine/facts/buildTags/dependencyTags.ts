import { relativeWithin } from '../../../base/paths';
import type { Directory } from '../../model/tree';
import type { Fact, Facts } from '../factStore';
import { workspaceUsing } from '../modules/workspaceOf';
import { folderOfModule, packagesOfFolder } from '../packages/moduleFolder';
import { buildList } from '../sums/buildList';
import { wholeUse } from '../sums/sumUse';
import { moduleBuildMode, workspaceBuildMode } from '../vendor/buildMode';
import { constraintTable } from './constraintTable';

/** The tags that only -tags can set and that files of other modules name, as far as builds of a module read them. */
export interface DependencyTags {
  readonly tags: ReadonlySet<string>;
  /** `path@version` of modules whose files could not be read: which tags they name is not known */
  readonly missing: readonly string[];
  /** go.work in effect, which may select other versions than the module asks for: not known either */
  readonly workspace: string | undefined;
}

/**
 * Reads the headers of all packages of all modules that provide one, so only somebody with a suspicion may ask. Key: the
 * module's folder.
 */
export const dependencyTags: Fact<DependencyTags> = {
  name: 'dependencyTags',
  compute: async (dir, facts) => {
    const workspace = await facts.get(workspaceUsing, dir);
    const build = workspace
      ? await facts.get(workspaceBuildMode, workspace.path)
      : await facts.get(moduleBuildMode, dir);
    if (build.mode === 'vendor' && build.folder !== undefined) {
      const { directories } = await facts.tree(build.folder);
      return { tags: await tagsOf(directories.values(), facts), missing: [], workspace: undefined };
    }
    const { modules } = await facts.get(buildList, dir);
    const isOutside = (member: string): boolean => relativeWithin(facts.root, member) === undefined;
    if (workspace && (modules.size > 0 || workspace.modules.some((member) => isOutside(member.dir))))
      return { tags: new Set(), missing: [], workspace: workspace.path };
    const { used, missing } = await facts.get(wholeUse, dir);
    const tags = new Set<string>();
    for (const [path, use] of used) {
      const module = use.provides ? modules.get(path) : undefined;
      const folder = module && (await folderOfModule(module.source, dir, facts));
      if (folder === undefined) continue;
      const packages = await packagesOfFolder(folder, facts);
      for (const tag of await tagsOf(packages.values(), facts)) tags.add(tag);
    }
    return { tags, missing, workspace: undefined };
  },
  equals: (a, b) => JSON.stringify(plain(a)) === JSON.stringify(plain(b)),
};

async function tagsOf(directories: Iterable<Directory>, facts: Facts): Promise<ReadonlySet<string>> {
  const table = await facts.get(constraintTable);
  const tags = new Set<string>();
  for (const { goFiles, otherFiles } of directories)
    for (const { constraints } of [...goFiles, ...otherFiles])
      for (const tag of table.header(constraints).customTags) tags.add(tag);
  return tags;
}

function plain({ tags, missing, workspace }: DependencyTags): unknown {
  return [[...tags], missing, workspace];
}
