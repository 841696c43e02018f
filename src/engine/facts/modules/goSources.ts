import { allKnown } from '../../../base/awaitable';
import { isAbsolutePath, joinPath } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import type { Directory } from '../../model/tree';
import { directoriesOfModule } from '../packages/moduleDirectories';
import { pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { goModOf } from './goModOf';
import { goWorkOf, workspaceOf } from './workspaceOf';

/** Texts of files, and folders of the tree, which are other objects when a header in them has changed. */
export type GoSources = readonly (string | Directory | undefined)[];

/**
 * What `go mod tidy` answers from. Nobody tells the store what a process reads, so whoever asks go about a module asks
 * this first: an answer must not outlive the files that it was made from. Key: the module's folder.
 */
export const goSources: Fact<GoSources> = {
  name: 'goSources',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    const replaces = goMod.kind === 'file' ? goMod.file.replace : [];
    const folders = replaces
      .filter(({ newVersion }) => newVersion === undefined)
      .map(({ newPath }) => pathFromVariable(facts.environment, newPath.value))
      .map((named) => (isAbsolutePath(named) ? joinPath(named) : joinPath(dir, named)));
    const all = await Promise.all([dir, ...new Set(folders)].map((folder) => ownSources(folder, facts)));
    return all.flat();
  },
  equals: sameElements,
};

/** The same of a build inside the workspace that is in effect in a module's folder. Key: the module's folder. */
export const goWorkspaceSources: Fact<GoSources> = {
  name: 'goWorkspaceSources',
  compute: async (dir, facts) => {
    const own = await facts.get(goSources, dir);
    const workspace = await facts.get(workspaceOf, dir);
    if (workspace.kind !== 'file') return own;
    return [...own, ...(await facts.get(sourcesOfGoWork, workspace.path))];
  },
  equals: sameElements,
};

/** Key: absolute path of a go.work. */
const sourcesOfGoWork: Fact<GoSources> = {
  name: 'sourcesOfGoWork',
  compute: async (path, facts) => {
    const workspace = await facts.get(goWorkOf, path);
    if (workspace.kind !== 'file') return [];
    const members = await allKnown(workspace.modules.map(({ dir }) => facts.get(goSources, dir)));
    return [workspace.text, await facts.readText(`${path}.sum`), ...members.flat()];
  },
  equals: sameElements,
};

async function ownSources(dir: string, facts: Facts): Promise<GoSources> {
  const files = ['go.mod', 'go.sum', 'vendor/modules.txt'];
  const texts = await allKnown(files.map((name) => facts.readText(joinPath(dir, name))));
  return [...texts, ...(await facts.get(directoriesOfModule, dir))];
}
