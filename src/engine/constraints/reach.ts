import { andExpr, notExpr, orExpr, tagsOf, type BuildExpr } from '../parse/buildExpr';
import { firstClassPorts, newestKnownMinor } from './ports';
import {
  allRows,
  complement,
  haveCommonRow,
  intersect,
  isEmpty,
  listRows,
  noRows,
  rowsOfPorts,
  rowsOfTag,
  unite,
  type Row,
  type RowSet,
} from './rows';
import { tagKind, type TagKind } from './tagKind';

/**
 * Which targets a condition can be true on. The target's tags are sets of rows; all other tags are enumerated as far as
 * the expression uses them both ways (a tag that occurs only plain is best set, one that occurs only negated best not).
 * Where something is not modelled exactly (feature levels, sanitizers, tags of other toolchains), it counts as free, so
 * that "impossible" is never said of a possible thing.
 */

/** The builds that a question is about. */
export interface Universe {
  readonly rows: RowSet;
  /** the releases go1.N of the toolchains, both inclusive */
  readonly minors: { readonly from: number; readonly to: number };
  /** `gc`, `gccgo`; any compiler where absent */
  readonly compilers?: readonly string[];
  /** a tag's value in all these builds; undefined where it differs. Not asked for tags of the target, releases and compilers. */
  readonly fixed: (tag: string, kind: TagKind) => boolean | undefined;
}

/** Every target, toolchain and set of tags. */
export const everyBuild: Universe = { rows: allRows, minors: { from: 0, to: Infinity }, fixed: () => undefined };

/** Builds by go1.`minor` without -tags: what `go build ./...` does, on any target. Experiments may be on or off. */
export function plainBuilds(minor: number): Universe {
  return {
    rows: allRows,
    minors: { from: minor, to: minor },
    fixed: (tag, { kind }) => {
      if (kind === 'custom' || kind === 'ignore') return false;
      return tag === 'race' || tag === 'msan' || tag === 'asan' || tag === 'generate' ? false : undefined;
    },
  };
}

/** Everything but the row that decides a condition. */
interface Assignment {
  readonly minor: number;
  readonly compiler: string;
  readonly set: Pick<ReadonlySet<string>, 'has'>;
}

const everyTag = { has: () => true };
/** Builds by the newest Go without -tags, and with every tag there is. */
const simpleBuilds: readonly Assignment[] = [new Set<string>(), everyTag].map((set) => ({
  minor: newestKnownMinor,
  compiler: 'gc',
  set,
}));
const everydayRows = rowsOfPorts(firstClassPorts);

/**
 * Whether a simple build of a first-class port makes the condition true: most are, and then nothing has to be enumerated to
 * know that they can be. False says nothing.
 */
export function isTrueInSimpleBuild(expr: BuildExpr): boolean {
  return simpleBuilds.some((build) => haveCommonRow(rowsUnder(expr, build), everydayRows));
}

/** The rows on which a condition is true that the target alone decides; undefined of another one. */
export function targetRows(expr: BuildExpr): RowSet | undefined {
  if (expr.kind === 'tag') return rowsOfTag(expr.tag);
  const x = targetRows(expr.x);
  if (x === undefined || expr.kind === 'not') return x === undefined ? undefined : complement(x);
  const y = targetRows(expr.y);
  if (y === undefined) return undefined;
  return expr.kind === 'and' ? intersect(x, y) : unite(x, y);
}

/** Assignments times occurrences of tags. Beyond this the answer "possible" is given unproved. */
const maxWork = 2 ** 17;
/** Among more conjuncts nobody looks for a pair. */
const maxConjuncts = 40;

/** The rows on which the condition is true in some build of the universe. */
export function possibleRows(expr: BuildExpr, universe: Universe = everyBuild): RowSet {
  const decided = targetRows(expr);
  if (decided !== undefined) return intersect(decided, universe.rows);
  const assignments = assignmentsOf(expr, universe);
  if (assignments === undefined) return universe.rows;
  let possible = noRows;
  for (const assignment of assignments) possible = unite(possible, rowsUnder(expr, assignment));
  return intersect(possible, universe.rows);
}

/** The rows on which the condition is true in every build of the universe. */
export function certainRows(expr: BuildExpr, universe: Universe): RowSet {
  return intersect(universe.rows, complement(possibleRows(notExpr(expr), universe)));
}

export function isSatisfiable(expr: BuildExpr, universe: Universe = everyBuild): boolean {
  if (universe === everyBuild && isTrueInSimpleBuild(expr)) return true;
  return !isEmpty(possibleRows(expr, universe));
}

export function isAlwaysTrue(expr: BuildExpr, universe: Universe = everyBuild): boolean {
  return !isSatisfiable(notExpr(expr), universe);
}

/** Whether two conditions let a file into the same builds. */
export function areEquivalent(a: BuildExpr, b: BuildExpr, universe: Universe = everyBuild): boolean {
  return !isSatisfiable(differenceOf(a, b), universe);
}

/** Where exactly one of two conditions holds. */
export function differenceOf(a: BuildExpr, b: BuildExpr): BuildExpr {
  return orExpr(andExpr(a, notExpr(b)), andExpr(b, notExpr(a)));
}

/** One build for which the condition is true. */
export interface Witness {
  readonly row: Row;
  /** tags that -tags has to set */
  readonly tags: readonly string[];
}

