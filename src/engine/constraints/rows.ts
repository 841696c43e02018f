import { impliedOs, knownArches, knownOses, osesWithoutCgo, unixOses } from './knownNames';
import type { Port } from './ports';

/**
 * A row is one GOOS, GOARCH and cgo on or off; a set of rows is a bit set. All pairs of a known system and a known
 * architecture are rows, also those without a port: they were ports once, will be, or are another toolchain's. Only cgo on
 * a system that never had it is no row.
 */
export type RowSet = Uint32Array;

export interface Row {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
}

const rowCount = knownOses.length * knownArches.length * 2;
const words = Math.ceil(rowCount / 32);

/** Every row of these systems and architectures. */
function product(oses: readonly string[], arches: readonly string[], cgos = [false, true]): RowSet {
  const set = new Uint32Array(words);
  for (const goos of oses) {
    const os = knownOses.indexOf(goos) * knownArches.length;
    for (const goarch of arches) {
      const pair = (os + knownArches.indexOf(goarch)) * 2;
      for (const cgo of cgos) {
        if (cgo && osesWithoutCgo.has(goos)) continue;
        const index = pair + Number(cgo);
        set[index >> 5] = (set[index >> 5] ?? 0) | (1 << (index & 31));
      }
    }
  }
  return set;
}

export const noRows: RowSet = new Uint32Array(words);
export const allRows: RowSet = product(knownOses, knownArches);

/** The rows on which each OS, architecture, `unix` and `cgo` is set. */
const tagRows: ReadonlyMap<string, RowSet> = new Map([
  ...knownOses.map((os) => [os, product(systemsThatSet(os), knownArches)] as const),
  ...knownArches.map((arch) => [arch, product(knownOses, [arch])] as const),
  ['unix', product([...unixOses], knownArches)] as const,
  ['cgo', product(knownOses, knownArches, [true])] as const,
]);

function systemsThatSet(tag: string): readonly string[] {
  return knownOses.filter((os) => os === tag || impliedOs.get(os) === tag);
}

/** The rows on which the target itself sets the tag; undefined for a tag that does not come from the target. */
export function rowsOfTag(tag: string): RowSet | undefined {
  return tagRows.get(tag);
}

/** The rows of ports: cgo off, and on where the port has it. */
export function rowsOfPorts(ports: readonly Port[]): RowSet {
  let rows = noRows;
  for (const { goos, goarch, cgo } of ports)
    rows = unite(rows, product([goos], [goarch], cgo ? [false, true] : [false]));
  return rows;
}

// Plain loops: these run hundreds of thousands of times in a large repository, and `map` of a typed array is slow.

export function intersect(a: RowSet, b: RowSet): RowSet {
  const both = new Uint32Array(words);
  for (let at = 0; at < words; at++) both[at] = (a[at] ?? 0) & (b[at] ?? 0);
  return both;
}

export function unite(a: RowSet, b: RowSet): RowSet {
  const either = new Uint32Array(words);
  for (let at = 0; at < words; at++) either[at] = (a[at] ?? 0) | (b[at] ?? 0);
  return either;
}

/** What is in none of these sets. */
export function outside(sets: readonly RowSet[]): RowSet {
  const others = allRows.slice();
  for (const set of sets) for (let at = 0; at < words; at++) others[at] = (others[at] ?? 0) & ~(set[at] ?? 0);
  return others;
}

export function complement(a: RowSet): RowSet {
  const others = new Uint32Array(words);
  for (let at = 0; at < words; at++) others[at] = ~(a[at] ?? 0) & (allRows[at] ?? 0);
  return others;
}

export function isEmpty(a: RowSet): boolean {
  for (let at = 0; at < words; at++) if (a[at] !== 0) return false;
  return true;
}

/** Whether some row is in all of them: what is asked most often needs no set of its own. */
export function haveCommonRow(a: RowSet, b: RowSet, c: RowSet = allRows): boolean {
  for (let at = 0; at < words; at++) if (((a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0)) !== 0) return true;
  return false;
}

/** Whether some row of `within` is in two of the sets. */
export function haveOverlap(sets: readonly RowSet[], within: RowSet): boolean {
  for (let at = 0; at < words; at++) {
    let taken = 0;
    for (const set of sets) {
      const own = (set[at] ?? 0) & (within[at] ?? 0);
      if ((own & taken) !== 0) return true;
      taken |= own;
    }
  }
  return false;
}

export function isSubset(a: RowSet, b: RowSet): boolean {
  return a.every((word, at) => (word & ~(b[at] ?? 0)) === 0);
}

/** The rows of a set, in the order of names, cgo off first. */
export function listRows(set: RowSet): readonly Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < rowCount; index++) {
    if (((set[index >> 5] ?? 0) & (1 << (index & 31))) === 0) continue;
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
