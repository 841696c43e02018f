import { groupBy } from '../../../base/groupBy';
import { getOrSet } from '../../../base/getOrSet';
import { joinPath } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import { newestKnownMinor } from '../../constraints/ports';
import { listRows, printRow, unite } from '../../constraints/rows';
import { describeRows, isBuiltAt, type TargetLevel } from '../../constraints/targetLevels';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { partlyExportedFolders } from '../../facts/buildTags/moduleSymbols';
import { moduleGoLine } from '../../facts/buildTags/moduleGoLine';
import { ignoredFolders, pathWithinModule } from '../../facts/buildTags/moduleTags';
import { targetUniverse } from '../../facts/buildTags/targetUniverse';
import {
  partialImports,
  partialKey,
  type AskedLevel,
  type PartialImport,
  type PartialImports,
} from '../../facts/dependencies/partialImports';
import type { Facts } from '../../facts/factStore';
import { IgnoredFolders } from '../../facts/modules/ignoredFolders';
import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import { notAtHand } from '../../modfile/notAtHand';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import type { ImportedNamesQuestion, PartialPackage } from '../../model/importedNames';
import { say } from '../../model/message';
import { found, type Unknown } from '../../model/outcome';
import type { Location } from '../../model/range';
import type { Directory } from '../../model/tree';
import { nothingToJudge } from './inspection';
import { askedAt, LackedNames, type LackedName } from './lackedNames';
import { filesOf, importersOf, type Importer } from './packageImporters';
import { notParsed, notRead } from './wholeFiles';

/** More places than this nobody reads. */
const mostPlaces = 10;

export const importedSymbolMissingInConfiguration: ModuleCheck = {
  id: 'imported-symbol-missing-in-configuration',
  family: 'build-tags',
  title: 'Every build has the names that its files use of other packages',
  why: 'A package may export a name to some builds alone, as syscall does with Kill: the others stop with "undefined: syscall.Kill". go build on your own machine does not show it.',
  fix: 'Move the code that uses the name into a file for the builds that have it, with a counterpart for the others.',
  severity: 'info',
  worst: 'error',
  confidence: 'certain',
  // Whole files of other packages are read, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
  messages: {
    one: '{name} is undefined for {target}: package {package} has it for other builds only',
    more: '{name} and {count} more are undefined for {target}: package {package} has {name} for other builds only',
    also: 'uses {name}, which is undefined there too',
    broken: '{file} does not parse, so what it uses of other packages was not verified',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const levels = (await targetUniverse(module, facts)).filter(({ level }) => level !== 'all');
    const own = await partlyExportedFolders(module, facts);
    const imports = await facts.get(partialImports, partialKey(module.dir, together(levels.map(askedAt)), own));
    const users = await usersOf(module, imports, levels, facts);
    const oldestMinor = (await facts.get(moduleGoLine, module.dir))?.minor ?? Math.min(16, newestKnownMinor);
    const folders = await facts.get(directoriesOfModule, module.dir);
    const names = new LackedNames(levels, oldestMinor, folders, await facts.get(constraintTable));
    const looked = await Promise.all(users.map((user) => look(user, names, facts)));
    const findings = inGroups(looked.flatMap(({ lacked }) => lacked)).map((group) => draftOf(group, facts));
    const broken = looked.flatMap((one) => one.broken);
    const unread = looked.flatMap((one) => one.unread);
    const unknown = notRead(facts.root, unread) ?? notParsed(facts.root, broken) ?? notKnown(imports);
    return found(findings, unseen ?? unknown);
  },
};

/** What differs in nothing but its targets is one question. */
function together(asked: readonly AskedLevel[]): readonly AskedLevel[] {
  const alike = new Map<string, AskedLevel>();
  for (const one of asked) {
    const key = [one.hasOpenTags, ...one.tags].join();
    const known = alike.get(key);
    alike.set(key, known ? { ...known, rows: unite(known.rows, one.rows) } : one);
  }
  return [...alike.values()];
}

function notKnown({ missing, noStandardLibrary }: PartialImports): Unknown | undefined {
  if (missing.length > 0) return notAtHand(missing);
  return noStandardLibrary ? { reason: say('shared.noStandardLibrary'), needs: 'go', missing: [] } : undefined;
}

/** A folder whose files import packages that export some names to some builds alone. */
interface User {
  readonly directory: Directory;
  readonly imports: readonly Importer<PartialImport>[];
}

async function usersOf(
  { dir }: Module,
  { packages }: PartialImports,
  levels: readonly TargetLevel[],
  facts: Facts,
): Promise<readonly User[]> {
  const ignored = new IgnoredFolders(await facts.get(ignoredFolders, dir));
  const byFolder = new Map<Directory, Importer<PartialImport>[]>();
  for (const importer of (await importersOf(dir, packages, facts)).flat()) {
    const { directory } = importer;
    const isBuilt = levels.some((level) => isBuiltAt(level, directory.path));
    if (isBuilt && !ignored.has(pathWithinModule(facts.root, dir, directory)))
      getOrSet(byFolder, directory, () => []).push(importer);
  }
  return Array.from(byFolder, ([directory, imports]) => ({ directory, imports }));
}

