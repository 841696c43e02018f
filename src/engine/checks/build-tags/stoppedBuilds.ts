import type { ConstraintTable } from '../../constraints/constraintTable';
import { failingWithBothCgo, hasCgoRow } from '../../constraints/cgoPartners';
import { getOrSet } from '../../../base/getOrSet';
import { isPlainFolder } from '../../constraints/plainFolder';
import { isTestFileName } from '../../constraints/fileName';
import { rowsOfFile } from '../../constraints/fileRows';
import { allRows, haveCommonRow, isEmpty, listRows, noRows, rowsOfTag, type RowSet } from '../../constraints/rows';
import type { TargetLevel } from '../../constraints/targetLevels';
import type { Severity } from '../../model/severity';
import type { Directory } from '../../model/tree';
import { tagsNamedBy } from './fileRows';

/** What somebody supports is a fault. Of a declared target one build fails without a doubt, or only the one without cgo. */
export function severityOfStop({ level, rows: own }: TargetLevel, rows: RowSet): Severity {
  if (level === 'declared') return hasCgoRow(rows) || !hasCgoRow(own) ? 'error' : 'warning';
  if (level === 'built') return 'warning';
  return isEmpty(failingWithBothCgo(rows)) ? 'hint' : 'info';
}

export function systemsOf(rows: RowSet): ReadonlySet<string> {
  return new Set(listRows(rows).map(({ goos }) => goos));
}

/** Whether a file, but a test, that names a system or an architecture is built there. */
export function hasFileFor(directory: Directory, tag: string, level: TargetLevel, table: ConstraintTable): boolean {
  return !isPlainFolder(directory) && tagsWithFiles(directory, level, table).has(tag);
}

/** The systems and architectures that a file of the folder, but a test, names and may be built for. */
function tagsWithFiles({ goFiles }: Directory, level: TargetLevel, table: ConstraintTable): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const file of goFiles) {
    const named = isTestFileName(file.name) ? [] : tagsNamedBy([file], table);
    if (named.length === 0) continue;
    const built = rowsOfFile(table, file, level, 'possible');
    for (const tag of named) if (haveCommonRow(rowsOfTag(tag) ?? noRows, built)) tags.add(tag);
  }
  return tags;
}

const allPorts: TargetLevel = { level: 'all', rows: allRows, tags: new Set() };

/** Remembers for a run for which of all ports the folders of a module have files. */
export class FilesForTags {
  readonly #table: ConstraintTable;
  readonly #known = new Map<Directory, ReadonlySet<string>>();

  constructor(table: ConstraintTable) {
    this.#table = table;
  }

  has(directory: Directory, tag: string): boolean {
    if (isPlainFolder(directory)) return false;
    return getOrSet(this.#known, directory, () => tagsWithFiles(directory, allPorts, this.#table)).has(tag);
  }
}
