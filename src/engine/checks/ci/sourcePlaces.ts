import { dirname } from '../../../base/paths';
import { dockerfilesOf, moduleHolding, type NeededGo } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import type { VersionSource } from '../../facts/ci/versionSources';
import { buildStages, contextFoldersOf } from '../../parse/ci/dockerStages';
import { compareGoVersions } from '../../parse/goVersion';

/** Where a stage stands that runs `go` on the repository, by file and place of its version: others are there for a tool. */
export async function placesOfBuilds(root: string, facts: Facts): Promise<ReadonlySet<string>> {
  const places = new Set<string>();
  for (const { file, content } of await dockerfilesOf(root, facts)) {
    for (const stage of buildStages(content)) {
      if (contextFoldersOf(stage).length === 0) continue;
      places.add(placeKey(file, stage.stage.imageRange.start.line));
      if (stage.go) places.add(placeKey(file, stage.go.place.start.line));
    }
  }
  return places;
}

/** Whether a source is one that builds this repository, as far as its format tells. */
export function buildsHere(source: VersionSource, places: ReadonlySet<string>): boolean {
  return source.kind !== 'dockerfile' || places.has(placeKey(source.file, source.range.start.line));
}

function placeKey(file: string, line: number): string {
  return `${file}:${line}`;
}

/** Folders in which tools keep what concerns the folder above. */
const toolFolders = /(^|\/)\.(devcontainer|circleci|gitlab|azure-pipelines|woodpecker|buildkite|config|mise)(\/.*)?$/;

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

export function goModName({ path }: NeededGo): string {
  return path === '' ? 'go.mod' : `${path}/go.mod`;
}
