import { experimentGoneSince } from './goneExperiments';
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
  /** parsed again where it is asked for long after the lines were judged */
  readonly condition: HeaderCondition;
  readonly kind: HeaderCondition['kind'];
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
  /** no check has a reason to look at it: no fault, and no tag but those of targets and tools */
  readonly isOrdinary: boolean;
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
 * - `experiment`: almost the name of an experiment, or one that Go has no more
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

/** Of nearly all headers, and there are hundreds: shared. */
const noFaults: ReadonlySet<HeaderFault> = new Set();

/** What the tags of a condition say beside what is wrong with them. */
type TagVerdict = Pick<HeaderVerdict, 'customTags' | 'releases' | 'impliedMinor' | 'isSetAside'>;

const nothing: TagVerdict = { customTags: [], releases: [], impliedMinor: undefined, isSetAside: false };

export function judgeHeader(lines: ConstraintLines): HeaderVerdict {
  const condition = headerCondition(lines);
  const faults = new Set<HeaderFault>();
  judgeLines(lines, condition, faults);
  const expr = condition.kind === 'expression' ? condition.expr : undefined;
  const rows = expr ? targetRows(expr) : allRows;
  // Of the tags of targets nothing is to be said, but that they may let every build have the file.
  const about = expr && (rows === undefined || rows === allRows) ? judgeTags(expr, lines, faults) : nothing;
  return new JudgedHeader(lines, condition.kind, rows, faults.size === 0 ? noFaults : faults, about);
}

/** The same, where nothing counts but that go cannot read it. */
export function withSyntaxAlone({
  condition,
  kind,
  rows,
  releases,
  impliedMinor,
  isSetAside,
}: HeaderVerdict): HeaderVerdict {
  const faults = new Set<HeaderFault>(['syntax']);
  return { condition, kind, rows, faults, customTags: [], releases, impliedMinor, isSetAside, isOrdinary: false };
}

/** Expressions take more memory than all the rest, and hardly anybody asks again for those of headers that did not change. */
class JudgedHeader implements HeaderVerdict {
  readonly kind: HeaderVerdict['kind'];
  readonly rows: RowSet | undefined;
  readonly faults: ReadonlySet<HeaderFault>;
  readonly #lines: ConstraintLines;
  readonly #about: TagVerdict;

  constructor(
    lines: ConstraintLines,
    kind: HeaderVerdict['kind'],
    rows: RowSet | undefined,
    faults: ReadonlySet<HeaderFault>,
    about: TagVerdict,
  ) {
    this.kind = kind;
    this.rows = rows;
    this.faults = faults;
    this.#lines = lines;
    this.#about = about;
  }

  get condition(): HeaderCondition {
    return headerCondition(this.#lines);
  }

  get customTags(): readonly string[] {
    return this.#about.customTags;
  }

  get releases(): readonly number[] {
    return this.#about.releases;
  }

  get impliedMinor(): number | undefined {
    return this.#about.impliedMinor;
  }

  get isSetAside(): boolean {
    return this.#about.isSetAside;
  }

  get isOrdinary(): boolean {
    const { customTags, releases, impliedMinor } = this.#about;
    return this.faults.size + customTags.length + releases.length === 0 && impliedMinor === undefined;
  }
}

function judgeLines(lines: ConstraintLines, condition: HeaderCondition, faults: Set<HeaderFault>): void {
  const { goBuild, plusBuild } = lines;
  if (lines.suspicious) faults.add('suspicious');
  if (goBuild.length > 1) faults.add('multiple');
  else if (condition.kind === 'malformed') faults.add('syntax');
  if (goBuild.length === 0) judgeOldForm(plusBuild, faults);
  if (goBuild.some(hasOddSpace) || plusBuild.some(hasOddSpace)) faults.add('odd-space');
  if (condition.kind === 'expression' && goBuild.length === 1 && plusBuild.length > 0)
    faults.add(agree(condition.expr, plusBuild) ? 'both-forms' : 'mismatch');
}

function judgeTags(expr: BuildExpr, { goBuild }: ConstraintLines, faults: Set<HeaderFault>): TagVerdict {
  const all = tagsOf(expr);
  const tags = [...new Set(all.map(({ tag }) => tag))];
  for (const tag of tags) {
    if (isBrokenRelease(tag)) faults.add('release');
    if (foreignLetter.test(tag)) faults.add('foreign-letters');
    if (tag === 'true' || tag === 'false') faults.add('boolean');
    if (tagKind(tag).kind === 'feature' && !isGoSetLevel(tag)) faults.add('level');
    if (isMisspeltExperiment(tag) || experimentGoneSince(tag) !== undefined) faults.add('experiment');
  }
  // Whatever the tags are, one of them must stand on both sides.
  if (all.length > tags.length && isAlwaysTrue(expr)) faults.add('always');
  const releases = tags.map(releaseMinor).filter((minor) => minor !== undefined);
  if (releases.some((minor) => minor > firstUnknownMinor) && !isSatisfiable(expr, knownReleases)) faults.add('future');
  return {
    customTags: kept(tags.filter((tag) => tagKind(tag).kind === 'custom')),
    releases: kept(releases),
    impliedMinor: goBuild.length === 1 ? impliedGoMinor(expr) : undefined,
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
