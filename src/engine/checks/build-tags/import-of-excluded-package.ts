import { rowsOfFile } from '../../constraints/fileRows';
import { getOrSet } from '../../../base/getOrSet';
import { joinPath } from '../../../base/paths';
import { remember } from '../../../base/remember';
import { failingWithBothCgo, rowsThatCount, rowsWithCgo, withBothCgo } from '../../constraints/cgoPartners';
import type { ConstraintTable } from '../../constraints/constraintTable';
import { isTestFileName } from '../../constraints/fileName';
import {
  complement,
  haveCommonRow,
  intersect,
  listRows,
  noRows,
  printRow,
  unite,
  type RowSet,
} from '../../constraints/rows';
import { concerns, describeRows, isBuiltAt, type TargetLevel } from '../../constraints/targetLevels';
import { sourceHeader } from '../../facts/buildTags/sourceHeader';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { targetUniverse } from '../../facts/buildTags/targetUniverse';
import type { Fact, Facts } from '../../facts/factStore';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import type { Severity } from '../../model/severity';
import type { Directory, GoFile } from '../../model/tree';
import { tagsNamedBy } from './fileRows';
import { nothingToJudge } from './inspection';
import { filesOf, importersOf, packagesBy, type Importer, type Packages } from './packageImporters';

export const importOfExcludedPackage: ModuleCheck = {
  id: 'import-of-excluded-package',
  family: 'build-tags',
  title: 'Every imported package has a file wherever the import is built',
  why: 'Where all files of a package are excluded, go stops at whoever imports it: "build constraints exclude all Go files".',
  fix: 'Constrain the importing file likewise, or give the package a file for the other targets.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    declared: 'package {package} has no Go file for {target}, a declared target: go build stops at this import',
    built: 'package {package} has no Go file for {target}, which a file here builds for: go build stops at this import',
    port: 'package {package} has no Go file for {target}: go build stops at this import there',
    tested: 'package {package} has no Go file for {target}, where a file here runs tests: go test stops at this import',
    test: 'package {package} has no Go file for {target}: go test and go vet stop at this import there',
    also: 'imports it too',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const levels = (await targetUniverse(module, facts)).filter(({ level }) => level !== 'all');
    // A package that every first-class port has may lack a target that somebody names.
    const isNamed = levels.some(({ level }) => level !== 'first-class');
    const imported = await facts.get(isNamed ? packages.conditional : packages.limited, module.dir);
    if (imported.size === 0) return found([], unseen);
    const table = await facts.get(constraintTable);
    const findings: FindingDraft[] = [];
    const stopped = new Set<string>();
    for (const importers of await importersOf(module.dir, imported, facts)) {
      const failures = levels
        .flatMap((level) => rowsAt(level).failures(importers, table))
        .filter(({ level, importer }) => isBuiltAt(level, importer.directory.path));
      if (failures.length === 0) continue;
      for (const importer of importers) {
        const pair = `${importer.directory.path} ${importer.path}`;
        const failure = failures.find((at) => at.importer === importer);
        // Where the package itself does not build, its tests need not be told.
        if (failure === undefined || stopped.has(pair)) continue;
        findings.push(await draftOf(failure, table, facts));
        stopped.add(pair);
      }
    }
    return found(findings, unseen);
  },
};

/** Packages with a trait. What no first-class port builds has a finding of its own. */
function packagesWith(trait: 'conditional' | 'limited'): Fact<Packages> {
  return packagesBy(trait, ({ traits, unreachable }) =>
    (traits.get(trait) ?? []).filter((directory) => !unreachable.includes(directory)),
  );
}

const packages = { conditional: packagesWith('conditional'), limited: packagesWith('limited') };

/** Files that are built where a package that they import is not. */
interface Failure {
  readonly importer: Importer;
  readonly level: TargetLevel;
  readonly first: GoFile;
  readonly others: readonly GoFile[];
  readonly rows: RowSet;
}

async function draftOf(
  { importer, level, first, others, rows }: Failure,
  table: ConstraintTable,
  facts: Facts,
): Promise<FindingDraft> {
  const at = await importPlace(importer, first, facts);
  const related = await Promise.all(others.slice(0, 10).map((file) => importPlace(importer, file, facts)));
  return {
    message: say(messageOf(level, importer), { package: importer.path, target: describeRows(rows, level) }),
    severity: severityOf(level, rows, importer, table),
    location: at,
    related: related.map((place) => ({ ...place, message: say('also') })),
    targets: listRows(rows).map(printRow),
    key: importer.path,
  };
}

