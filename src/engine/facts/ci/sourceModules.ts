import { dirname } from '../../../base/paths';
import { compareGoVersions } from '../../parse/goVersion';
import { moduleHolding, type NeededGo } from './ciFiles';
import type { VersionSource } from './versionSources';

/** Folders in which tools keep what concerns the folder above. */
const toolFolders =
  /(^|\/)\.(devcontainer|circleci|gitlab|github|gitea|forgejo|azure-pipelines|woodpecker|buildkite|config|mise)(\/.*)?$/;

/**
 * What a file of a repository has to be enough for: the module that holds it; of modules below it the one that needs
 * least, which is certainly not too much to ask.
 */
export function neededBy(
  source: Pick<VersionSource, 'path'>,
  modules: readonly NeededGo[],
  paths: readonly string[],
): NeededGo | undefined {
  const parent = source.path.includes('/') ? dirname(source.path) : '';
  const folder = parent.replace(toolFolders, '');
  const holding = moduleHolding(paths, folder);
  if (holding !== undefined) return modules.find(({ path }) => path === holding);
  const below = paths.filter((path) => folder === '' || path.startsWith(`${folder}/`));
  const needed = modules.filter(({ path }) => below.includes(path));
  // A module without a go line asks for nothing, and may be the one that is meant.
  if (needed.length < below.length) return undefined;
  return needed.toSorted((a, b) => compareGoVersions(a.required, b.required))[0];
}
