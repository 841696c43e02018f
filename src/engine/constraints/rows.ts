import { impliedOs, knownArches, knownOses, osesWithoutCgo, unixOses } from './knownNames';
import type { Port } from './ports';

/**
 * A row is one GOOS, GOARCH and cgo on or off; a set of rows is a number with a bit for each, which V8 combines in one step.
 * All pairs of a known system and a known architecture are rows, also those without a port: they were ports once, will be, or
 * are another toolchain's. Only cgo on a system that never had it is no row.
 */
export type RowSet = bigint;

export interface Row {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
}

/** A system has two bits for each architecture: cgo off, then on. */
const bitsOfOs = knownArches.length * 2;

export const noRows: RowSet = 0n;

/** cgo off on every architecture of the first system, and on the first architecture of every system */
const offOnFirstOs = knownArches.reduce((rows, _, at) => rows | (1n << BigInt(at * 2)), noRows);
const offOnFirstArch = knownOses.reduce((rows, _, at) => rows | (1n << BigInt(at * bitsOfOs)), noRows);

const osRows: readonly RowSet[] = knownOses.map((os, at) => {
  const off = offOnFirstOs << BigInt(at * bitsOfOs);
  return osesWithoutCgo.has(os) ? off : off | (off << 1n);
});

export const allRows: RowSet = osRows.reduce(unite, noRows);

function rowsOfOses(accept: (os: string) => boolean): RowSet {
  return osRows.reduce((rows, own, at) => (accept(knownOses[at] ?? '') ? rows | own : rows), noRows);
}

/** The rows on which each OS, architecture, `unix` and `cgo` is set. */
export const tagRows: ReadonlyMap<string, RowSet> = new Map([
  ...knownOses.map((tag) => [tag, rowsOfOses((os) => os === tag || impliedOs.get(os) === tag)] as const),
  ...knownArches.map((arch, at) => [arch, ((offOnFirstArch * 3n) << BigInt(at * 2)) & allRows] as const),
  ['unix', rowsOfOses((os) => unixOses.has(os))] as const,
  // To multiply puts the one wherever the other has a bit: no two copies overlap.
  ['cgo', ((offOnFirstArch * offOnFirstOs) << 1n) & allRows] as const,
]);

/** The rows on which the target itself sets the tag; undefined for a tag that does not come from the target. */
export function rowsOfTag(tag: string): RowSet | undefined {
  return tagRows.get(tag);
}

/** The rows of ports: cgo off, and on where the port has it. */
export function rowsOfPorts(ports: readonly Port[]): RowSet {
  let rows = noRows;
  for (const { goos, goarch, cgo } of ports) {
    const off = BigInt(knownOses.indexOf(goos) * bitsOfOs + knownArches.indexOf(goarch) * 2);
    rows |= (cgo ? 3n : 1n) << off;
  }
  return rows & allRows;
}

export function intersect(a: RowSet, b: RowSet): RowSet {
  return a & b;
}

export function unite(a: RowSet, b: RowSet): RowSet {
  return a | b;
}

/** What is in none of these sets. */
export function outside(sets: readonly RowSet[]): RowSet {
  return complement(sets.reduce(unite, noRows));
}

export function complement(a: RowSet): RowSet {
  return allRows ^ a;
}

export function isEmpty(a: RowSet): boolean {
  return a === noRows;
}

export function haveCommonRow(a: RowSet, b: RowSet): boolean {
  return (a & b) !== noRows;
}

/** Whether some row of `within` is in two of the sets. */
export function haveOverlap(sets: readonly RowSet[], within: RowSet): boolean {
  let taken = noRows;
  for (const set of sets) {
    if ((set & within & taken) !== noRows) return true;
    taken |= set;
  }
  return false;
}

export function isSubset(a: RowSet, b: RowSet): boolean {
  return (a & b) === a;
}

/** The rows of a set, in the order of names, cgo off first. */
export function listRows(set: RowSet): readonly Row[] {
  const rows: Row[] = [];
  // From the last digit to the first.
  const digits = set.toString(2);
  for (let index = 0; index < digits.length; index++) {
    if (digits.charAt(digits.length - 1 - index) === '0') continue;
    const pair = index >> 1;
    rows.push({
      goos: knownOses[Math.floor(pair / knownArches.length)] ?? '',
      goarch: knownArches[pair % knownArches.length] ?? '',
      cgo: (index & 1) === 1,
    });
  }
  return rows;
}

/** `linux/amd64`, as DESIGN's `targets` writes it: `linux/amd64,cgo`. */
export function printRow(row: Row): string {
  return `${row.goos}/${row.goarch}${row.cgo ? ',cgo' : ''}`;
}
