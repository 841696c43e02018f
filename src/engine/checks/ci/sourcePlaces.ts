import { dockerfilesOf, type NeededGo } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import type { VersionSource } from '../../facts/ci/versionSources';
import { buildStages, contextFoldersOf } from '../../parse/ci/dockerStages';

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

export function goModName({ path }: NeededGo): string {
  return path === '' ? 'go.mod' : `${path}/go.mod`;
}

/** Sources of one file are told together; a variable that several jobs read is one place, told and changed once. */
export function byFile(sources: readonly VersionSource[]): readonly (readonly VersionSource[])[] {
  const files = new Map<string, Map<string, VersionSource>>();
  for (const source of sources) {
    const { line, column } = source.range.start;
    const places = files.get(source.file) ?? new Map<string, VersionSource>();
    const place = `${line}:${column}`;
    if (!places.has(place)) places.set(place, source);
    files.set(source.file, places);
  }
  return Array.from(files.values(), (places) => [...places.values()]);
}
