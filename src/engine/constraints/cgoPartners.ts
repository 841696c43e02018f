import { newestKnownMinor, portsOf } from './ports';
import { complement, intersect, isSubset, rowsOfPorts, rowsOfTag, noRows, unite, type Row, type RowSet } from './rows';

/** A port that has cgo is two rows that stand beside each other: cgo off, then on. */

const cgoRows = rowsOfTag('cgo') ?? noRows;
const linux = rowsOfTag('linux') ?? noRows;
/** with cgo on, of ports that have it */
const realCgoRows = intersect(rowsOfPorts(portsOf(newestKnownMinor)), cgoRows);

/** The rows, and those of the same ports with cgo the other way. */
export function withBothCgo(rows: RowSet): RowSet {
  const on = intersect(rows, cgoRows);
  const off = intersect(rows, complement(cgoRows));
  return unite(unite(rows, intersect(off << 1n, realCgoRows)), on >> 1n);
}

/**
 * Of rows on which something fails those on which it does whatever cgo is: whether cgo is on depends on the machine that
 * builds, and a package of C code is made for those that have it on.
 */
export function failingWithBothCgo(rows: RowSet): RowSet {
  const on = intersect(rows, cgoRows);
  const off = intersect(rows, complement(cgoRows));
  const withoutCgo = intersect(off, complement(realCgoRows >> 1n));
  return unite(unite(intersect(off, on >> 1n), withoutCgo), intersect(on, off << 1n));
}

export function rowsWithCgo(rows: RowSet): RowSet {
  return intersect(rows, cgoRows);
}

export function hasCgoRow(rows: RowSet): boolean {
  return rowsWithCgo(rows) !== noRows;
}

/**
 * Of rows that stop a build those of a level. A file that builds for a target seldom says whether cgo is on there: then only
 * what stops either way counts. Where it is on, or off for Linux, the file says so; of other systems it is taken
 * to be off.
 * @param stops with cgo off and on
 */
export function rowsThatCount(
  { level, rows }: { readonly level: string; readonly rows: RowSet },
  stops: RowSet,
): RowSet {
  const own = intersect(rows, stops);
  const isSaid = isSubset(rows, cgoRows) || (isSubset(rows, linux) && !hasCgoRow(rows));
  if (level !== 'built' || isSaid) return own;
  return intersect(own, failingWithBothCgo(stops));
}

/** The row of a port with cgo off. */
export function rowWithoutCgo(goos: string, goarch: string): RowSet {
  return rowsOfPorts([{ goos, goarch, cgo: false, firstClass: false }]);
}

/** Those of some rows that are listed. */
export function onlyListed(rows: RowSet, listed: readonly Row[]): RowSet {
  let kept = noRows;
  for (const { goos, goarch, cgo } of listed) {
    const without = rowWithoutCgo(goos, goarch);
    const both = rowsOfPorts([{ goos, goarch, cgo, firstClass: false }]);
    kept = unite(kept, cgo ? intersect(both, complement(without)) : without);
  }
  return intersect(rows, kept);
}