/** @param preferred sets of rows, best first; the last resort is any row */
export function findWitness(
  expr: BuildExpr,
  preferred: readonly RowSet[],
  universe: Universe = everyBuild,
): Witness | undefined {
  const assignments = assignmentsOf(expr, universe) ?? [];
  for (const rows of [...preferred, allRows]) {
    for (const assignment of assignments) {
      const row = listRows(intersect(intersect(rowsUnder(expr, assignment), universe.rows), rows))[0];
      if (row) return { row, tags: [...assignment.set].toSorted() };
    }
  }
  return undefined;
}

function rowsUnder(expr: BuildExpr, assignment: Assignment): RowSet {
  switch (expr.kind) {
    case 'tag':
      return rowsOfLiteral(expr.tag, assignment);
    case 'not':
      return complement(rowsUnder(expr.x, assignment));
    case 'and':
      return intersect(rowsUnder(expr.x, assignment), rowsUnder(expr.y, assignment));
    case 'or':
      return unite(rowsUnder(expr.x, assignment), rowsUnder(expr.y, assignment));
  }
}

function rowsOfLiteral(tag: string, { minor, compiler, set }: Assignment): RowSet {
  const kind = tagKind(tag);
  switch (kind.kind) {
    case 'target':
      return kind.rows;
    case 'release':
      return kind.minor <= minor ? allRows : noRows;
    case 'compiler':
      return tag === compiler ? allRows : noRows;
    case 'feature':
      return set.has(tag) ? kind.rows : noRows;
    default:
      return set.has(tag) ? allRows : noRows;
  }
}

/** The signs with which each tag occurs. */
interface Occurrence {
  readonly kind: TagKind;
  plain: boolean;
  negated: boolean;
}

function occurrencesIn(expr: BuildExpr): ReadonlyMap<string, Occurrence> {
  const found = new Map<string, Occurrence>();
  const visit = (at: BuildExpr, negated: boolean): void => {
    if (at.kind === 'not') visit(at.x, !negated);
    else if (at.kind !== 'tag') {
      visit(at.x, negated);
      visit(at.y, negated);
    } else {
      const known = found.get(at.tag) ?? { kind: tagKind(at.tag), plain: false, negated: false };
      if (negated) known.negated = true;
      else known.plain = true;
      found.set(at.tag, known);
    }
  };
  visit(expr, false);
  return found;
}

/** It can tell its tags. */
interface ListedAssignment extends Assignment {
  readonly set: ReadonlySet<string>;
}

/** Every assignment that can matter; undefined where there are too many. */
function assignmentsOf(expr: BuildExpr, universe: Universe): readonly ListedAssignment[] | undefined {
  const occurrences = occurrencesIn(expr);
  const minors = minorsToTry(occurrences, universe);
  const compilers = compilersToTry(occurrences, universe);
  const always: string[] = [];
  const either: string[] = [];
  for (const [tag, { kind, plain, negated }] of occurrences) {
    if (kind.kind === 'target' || kind.kind === 'release' || kind.kind === 'compiler') continue;
    const fixed = universe.fixed(tag, kind);
    if (fixed === true || (fixed === undefined && !negated)) always.push(tag);
    else if (fixed === undefined && plain) either.push(tag);
  }
  const subsets = 2 ** either.length;
  if (subsets * minors.length * compilers.length * tagsOf(expr).length > maxWork) return undefined;
  const assignments: ListedAssignment[] = [];
  for (let bits = 0; bits < subsets; bits++) {
    const set = new Set([...always, ...either.filter((_, at) => bits & (1 << at))]);
    for (const minor of minors) for (const compiler of compilers) assignments.push({ minor, compiler, set });
  }
  return assignments;
}

/** Releases on both sides of each go1.N that occurs, newest first. */
function minorsToTry(occurrences: ReadonlyMap<string, Occurrence>, { minors }: Universe): readonly number[] {
  const levels = new Set([minors.to]);
  for (const { kind } of occurrences.values()) {
    if (kind.kind !== 'release') continue;
    if (kind.minor - 1 >= minors.from && kind.minor - 1 <= minors.to) levels.add(kind.minor - 1);
  }
  return [...levels].toSorted((a, b) => b - a);
}

function compilersToTry(occurrences: ReadonlyMap<string, Occurrence>, { compilers }: Universe): readonly string[] {
  if (compilers) return compilers;
  if (![...occurrences.values()].some(({ kind }) => kind.kind === 'compiler')) return ['gc'];
  return ['gc', 'gccgo', 'another'];
}

/**
 * Two conjuncts that contradict each other, to explain an impossible condition; undefined where it takes more than two.
 */
export function contradictingPair(expr: BuildExpr): readonly [BuildExpr, BuildExpr] | undefined {
  const conjuncts = conjunctsOf(expr);
  if (conjuncts.length > maxConjuncts) return undefined;
  for (const [at, x] of conjuncts.entries()) {
    for (const y of conjuncts.slice(at + 1)) if (!isSatisfiable(andExpr(x, y))) return [x, y];
  }
  return undefined;
}

function conjunctsOf(expr: BuildExpr): readonly BuildExpr[] {
  return expr.kind === 'and' ? [...conjunctsOf(expr.x), ...conjunctsOf(expr.y)] : [expr];
}