function messageOf({ level, tested }: TargetLevel, { isTest }: Importer): string {
  if (isTest) return level === 'built' && tested ? 'tested' : 'test';
  return level === 'declared' || level === 'built' ? level : 'port';
}

/**
 * A package has many importers, and a file many imports: what each says for a level is asked once, and after an edit only of
 * what is another folder or file now.
 */
class LevelRows {
  readonly #level: TargetLevel;
  /** the same with cgo off and on */
  readonly #both: TargetLevel;
  readonly #missing = new WeakMap<Directory, RowSet>();
  readonly #certain = new WeakMap<GoFile, RowSet>();
  readonly #failures = new WeakMap<readonly Importer[], readonly Failure[]>();

  constructor(level: TargetLevel) {
    this.#level = level;
    this.#both = { ...level, rows: withBothCgo(level.rows) };
  }

  /** @param importers of some folders, the same array as long as these are the same */
  failures(importers: readonly Importer[], table: ConstraintTable): readonly Failure[] {
    return getOrSet(this.#failures, importers, () =>
      importers.flatMap((importer) => this.#failureOf(importer, table) ?? []),
    );
  }

  #failureOf(importer: Importer, table: ConstraintTable): Failure | undefined {
    const files = filesOf(importer);
    const certain = files.map((file) => this.#certainOf(file, table)).reduce(unite);
    const rows = rowsThatCount(this.#level, intersect(this.#missingOf(importer.imported, table), certain));
    const [first, ...others] = files.filter((file) => haveCommonRow(rows, this.#certainOf(file, table)));
    return first && { importer, level: this.#level, first, others, rows };
  }

  /** on which no file of a package may be built */
  #missingOf(directory: Directory, table: ConstraintTable): RowSet {
    return getOrSet(this.#missing, directory, () => {
      // Tests are no part of what others import.
      const files = directory.goFiles.filter(({ name }) => !isTestFileName(name));
      return complement(rowsOf(files, this.#both, table, 'possible'));
    });
  }

  /** on which a file is certainly built */
  #certainOf(file: GoFile, table: ConstraintTable): RowSet {
    return getOrSet(this.#certain, file, () => rowsOf([file], this.#both, table, 'certain'));
  }
}

const rowsAt = remember((level: TargetLevel) => new LevelRows(level));

/** Rows of a level on which a build certainly takes one of the files, or may take one. */
function rowsOf(
  files: readonly GoFile[],
  level: TargetLevel,
  table: ConstraintTable,
  kind: 'certain' | 'possible',
): RowSet {
  let rows = noRows;
  for (const file of files) {
    if (file.packageName === 'documentation') continue;
    if (file.packageName !== '') rows = unite(rows, rowsOfFile(table, file, level, kind));
    // What does not read has findings of its own.
    else if (kind === 'possible') return level.rows;
  }
  return rows;
}

/**
 * What somebody supports is a fault; a first-class port is one where the code shows that somebody thought of it. A build
 * passes over tests: theirs is a fault where somebody runs them.
 */
function severityOf(
  { level, tested }: TargetLevel,
  rows: RowSet,
  { directory, imported, isTest }: Importer,
  table: ConstraintTable,
): Severity {
  if (isTest) return level === 'declared' || tested ? 'warning' : 'info';
  if (level !== 'first-class') return level === 'declared' ? 'error' : 'warning';
  const named = new Set([directory, imported].flatMap(({ goFiles }) => tagsNamedBy(goFiles, table)));
  // Neither a package with C code nor whoever cannot do without it is meant for builds without cgo, nor where nobody speaks of cgo.
  const hasC = [directory, imported].some(({ goFiles }) =>
    goFiles.some((file) => file.cgo && !isTestFileName(file.name)),
  );
  const isForBoth = !hasC && named.has('cgo');
  const counted = isForBoth ? rows : unite(failingWithBothCgo(rows), rowsWithCgo(rows));
  return listRows(counted).some(({ goos }) => concerns(named, goos)) ? 'warning' : 'info';
}

async function importPlace(
  { directory, path }: Importer,
  { name }: GoFile,
  facts: Facts,
): Promise<{ file: string; range: typeof startOfFile }> {
  const file = joinPath(facts.root, directory.path, name);
  const spec = (await facts.read(sourceHeader, file))?.imports.find((at) => at.path === path);
  return { file, range: spec?.range ?? startOfFile };
}
