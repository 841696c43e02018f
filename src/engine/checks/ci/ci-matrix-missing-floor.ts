import { neededGo } from '../../facts/ci/ciFiles';
import { versionSources, type VersionSource } from '../../facts/ci/versionSources';
import { treeLists } from '../../facts/treeLists';
import type { RootCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { minorOf } from '../../parse/ci/goDeclaration';
import type { SourceKind } from '../../parse/ci/sources/sourceFormat';
import { compareGoVersions, goLanguageVersion } from '../../parse/goVersion';
import { neededBy } from '../../facts/ci/sourceModules';
import { goModName } from './sourcePlaces';

export const ciMatrixMissingFloor: RootCheck = {
  id: 'ci-matrix-missing-floor',
  family: 'ci',
  scope: 'root',
  title: 'A matrix of Go versions has the one that go.mod promises',
  why: 'go.mod says which Go is enough. Where nothing is tested with it, only the users of the module find out.',
  fix: 'Add the version of the go line to the matrix, or raise the go line to the oldest version that is tested.',
  severity: 'info',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    floor: 'Job {job} tests Go {versions}; nothing tests Go {required}, which {goMod} says is enough',
    promises: 'says that Go {required} is enough',
    noMatrix: 'no workflow has a matrix of Go versions',
  },
  run: async (root, facts) => {
    const sources = await facts.get(versionSources, root.dir);
    const modules = await facts.get(neededGo, root.dir);
    const { modules: paths } = await facts.get(treeLists, root.dir);
    const jobs = matricesOf(sources);
    if (jobs.length === 0) return notApplicable(say('noMatrix'));
    const tested = sources.filter(({ kind }) => continuous.includes(kind));
    const findings = jobs.flatMap((job) => {
      const [first] = job;
      const needed = first && neededBy({ path: 'go.mod' }, modules, paths);
      // Of several modules nobody knows which the matrix is for.
      if (!needed || modules.length !== 1) return [];
      const floor = goLanguageVersion(needed.required);
      const isAbove = job.every(({ version }) => compareGoVersions(minorOf(version) ?? '', floor) > 0);
      if (!isAbove || tested.some((source) => mayTest(source, floor))) return [];
      const versions = job.map(({ text }) => text).join(', ');
      const args = { job: first.place, versions, goMod: goModName(needed), required: needed.required };
      return [
        {
          message: say('floor', args),
          location: { file: first.file, range: first.range },
          related: [{ ...needed.place, message: say('promises', { required: needed.required }) }],
          key: first.place,
        },
      ];
    });
    return found(findings.slice(0, 1));
  },
};

const continuous: readonly SourceKind[] = ['github', 'gitlab', 'circleci', 'azure', 'jenkins', 'travis', 'pipeline'];

/** Jobs of workflows whose matrix has several versions, all of them known. */
function matricesOf(sources: readonly VersionSource[]): readonly (readonly VersionSource[])[] {
  const jobs = new Map<string, VersionSource[]>();
  for (const source of sources) {
    if (source.kind !== 'github' || !source.oneOfMany) continue;
    const key = `${source.file} ${source.place}`;
    jobs.set(key, [...(jobs.get(key) ?? []), source]);
  }
  return [...jobs.values()].filter((job) => job.every(({ version }) => minorOf(version) !== undefined));
}

/** The line itself, or something that only a run or another file knows. */
function mayTest({ version }: VersionSource, floor: string): boolean {
  if (version.kind === 'moving') return false;
  const line = minorOf(version);
  return line === undefined || line === floor;
}
