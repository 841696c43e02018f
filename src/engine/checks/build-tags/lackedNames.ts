import { getOrSet } from '../../../base/getOrSet';
import { failingWithBothCgo, rowsThatCount, withBothCgo } from '../../constraints/cgoPartners';
import type { ConstraintTable } from '../../constraints/constraintTable';
import {
  complement,
  haveCommonRow,
  intersect,
  isEmpty,
  listRows,
  noRows,
  rowsOfTag,
  unite,
  type RowSet,
} from '../../constraints/rows';
import { isBuiltAt, type TargetLevel } from '../../constraints/targetLevels';
import { FileRows } from '../../facts/dependencies/fileRows';
import type { AskedLevel, PartialImport } from '../../facts/dependencies/partialImports';
import type { ImportedUse } from '../../model/importedNames';
import type { Severity } from '../../model/severity';
import type { Directory, GoFile } from '../../model/tree';
import { FilesForTags, severityOfStop, systemsOf } from './stoppedBuilds';

/** A file uses a name of another package that some builds with the file lack. */
export interface LackedName {
  readonly directory: Directory;
  readonly use: ImportedUse;
  readonly imported: PartialImport;
  readonly isTest: boolean;
  readonly level: TargetLevel;
  /** builds of the level that stop */
  readonly rows: RowSet;
  readonly severity: Severity;
}

/** What a level asks of the headers of files. */
export function askedAt({ level, rows, tags }: TargetLevel): AskedLevel {
  // On targets that nobody names nobody says which tags are passed.
  return { rows: withBothCgo(rows), tags: [...tags].toSorted(), hasOpenTags: level === 'first-class' };
}

/** Finds the builds that lack names which their files use: each use is told for the first level on which some do. */
export class LackedNames {
  readonly #levels: readonly { readonly level: TargetLevel; readonly files: FileRows }[];
  readonly #module: readonly Directory[];
  readonly #files: FilesForTags;
  /** by what a package exports, and the builds that certainly have a file */
  readonly #groups = new Map<string, readonly number[]>();
  readonly #rows = new Map<PartialImport, readonly RowsOfNames[]>();
  /** whether a file of the module is for a system or an architecture */
  readonly #named = new Map<string, boolean>();

  /**
   * @param levels best known first
   * @param oldestMinor the N of the module's go line
   * @param module its folders
   */
  constructor(
    levels: readonly TargetLevel[],
    oldestMinor: number,
    module: readonly Directory[],
    table: ConstraintTable,
  ) {
    this.#levels = levels.map((level) => ({ level, files: new FileRows({ ...askedAt(level), oldestMinor }) }));
    this.#module = module;
    this.#files = new FilesForTags(table);
  }

  /** The groups of names that some build with the file lacks: of most files, and of those for one port, none. */
  groupsFor(file: GoFile, imported: PartialImport): readonly number[] {
    const certain = this.#levels.map(({ files }) => files.of(file).certain);
    const key = [imported.package.digest, ...certain].join();
    return getOrSet(this.#groups, key, () =>
      imported.package.lacking.filter((group) =>
        this.#rowsOf(imported).some(
          ({ there, declared }, at) =>
            !isEmpty(intersect(intersect(certain[at] ?? noRows, there), complement(declared[group] ?? noRows))),
        ),
      ),
    );
  }

  /** @param file that uses the name */
  find(use: ImportedUse, file: GoFile, isTest: boolean, directory: Directory, imported: PartialImport): LackedName[] {
    const known = this.#rowsOf(imported);
    for (const [at, { level, files }] of this.#levels.entries()) {
      if (!isBuiltAt(level, directory.path)) continue;
      // A build passes over tests: theirs matter where somebody runs them.
      if (isTest && level.level !== 'declared' && level.tested !== true) continue;
      const { certain } = files.of(file);
      const there = known[at]?.there ?? noRows;
      const declared = known[at]?.declared[use.group] ?? noRows;
      const rows = rowsThatCount(level, intersect(intersect(certain, there), complement(declared)));
      if (isEmpty(rows)) continue;
      const lacked = { directory, use, imported, isTest, level, rows };
      if (isTest) return [{ ...lacked, severity: 'warning' }];
      if (level.level !== 'first-class') return [{ ...lacked, severity: severityOfStop(level, rows) }];
      const complete = intersect(intersect(level.rows, declared), certain);
      const meant = this.#meant(rows, complete, directory);
      return isEmpty(meant.rows) ? [] : [{ ...lacked, ...meant }];
    }
    return [];
  }

  /**
   * Ports that somebody means to have. Where the package has a file for the system that is a fault, where another folder of the
   * module has one it may be; so may an architecture be that some file names, where others of the system have the name. The rest is
   * silent: a program for one system uses the names of that, and a package of C code those that it has with cgo.
   * @param complete builds that have the file, and the name
   */
  #meant(rows: RowSet, complete: RowSet, directory: Directory): Pick<LackedName, 'rows' | 'severity'> {
    const failing = failingWithBothCgo(rows);
    const systems = [...systemsOf(failing)].map((goos) => ({ goos, ports: rowsOfTag(goos) ?? noRows }));
    const whole = systems.filter(({ ports }) => !haveCommonRow(ports, complete));
    const own = whole.filter(({ goos }) => this.#files.has(directory, goos));
    if (own.length > 0) return { rows: rowsWith(own, failing), severity: 'warning' };
    const arches = [...new Set(listRows(failing).map(({ goarch }) => goarch))];
    const parts = arches.flatMap((goarch) => {
      const ports = rowsOfTag(goarch) ?? noRows;
      const partly = systems
        .filter((system) => !whole.includes(system))
        .map((system) => intersect(system.ports, ports));
      return this.#isNamed(goarch) ? partly.map((each) => ({ ports: each })) : [];
    });
    return {
      rows: rowsWith([...whole.filter(({ goos }) => this.#isNamed(goos)), ...parts], failing),
      severity: 'info',
    };
  }

  #isNamed(tag: string): boolean {
    return getOrSet(this.#named, tag, () => this.#module.some((folder) => this.#files.has(folder, tag)));
  }

  /** By level. Of a package with hundreds of files and groups it is asked for every name. */
  #rowsOf(imported: PartialImport): readonly RowsOfNames[] {
    return getOrSet(this.#rows, imported, () => this.#levels.map(({ files }) => rowsOfNames(imported, files)));
  }
}

function rowsWith(sets: readonly { readonly ports: RowSet }[], failing: RowSet): RowSet {
  return intersect(failing, sets.map(({ ports }) => ports).reduce(unite, noRows));
}

/** Builds that certainly have a package, and those that may have the names of each group. */
interface RowsOfNames {
  readonly there: RowSet;
  readonly declared: readonly RowSet[];
}

function rowsOfNames({ files, declaring }: PartialImport, rows: FileRows): RowsOfNames {
  return {
    there: files.map((file) => rows.of(file).certain).reduce(unite, noRows),
    declared: declaring.map((group) => group.map((file) => rows.of(file).possible).reduce(unite, noRows)),
  };
}
