import type { ConstraintLines } from '../model/tree';
import { tagsOf, impliedGoMinor, type BuildExpr } from '../parse/buildExpr';
import { parsePlusBuild } from '../parse/plusBuild';
import { conditionOfPlusBuild, headerCondition, type HeaderCondition } from './inclusion';
import { areEquivalent } from './reach';
import { releaseMinor, tagKind } from './tagKind';

/** What can be said of constraint lines alone, whatever file they stand in. */
export interface HeaderVerdict {
  readonly condition: HeaderCondition;
  readonly faults: ReadonlySet<HeaderFault>;
  /** the distinct tags that only -tags can set */
  readonly customTags: readonly string[];
  /** the N of each go1.N that occurs */
  readonly releases: readonly number[];
  /** the N of the go1.N that `//go:build` implies: the language version of the file, if it is at least 21 */
  readonly impliedMinor: number | undefined;
}

/**
 * - `syntax`: a `//go:build` line does not parse
 * - `multiple`: more than one `//go:build` line
 * - `suspicious`: some other line looks like a constraint
 * - `literal`: a `// +build` line that counts has a literal that is no tag
 * - `mismatch`: the `// +build` lines say something else than `//go:build`
 * - `release`: a tag that looks like a Go version and is none that go sets
 * - `foreign-letters`: a tag with letters beyond ASCII
 */
export type HeaderFault = 'syntax' | 'multiple' | 'suspicious' | 'literal' | 'mismatch' | 'release' | 'foreign-letters';

export function judgeHeader(lines: ConstraintLines): HeaderVerdict {
  const condition = headerCondition(lines);
  const faults = new Set<HeaderFault>();
  if (lines.suspicious) faults.add('suspicious');
  if (lines.goBuild.length > 1) faults.add('multiple');
  else if (condition.kind === 'malformed') faults.add('syntax');
  if (lines.goBuild.length === 0 && lines.plusBuild.some((line) => parsePlusBuild(line).invalid.length > 0))
    faults.add('literal');
  if (condition.kind !== 'expression')
    return { condition, faults, customTags: [], releases: [], impliedMinor: undefined };

  const { expr } = condition;
  const tags = [...new Set(tagsOf(expr).map(({ tag }) => tag))];
  if (tags.some(isBrokenRelease)) faults.add('release');
  if (tags.some((tag) => /[^\x00-\x7f]/.test(tag))) faults.add('foreign-letters');
  if (lines.goBuild.length === 1 && lines.plusBuild.length > 0 && !agree(expr, lines.plusBuild)) faults.add('mismatch');
  return {
    condition,
    faults,
    customTags: tags.filter((tag) => tagKind(tag).kind === 'custom'),
    releases: tags.map(releaseMinor).filter((minor) => minor !== undefined),
    impliedMinor: lines.goBuild.length === 1 ? impliedGoMinor(expr) : undefined,
  };
}

/** A tag that was meant as a Go version, but that no toolchain sets: `go1`, `go1.20.1`, `go120`, `GO1.18`. */
export function isBrokenRelease(tag: string): boolean {
  return /^go_?[0-9][0-9._]*((rc|beta)[0-9]+)?$/i.test(tag) && releaseMinor(tag) === undefined;
}

/** Old releases of Go would read the `// +build` lines: they must let the file into the same builds. */
function agree(expr: BuildExpr, plusBuild: readonly string[]): boolean {
  const old = conditionOfPlusBuild(plusBuild);
  return old.kind === 'expression' && areEquivalent(expr, old.expr);
}
