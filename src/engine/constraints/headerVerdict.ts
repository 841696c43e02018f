import { kept } from '../../base/kept';
import type { ConstraintLines } from '../model/tree';
import { tagsOf, impliedGoMinor, type BuildExpr } from '../parse/buildExpr';
import { splitPlusBuild } from '../parse/constraintLine';
import { parsePlusBuild } from '../parse/plusBuild';
import { conditionOfPlusBuild, headerCondition, type HeaderCondition } from './inclusion';
import { isGoSetLevel, isMisspeltExperiment } from './archLevels';
import { newestKnownMinor } from './ports';
import { areEquivalent, everyBuild, isAlwaysTrue, isSatisfiable, targetRows } from './reach';
import { allRows, type RowSet } from './rows';
import { releaseMinor, tagKind } from './tagKind';

/** What can be said of constraint lines alone, whatever file they stand in. */
export interface HeaderVerdict {
  readonly condition: HeaderCondition;
  /** where the condition is true, if the target alone decides it; undefined where other things have a say */
  readonly rows: RowSet | undefined;
  readonly faults: ReadonlySet<HeaderFault>;
  /** the distinct tags that only -tags can set */
  readonly customTags: readonly string[];
  /** the N of each go1.N that occurs */
  readonly releases: readonly number[];
  /** the N of the go1.N that `//go:build` implies: the language version of the file, if it is at least 21 */
  readonly impliedMinor: number | undefined;
  /** it names `ignore` */
  readonly isSetAside: boolean;
}

/**
 * - `syntax`: a `//go:build` line does not parse
 * - `multiple`: more than one `//go:build` line
 * - `suspicious`: some other line looks like a constraint
 * - `literal`: a `// +build` line that counts has a literal that is no tag
 * - `mismatch`: the `// +build` lines say something else than `//go:build`
 * - `release`: a tag that looks like a Go version and is none that go sets
 * - `foreign-letters`: a tag with letters beyond ASCII
 * - `empty`: a `// +build` line that counts names nothing
 * - `complex`: a `// +build` line that go finds too complex, and ignores
 * - `odd-space`: white space that is neither a space nor a tab
 * - `old-form`: `// +build` lines alone
 * - `both-forms`: `// +build` lines that say what `//go:build` says
 * - `always`: true in every build
 * - `boolean`: a tag `true` or `false`
 * - `level`: an architecture level that Go does not have
 * - `experiment`: almost the name of an experiment
 * - `future`: only a Go that is not released yet builds it
 */
export type HeaderFault =
  | 'syntax'
  | 'multiple'
  | 'suspicious'
  | 'literal'
  | 'mismatch'
  | 'release'
  | 'foreign-letters'
  | 'empty'
  | 'complex'
  | 'odd-space'
  | 'old-form'
  | 'both-forms'
  | 'always'
  | 'boolean'
  | 'level'
  | 'experiment'
  | 'future';

const noFaults: ReadonlySet<HeaderFault> = new Set();

/** Nearly all headers have none, and there are hundreds: they share one set. */
function keptFaults(faults: ReadonlySet<HeaderFault>): ReadonlySet<HeaderFault> {
  return faults.size === 0 ? noFaults : faults;
}

/** What is said of a header whose tags are all set by the target, or that has none. */
const ordinary = { customTags: [], releases: [], impliedMinor: undefined, isSetAside: false } as const;

export function judgeHeader(lines: ConstraintLines): HeaderVerdict {
  const condition = headerCondition(lines);
  const faults = new Set<HeaderFault>();
  if (lines.suspicious) faults.add('suspicious');
  if (lines.goBuild.length > 1) faults.add('multiple');
  else if (condition.kind === 'malformed') faults.add('syntax');
  if (lines.goBuild.length === 0) judgeOldForm(lines.plusBuild, faults);
  if (lines.goBuild.some(hasOddSpace) || lines.plusBuild.some(hasOddSpace)) faults.add('odd-space');
  if (condition.kind !== 'expression') return { ...ordinary, condition, rows: allRows, faults: keptFaults(faults) };

  const { expr } = condition;
  if (lines.goBuild.length === 1 && lines.plusBuild.length > 0)
    faults.add(agree(expr, lines.plusBuild) ? 'both-forms' : 'mismatch');
  const rows = targetRows(expr);
  // With tags of targets nothing else can be wrong, but that they let every build have the file.
  if (rows !== undefined && rows !== allRows) return { ...ordinary, condition, rows, faults: keptFaults(faults) };

  const all = tagsOf(expr);
  const tags = [...new Set(all.map(({ tag }) => tag))];
  judgeTags(tags, faults);
  // Whatever the tags are, one of them must stand on both sides.
  if (all.length > tags.length && isAlwaysTrue(expr)) faults.add('always');
  const releases = tags.map(releaseMinor).filter((minor) => minor !== undefined);
  if (releases.some((minor) => minor > firstUnknownMinor) && !isSatisfiable(expr, knownReleases)) faults.add('future');
  return {
    condition,
    rows,
    faults: keptFaults(faults),
    customTags: kept(tags.filter((tag) => tagKind(tag).kind === 'custom')),
    releases: kept(releases),
    impliedMinor: lines.goBuild.length === 1 ? impliedGoMinor(expr) : undefined,
    isSetAside: tags.includes('ignore'),
  };
}

/** The release after the newest known one may be out before this table knows it. */
const firstUnknownMinor = newestKnownMinor + 1;
const knownReleases = { ...everyBuild, minors: { from: 0, to: firstUnknownMinor } };

/** White space for go, and nothing that anybody types on purpose. */
export const oddSpace = /[^\S \t\r\n]/;

function hasOddSpace(line: string): boolean {
  return oddSpace.test(line);
}

function judgeOldForm(lines: readonly string[], faults: Set<HeaderFault>): void {
  if (lines.length > 0) faults.add('old-form');
  for (const line of lines) {
    const { expr, invalid } = parsePlusBuild(line);
    if (invalid.length > 0) faults.add('literal');
    if (expr === undefined) faults.add('complex');
    else if (isEmptyPlusBuild(line)) faults.add('empty');
  }
}

/** `// +build` without a word. */
export function isEmptyPlusBuild(line: string): boolean {
  return splitPlusBuild(line)?.text === '';
}

const foreignLetter = /[^\x00-\x7f]/;

function judgeTags(tags: readonly string[], faults: Set<HeaderFault>): void {
  for (const tag of tags) {
    if (isBrokenRelease(tag)) faults.add('release');
    if (foreignLetter.test(tag)) faults.add('foreign-letters');
    if (tag === 'true' || tag === 'false') faults.add('boolean');
    if (tagKind(tag).kind === 'feature' && !isGoSetLevel(tag)) faults.add('level');
    if (isMisspeltExperiment(tag)) faults.add('experiment');
  }
}

const likeRelease = /^go_?[0-9][0-9._]*((rc|beta)[0-9]+)?$/i;

/** A tag that was meant as a Go version, but that no toolchain sets: `go1`, `go1.20.1`, `go120`, `GO1.18`. */
export function isBrokenRelease(tag: string): boolean {
  return likeRelease.test(tag) && releaseMinor(tag) === undefined;
}

/** Old releases of Go would read the `// +build` lines: they must let the file into the same builds. */
function agree(expr: BuildExpr, plusBuild: readonly string[]): boolean {
  const old = conditionOfPlusBuild(plusBuild);
  return old.kind === 'expression' && areEquivalent(expr, old.expr);
}
