import { neededGo } from '../../facts/ci/ciFiles';
import { versionSources, type VersionSource } from '../../facts/ci/versionSources';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import { minorOf } from '../../parse/ci/goDeclaration';
import { endOfSupport, releaseTableDate, supportedLines } from '../../parse/ci/goSupport';
import type { SourceKind } from '../../parse/ci/sources/sourceFormat';
import { compareGoVersions } from '../../parse/goVersion';
import { proposedVersion, raiseSources } from './raiseVersion';
import { buildsHere, byFile, placesOfBuilds } from './sourcePlaces';

export const ciGoEol: RootCheck = {
  id: 'ci-go-eol',
  family: 'ci',
  scope: 'root',
  title: 'Builds run a Go that still gets fixes',
  why: 'The Go project repairs the two newest lines of releases. What an older one builds keeps every fault of its standard library that was found since.',
  fix: 'Move to a line that is supported.',
  severity: 'warning',
  worst: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ended:
      'Go {line} has had no fixes from the Go project since {month}, not even of security; supported are {supported} (as of {date})',
    also: 'Go {version} as well',
    raise: 'Change the version to {version}',
    noVersions: 'no file says which Go a build runs',
  },
  run: async (root, facts) => {
    const sources = (await facts.get(versionSources, root.dir)).filter(isBuild);
    if (sources.length === 0) return notApplicable(say('noVersions'));
    const places = await placesOfBuilds(root.dir, facts);
    const ended = sources.filter((source) => {
      const line = lineOf(source);
      return line !== undefined && endOfSupport(line) !== undefined && !isTurn(source, sources);
    });
    const needed = (await facts.get(neededGo, root.dir)).map(({ required }) => required).toSorted(compareGoVersions);
    const target = proposedVersion(needed.at(-1));
    return found(byFile(ended).map((group) => draftOf(newestFirst(group), severityOf(group, sources, places), target)));
  },
};

function isBuild({ meaning }: VersionSource): boolean {
  return meaning === 'builds' || meaning === 'develops';
}

/** What YAML made of a number is not what was meant. */
function lineOf({ version, float }: VersionSource): string | undefined {
  return float === undefined ? minorOf(version) : undefined;
}

/** A library tests old lines on purpose, beside one that is supported. */
function isTurn(source: VersionSource, all: readonly VersionSource[]): boolean {
  if (!source.oneOfMany) return false;
  return all.some((other) => other.file === source.file && other.oneOfMany && mayBeSupported(other));
}

function mayBeSupported(source: VersionSource): boolean {
  const line = lineOf(source);
  return line === undefined || endOfSupport(line) === undefined;
}

/** What goes out to users carries the faults along; a job that tests, and a developer's machine, do not. */
const shipping: readonly SourceKind[] = ['dockerfile', 'goreleaser', 'buildpack', 'bazel'];

/** Beside a supported Go in a file of the same kind it may be there to test what still works; an image may be there for a tool. */
function severityOf(
  group: readonly VersionSource[],
  all: readonly VersionSource[],
  places: ReadonlySet<string>,
): Severity {
  const [first] = group;
  const beside = all.some((other) => other.kind === first?.kind && mayBeSupported(other));
  const ships = group.some((source) => shipping.includes(source.kind) && buildsHere(source, places));
  return ships && !beside ? 'warning' : 'info';
}

/** Where the newest has ended, so have all. */
function newestFirst(group: readonly VersionSource[]): readonly VersionSource[] {
  return group.toSorted((a, b) => compareGoVersions(lineOf(b) ?? '', lineOf(a) ?? ''));
}

function draftOf(group: readonly VersionSource[], severity: Severity, target: string | undefined): FindingDraft {
  const [first, ...others] = group;
  const line = first && lineOf(first);
  if (first === undefined || line === undefined) throw new Error('a group of nothing');
  const supported = supportedLines();
  return {
    message: say('ended', {
      line,
      month: endOfSupport(line) ?? '',
      supported: supported.toReversed().join(', '),
      date: releaseTableDate,
    }),
    severity,
    location: { file: first.file, range: first.range },
    related: others.map(({ file, range, text }) => ({ file, range, message: say('also', { version: text }) })),
    fixes: target === undefined ? [] : raiseSources(group, target),
    key: `${line} ${first.place}`,
  };
}
