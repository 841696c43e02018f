import { joinPath } from '../../../base/paths';
import { withBothCgo } from '../../constraints/cgoPartners';
import { isSubset, listRows, printRow, unite } from '../../constraints/rows';
import { describeRows, isBuiltAt, type TargetLevel } from '../../constraints/targetLevels';
import { constrainedFile } from '../../facts/buildTags/constrainedFile';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { ignoredFolders, pathWithinModule } from '../../facts/buildTags/moduleTags';
import { IgnoredFolders } from '../../facts/modules/ignoredFolders';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { targetUniverse } from '../../facts/buildTags/targetUniverse';
import { dependencyPorts, portsKey } from '../../facts/dependencies/dependencyPorts';
import type { ImportStep } from '../../facts/dependencies/portWalk';
import type { Facts } from '../../facts/factStore';
import { notAtHand } from '../../modfile/notAtHand';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, type Unknown } from '../../model/outcome';
import { startOfFile, type Location } from '../../model/range';
import { DependencyFailures, type DependencyImporter, type FailingImport } from './dependencyFailures';
import { nothingToJudge } from './inspection';
import { importersOf } from './packageImporters';

/** More places than this nobody reads. */
const mostPlaces = 10;

export const dependencyExcludedOnTarget: ModuleCheck = {
  id: 'dependency-excluded-on-target',
  family: 'build-tags',
  title: 'Every package of another module has a file wherever its import is built',
  why: 'Where all files of a package are excluded, go stops at whoever imports it, itself or through others: "build constraints exclude all Go files".',
  fix: 'Constrain the importing file likewise, or build the other targets without that module.',
  severity: 'info',
  worst: 'error',
  confidence: 'certain',
  // The headers of all packages that a build rests on are read, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
  messages: {
    declared:
      'this import needs package {package}, which has no Go file for {target}, a declared target: go build stops here',
    built:
      'this import needs package {package}, which has no Go file for {target}, which a file here builds for: go build stops here',
    port: 'this import needs package {package}, which has no Go file for {target}: go build stops here on that port',
    tested:
      'this import needs package {package}, which has no Go file for {target}, where a file here runs tests: go test stops here',
    test: 'this import needs package {package}, which has no Go file for {target}, a declared target: go test and go vet stop here',
    also: 'stops here too, at {import}',
    elsewhere: 'stops at the same package for {target}, at {import}',
    step: '{importer} imports {package}',
    none: 'the module imports no package of another module',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const levels = (await targetUniverse(module, facts)).filter(({ level }) => level !== 'all');
    const ignored = new IgnoredFolders(await facts.get(ignoredFolders, module.dir));
    const isLookedAt = ({ directory }: DependencyImporter): boolean =>
      !ignored.has(pathWithinModule(facts.root, module.dir, directory));
    const failures = new DependencyFailures(await facts.get(constraintTable));
    for (const level of levels) {
      const ports = await facts.get(dependencyPorts, keyOf(module, level, levels));
      if (ports.kind === 'none') return notApplicable(say('none'));
      if (ports.kind === 'faulty') return notApplicable(ports.reason);
      if (ports.kind === 'missing') return { kind: 'unknown', unknown: notAtHand(ports.modules) };
      const importers = (await importersOf(module.dir, ports.packages, facts)).flat();
      failures.judge(
        level,
        importers.filter((importer) => isLookedAt(importer) && isBuiltAt(level, importer.directory.path)),
      );
    }
    const findings = await Promise.all(failures.together().map((failing) => draftOf(failing, facts)));
    return found(findings, unseen ?? unknownBecause(failures.notAtHand));
  },
};

function tagsOf({ tags }: TargetLevel): string {
  return [...tags].toSorted().join();
}

/** Targets that somebody names and that have the same tags share an answer. On the others nobody says which tags are passed. */
function keyOf({ dir }: Module, { level, rows, tags }: TargetLevel, levels: readonly TargetLevel[]): string {
  const names = [...tags].toSorted();
  if (level === 'first-class') return portsKey(dir, { rows, tags: names, hasOpenTags: true });
  const alike = levels.filter((one) => one.level !== 'first-class' && tagsOf(one) === names.join());
  const all = withBothCgo(alike.map((one) => one.rows).reduce(unite));
  return portsKey(dir, { rows: all, tags: names, hasOpenTags: false });
}

function unknownBecause(modules: ReadonlySet<string>): Unknown | undefined {
  return modules.size === 0 ? undefined : notAtHand([...modules].toSorted());
}

/** @param failing the first is told, the others beside it */
async function draftOf(
  [first, ...others]: readonly [FailingImport, ...FailingImport[]],
  facts: Facts,
): Promise<FindingDraft> {
  const { importer, level, severity } = first;
  const { rows, way } = first.reason;
  const also = others.slice(0, mostPlaces).map(async (one): Promise<RelatedLocation> => ({
    ...(await placeOf(one, facts)),
    message: alsoOf(one, first),
  }));
  return {
    message: say(messageOf(first), { package: way.last.importPath, target: describeRows(rows, level) }),
    severity,
    location: await placeOf(first, facts),
    related: await Promise.all([...way.imports.map((step) => stepOf(step, facts)), ...also]),
    targets: listRows(rows).map(printRow),
    key: `${importer.path} ${way.last.importPath}`,
  };
}

function messageOf({ level, importer: { isTest } }: FailingImport): string {
  if (isTest) return level.level === 'declared' ? 'test' : 'tested';
  return level.level === 'declared' || level.level === 'built' ? level.level : 'port';
}

/** What stops other builds than those that are told of must not be taken for one of these. */
function alsoOf({ importer: { path }, level, reason }: FailingImport, told: FailingImport): Message {
  return tagsOf(level) === tagsOf(told.level) && isSubset(told.reason.rows, reason.rows)
    ? say('also', { import: path })
    : say('elsewhere', { import: path, target: describeRows(reason.rows, level) });
}

function placeOf({ importer: { directory, path }, reason: { file } }: FailingImport, facts: Facts): Promise<Location> {
  return importPlace(joinPath(facts.root, directory.path, file), path, facts);
}

async function stepOf({ importer, file, imported }: ImportStep, facts: Facts): Promise<RelatedLocation> {
  const place = await importPlace(joinPath(importer.folder, file), imported.importPath, facts);
  return { ...place, message: say('step', { importer: importer.importPath, package: imported.importPath }) };
}

async function importPlace(file: string, path: string, facts: Facts): Promise<Location> {
  const spec = (await facts.get(constrainedFile, file))?.header.imports.find((at) => at.path === path);
  return { file, range: spec?.range ?? startOfFile };
}
