import { rowsOfFile } from '../../constraints/fileRows';
import { getOrSet } from '../../../base/getOrSet';
import { failingWithBothCgo, rowsThatCount, withBothCgo } from '../../constraints/cgoPartners';
import type { ConstraintTable } from '../../constraints/constraintTable';
import {
  complement,
  haveCommonRow,
  intersect,
  isEmpty,
  isSubset,
  listRows,
  noRows,
  rowsOfPorts,
  rowsOfTag,
  unite,
  type RowSet,
} from '../../constraints/rows';
import { witnessOf, type TargetLevel } from '../../constraints/targetLevels';
import { wayTo, type ImportStep, type PackagePorts } from '../../facts/dependencies/portWalk';
import type { Directory } from '../../model/tree';
import { compareSeverity, type Severity } from '../../model/severity';
import { filesOf, type Importer } from './packageImporters';
import { hasFileFor, severityOfStop, systemsOf } from './stoppedBuilds';

export type DependencyImporter = Importer<PackagePorts>;

/** An import of a package of another module, and builds that stop at it. */
export interface FailingImport {
  readonly importer: DependencyImporter;
  readonly level: TargetLevel;
  readonly files: readonly BuiltFile[];
  /** builds of the level that stop */
  readonly rows: RowSet;
  readonly reason: StopReason;
  readonly severity: Severity;
}

/** A file that imports, and the builds that certainly have it. */
interface BuiltFile {
  readonly name: string;
  readonly rows: RowSet;
}

/** Why some of the builds stop. */
interface StopReason {
  readonly file: string;
  readonly rows: RowSet;
  /** from the imported package to the one without a file */
  readonly way: { readonly last: PackagePorts; readonly imports: readonly ImportStep[] };
}

/** Which imports stop which builds: each is told for the first level on which it does. */
export class DependencyFailures {
  readonly #table: ConstraintTable;
  readonly #failing: FailingImport[] = [];
  readonly #told = new Set<string>();
  /** modules of which more would have to be known, for a declared target */
  readonly notAtHand = new Set<string>();

  constructor(table: ConstraintTable) {
    this.#table = table;
  }

  /** @param level not better known than the one before @param importers of a folder those that are no tests come first */
  judge(level: TargetLevel, importers: readonly DependencyImporter[]): void {
    const failing: FailingImport[] = [];
    for (const importer of importers) {
      const one = this.#failureOf(importer, level);
      if (one === undefined) continue;
      failing.push(one);
      this.#told.add(pairOf(importer));
    }
    const isPromised = level.level !== 'first-class';
    this.#failing.push(...(isPromised ? failing : withIntent(failing, level, this.#table)));
  }

  /** Those that stop at one package: the worst first, the others beside it. */
  together(): readonly (readonly [FailingImport, ...FailingImport[]])[] {
    const groups = new Map<string, [FailingImport, ...FailingImport[]]>();
    for (const one of this.#failing.toSorted((a, b) => compareSeverity(a.severity, b.severity))) {
      const key = `${one.level.level} ${String(one.importer.isTest)} ${one.reason.way.last.importPath}`;
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
    return [...groups.values()];
  }

  #failureOf(importer: DependencyImporter, level: TargetLevel): FailingImport | undefined {
    // Where the package itself does not build, its tests need not be told.
    if (this.#told.has(pairOf(importer))) return undefined;
    // A build passes over tests: theirs matter where somebody runs them.
    if (importer.isTest && level.level !== 'declared' && !level.tested) return undefined;
    const both = { ...level, rows: withBothCgo(level.rows) };
    const { imported } = importer;
    const files = filesOf(importer).map((file): BuiltFile => ({
      name: file.name,
      // What does not read has findings of its own.
      rows: file.packageName === '' ? noRows : rowsOfFile(this.#table, file, both, 'certain'),
    }));
    const certain = files.map((file) => file.rows).reduce(unite, noRows);
    if (level.level === 'declared') this.#note(imported, intersect(certain, level.rows));
    const stops = intersect(certain, imported.stops);
    const rows = rowsThatCount(level, stops);
    const reason = reasonOf(imported, files, rows);
    if (reason === undefined) return undefined;
    const severity = importer.isTest ? 'warning' : severityOfStop(level, reason.rows);
    return { importer, level, files, rows, reason, severity };
  }

  #note(imported: PackagePorts, rows: RowSet): void {
    const unknown = intersect(rows, imported.unknown);
    const way = isEmpty(unknown) ? undefined : wayTo(imported, rowOf(unknown), 'unknown');
    for (const name of way?.last.notAtHand ?? []) this.notAtHand.add(name);
  }
}

function pairOf({ directory, path }: DependencyImporter): string {
  return `${directory.path} ${path}`;
}

/** @param rows builds that stop; undefined where there is none */
function reasonOf(imported: PackagePorts, files: readonly BuiltFile[], rows: RowSet): StopReason | undefined {
  const file = files.find((one) => haveCommonRow(one.rows, rows));
  if (file === undefined) return undefined;
  const own = intersect(rows, file.rows);
  const way = wayTo(imported, rowOf(own), 'stops');
  if (way === undefined) return undefined;
  return {
    file: file.name,
    // On others it may be another package.
    rows: [way.last.missing, ...way.imports.map((step) => step.rows)].reduce(intersect, own),
    way,
  };
}

/** The row that is told of some. */
function rowOf(rows: RowSet): RowSet {
  const row = witnessOf(listRows(rows));
  if (row === undefined) return noRows;
  const off = rowsOfPorts([{ ...row, cgo: false, firstClass: false }]);
  return row.cgo ? intersect(withBothCgo(off), complement(off)) : off;
}

/**
 * Where nobody builds all packages it is a warning only if the importing package has a file of its own for the system, if nothing
 * but this stops it there, and if every port of the system stops.
 */
function withIntent(
  failing: readonly FailingImport[],
  level: TargetLevel,
  table: ConstraintTable,
): readonly FailingImport[] {
  const byFolder = new Map<Directory, FailingImport[]>();
  for (const one of failing) getOrSet(byFolder, one.importer.directory, () => []).push(one);
  return failing.map((one) => {
    const { importer, rows } = one;
    if (importer.isTest) return one;
    const all = byFolder.get(importer.directory) ?? [];
    for (const goos of systemsOf(rows)) {
      const ports = intersect(level.rows, rowsOfTag(goos) ?? noRows);
      if (!isSubset(ports, level.level === 'built' ? rows : failingWithBothCgo(rows))) continue;
      if (all.some((other) => other !== one && haveCommonRow(other.rows, ports))) continue;
      const reason =
        hasFileFor(importer.directory, goos, level, table) && reasonOf(importer.imported, one.files, ports);
      if (reason) return { ...one, reason, severity: 'warning' };
    }
    return one;
  });
}
