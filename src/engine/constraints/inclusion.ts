import { rememberWeakly } from '../../base/rememberWeakly';
import type { ConstraintLines } from '../model/tree';
import { parseConstraint } from '../parse/buildConstraint';
import { andExpr, evaluate, evaluateAnyTags, tagExpr, type BuildExpr } from '../parse/buildExpr';
import { nameExpr, nameTagsOf, type NameTags } from './fileName';
import { impliedOs, unixOses } from './knownNames';
import { releaseMinor } from './tagKind';

/** One build configuration, complete. */
export interface BuildTarget {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  readonly compiler: 'gc' | 'gccgo';
  /** the toolchain is go1.`minor` */
  readonly minor: number;
  /** tags of -tags and of the toolchain: experiments, architecture levels, sanitizers */
  readonly tags: ReadonlySet<string>;
}

/** Whether a target sets a tag (go/build, matchTag). */
export function isTagSet(tag: string, target: BuildTarget): boolean {
  if (tag === 'cgo' && target.cgo) return true;
  if (tag === target.goos || tag === target.goarch || tag === target.compiler) return true;
  if (impliedOs.get(target.goos) === tag) return true;
  if (tag === 'unix' && unixOses.has(target.goos)) return true;
  const minor = releaseMinor(tag);
  if (minor !== undefined && minor <= target.minor) return true;
  // The old name of the experiment.
  return target.tags.has(tag === 'boringcrypto' ? 'goexperiment.boringcrypto' : tag);
}

/** What the constraint lines of a file's header demand. */
export type HeaderCondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'expression'; readonly expr: BuildExpr }
  /** go reports an error for the file */
  | { readonly kind: 'malformed' };

/**
 * `//go:build` decides where there is one; else every `// +build` line must hold, but those that go cannot read. Lines are plain
 * data that never change, and equal ones share an object: several ask about each. After a run an edit asks about a few.
 */
export const headerCondition = rememberWeakly(readCondition);

function readCondition({ goBuild, plusBuild }: ConstraintLines): HeaderCondition {
  const [first, second] = goBuild;
  if (second !== undefined) return { kind: 'malformed' };
  if (first !== undefined) {
    const parsed = parseConstraint(first);
    return parsed.kind === 'expression' ? parsed : { kind: 'malformed' };
  }
  return conditionOfPlusBuild(plusBuild);
}

/** The condition of `// +build` lines alone. */
export function conditionOfPlusBuild(lines: readonly string[]): HeaderCondition {
  let whole: BuildExpr | undefined;
  for (const line of lines) {
    const parsed = parseConstraint(line);
    if (parsed.kind === 'expression') whole = whole ? andExpr(whole, parsed.expr) : parsed.expr;
  }
  return whole ? { kind: 'expression', expr: whole } : { kind: 'none' };
}

/** A file as far as its condition goes. */
export interface ConstrainedFile {
  readonly name: string;
  readonly constraints: ConstraintLines;
  /** a Go file that imports "C" */
  readonly cgo: boolean;
}

/**
 * Whether go takes the file into a build of its package: name, header and cgo. What a package clause
 * `package documentation` or a test package does to it is another question.
 */
export function isBuilt(file: ConstrainedFile, target: BuildTarget): boolean | 'malformed' {
  const name = nameTagsOf(file.name);
  if (name && !isNameBuilt(name, target)) return false;
  const header = isHeaderBuilt(file.constraints, target);
  return header === true ? !file.cgo || target.cgo : header;
}

/** Whether the name and cgo let a file into all of these builds. */
export function isNamedFor(file: Pick<ConstrainedFile, 'name' | 'cgo'>, targets: readonly BuildTarget[]): boolean {
  if (file.cgo && targets.some((target) => !target.cgo)) return false;
  const name = nameTagsOf(file.name);
  return name === undefined || targets.every((target) => isNameBuilt(name, target));
}

function isNameBuilt(name: NameTags, target: BuildTarget): boolean {
  return name.tags.every((tag) => isTagSet(tag, target));
}

/** Whether the lines of a header let a file into a build. */
export function isHeaderBuilt(lines: ConstraintLines, target: BuildTarget): boolean | 'malformed' {
  const header = headerCondition(lines);
  if (header.kind === 'malformed') return 'malformed';
  return header.kind === 'none' || evaluate(header.expr, (tag) => isTagSet(tag, target));
}

/**
 * Whether `go mod tidy` and `go mod vendor` would look at a file with these lines: every tag but `ignore` counts as set and
 * as not set. A malformed or second `//go:build` line leaves the file out.
 */
export function buildsUnderAnyTags(lines: ConstraintLines): boolean {
  const header = headerCondition(lines);
  return header.kind === 'none' || (header.kind === 'expression' && evaluateAnyTags(header.expr));
}

/** The whole condition: name, header and cgo; undefined where there is none. The header must not be malformed. */
export function fileExpr(file: ConstrainedFile, header: HeaderCondition): BuildExpr | undefined {
  const name = nameTagsOf(file.name);
  const parts = [
    ...(name ? [nameExpr(name.tags)] : []),
    ...(header.kind === 'expression' ? [header.expr] : []),
    ...(file.cgo ? [tagExpr('cgo')] : []),
  ];
  return parts.length === 0 ? undefined : parts.reduce(andExpr);
}