interface Looked {
  readonly lacked: readonly LackedName[];
  /** absolute paths */
  readonly broken: readonly string[];
  readonly unread: readonly { readonly path: string; readonly detail: string }[];
}

async function look({ directory, imports }: User, names: LackedNames, facts: Facts): Promise<Looked> {
  const folder = joinPath(facts.root, directory.path);
  const files = new Map(imports.flatMap((each) => filesOf(each)).map((file) => [file.name, file]));
  const packages = new Map(imports.map(({ path, imported }) => [path, imported]));
  const read = await Promise.all(
    questionsOf(imports, names).map(async (question) => facts.readImportedNames({ folder, ...question })),
  );
  const broken = read.flatMap((each) => each.broken);
  const unread = read.flatMap((each) => each.unread);
  const places = new Map([...files.keys()].map((name, at) => [name, at]));
  // Where the package itself does not build, its tests need not be told.
  const uses = read
    .flatMap((each) => each.uses)
    .toSorted(
      (a, b) =>
        Number(isTestFileName(a.file)) - Number(isTestFileName(b.file)) ||
        (places.get(a.file) ?? 0) - (places.get(b.file) ?? 0),
    );
  const told = new Set<string>();
  const lacked = uses.flatMap((use): readonly LackedName[] => {
    const file = files.get(use.file);
    const imported = packages.get(use.path);
    const key = `${use.path} ${use.name}`;
    const isTest = isTestFileName(use.file);
    if (file === undefined || imported === undefined || (isTest && told.has(key))) return [];
    const found = names.find(use, file, isTest, directory, imported);
    if (found.length > 0) told.add(key);
    return found;
  });
  return {
    lacked,
    broken: broken.map((name) => joinPath(folder, name)),
    unread: unread.map(({ file, detail }) => ({ path: joinPath(folder, file), detail })),
  };
}

/** Files that the same builds certainly have are asked about together; those to which no build can lack a name are not. */
function questionsOf(
  imports: readonly Importer<PartialImport>[],
  names: LackedNames,
): readonly Omit<ImportedNamesQuestion, 'folder'>[] {
  const byFile = new Map<string, PartialPackage[]>();
  for (const importer of imports)
    for (const file of filesOf(importer)) {
      const lacking = names.groupsFor(file, importer.imported);
      if (lacking.length > 0) getOrSet(byFile, file.name, () => []).push({ ...importer.imported.package, lacking });
    }
  const alike = groupBy(byFile, ([, packages]) =>
    packages.map(({ digest, lacking }) => [digest, ...lacking].join()).join(' '),
  );
  return Array.from(alike.values(), (group) => ({ files: group.map(([name]) => name), packages: group[0][1] }));
}

/** Names that the same builds lack are told together: those of a folder, and where nobody seems to mean these builds, all. */
function inGroups(lacked: readonly LackedName[]): readonly (readonly [LackedName, ...LackedName[]])[] {
  const groups = new Map<string, [LackedName, ...LackedName[]]>();
  for (const one of lacked) {
    const { directory, isTest, level, rows, severity } = one;
    const where = severity === 'info' || severity === 'hint' ? '*' : directory.path;
    const key = JSON.stringify([where, isTest, level.level, ...level.tags, rows.toString(16), severity]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

function draftOf([first, ...others]: readonly [LackedName, ...LackedName[]], facts: Facts): FindingDraft {
  const { use, level, rows, severity } = first;
  const names = new Set([first, ...others].map(nameOf));
  const tags = [...level.tags].toSorted();
  const suffix = tags.length > 0 ? `,tags=${tags.join('+')}` : '';
  return {
    message: say(names.size === 1 ? 'one' : 'more', {
      name: nameOf(first),
      count: names.size - 1,
      target: describeRows(rows, level),
      package: use.path,
    }),
    severity,
    location: placeOf(first, facts),
    related: others.slice(0, mostPlaces).map((one): RelatedLocation => ({
      ...placeOf(one, facts),
      message: say('also', { name: nameOf(one) }),
    })),
    targets: listRows(rows).map((row) => `${printRow(row)}${suffix}`),
    key: `${use.path} ${use.name} ${level.level}`,
    about: [nameOf(first)],
  };
}

/** As the source says it. */
function nameOf({ use, imported }: LackedName): string {
  return `${imported.package.name}.${use.name}`;
}

function placeOf({ directory, use: { file, range } }: LackedName, facts: Facts): Location {
  return { file: joinPath(facts.root, directory.path, file), range };
}
