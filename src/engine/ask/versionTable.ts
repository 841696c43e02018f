import { neededGo, type NeededGo } from '../facts/ci/ciFiles';
import { neededBy } from '../facts/ci/sourceModules';
import { versionSources, type VersionSource } from '../facts/ci/versionSources';
import { treeLists } from '../facts/treeLists';
import { say, type Message } from '../model/message';
import { minorOf, newestOf } from '../parse/ci/goDeclaration';
import { endOfSupport, releaseTableDate, supportedLines } from '../parse/ci/goSupport';
import { compareGoVersions } from '../parse/goVersion';
import type { Question } from './question';

/** A place of the repository that says which Go, with what follows from it. */
export interface VersionRow extends VersionSource {
  /** how it stands to the go line of the module that it serves */
  readonly standing:
    | 'needed'
    | 'enough'
    | 'too-old'
    /** another file says it, or the calendar, or only a run */
    | 'elsewhere'
    | 'moving'
    | 'unknown'
    /** no go line to hold it against */
    | 'alone';
  /** month since which its line of releases has had no fixes */
  readonly endedSince: string | undefined;
  /** the rest of what is worth knowing of it, in words */
  readonly remarks: readonly Message[];
}

/** Everything in a repository that says which Go, by file and position. */
export interface VersionTable {
  /** absolute */
  readonly folder: string;
  readonly rows: readonly VersionRow[];
  /** lines of releases that have fixes, newest first, as of `asOf` */
  readonly supported: readonly string[];
  readonly asOf: string;
}

/** @param root the folder that is verified */
export function versionTable(root: string): Question<VersionTable> {
  return async (facts) => {
    const sources = await facts.get(versionSources, root);
    const modules = await facts.get(neededGo, root);
    const { modules: paths } = await facts.get(treeLists, root);
    const rows = sources.map((source) => rowOf(source, neededBy(source, modules, paths)));
    return { folder: root, rows: rows.toSorted(byPlace), supported: supportedLines(), asOf: releaseTableDate };
  };
}

function rowOf(source: VersionSource, needed: NeededGo | undefined): VersionRow {
  const standing = standingOf(source, needed);
  const line = source.meaning === 'builds' || source.meaning === 'develops' ? minorOf(source.version) : undefined;
  const endedSince = line === undefined || source.float !== undefined ? undefined : endOfSupport(line);
  return { ...source, standing, endedSince, remarks: remarksOn(source, standing, endedSince, needed) };
}

function standingOf(
  { meaning, version, kind, float }: VersionSource,
  needed: NeededGo | undefined,
): VersionRow['standing'] {
  if (meaning === 'requires') return 'needed';
  if (version.kind === 'file') return 'elsewhere';
  // What YAML made a number is not what was meant.
  if (version.kind === 'unknown' || float !== undefined) return 'unknown';
  const newest = newestOf(version);
  if (newest === undefined) return 'moving';
  if (needed === undefined || kind === 'go.work') return 'alone';
  return compareGoVersions(newest, needed.required) < 0 ? 'too-old' : 'enough';
}

function remarksOn(
  { version, oneOfMany, float, switching, text }: VersionSource,
  standing: VersionRow['standing'],
  endedSince: string | undefined,
  needed: NeededGo | undefined,
): Message[] {
  const remarks: Message[] = [];
  const goMod = needed === undefined || needed.path === '' ? 'go.mod' : `${needed.path}/go.mod`;
  if (float !== undefined) remarks.push(say('versions.float', { source: float, text }));
  if (standing === 'too-old') remarks.push(say('versions.tooOld', { goMod, required: needed?.required ?? '' }));
  if (standing === 'moving') remarks.push(say('versions.moving'));
  if (version.kind === 'unknown') remarks.push(say('versions.unknown'));
  if (version.kind === 'file') remarks.push(say('versions.file', { path: version.path }));
  if (endedSince !== undefined) remarks.push(say('versions.ended', { month: endedSince }));
  if (oneOfMany) remarks.push(say('versions.oneOfMany'));
  if (switching === 'local') remarks.push(say('versions.local'));
  return remarks;
}

function byPlace(a: VersionRow, b: VersionRow): number {
  const rank = ({ kind }: VersionRow): number => (kind === 'go.work' ? 0 : kind === 'go.mod' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
}
