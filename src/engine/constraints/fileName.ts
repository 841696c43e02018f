import { andExpr, tagExpr, type BuildExpr } from '../parse/buildExpr';
import { isKnownArch, isKnownOs } from './knownNames';

/** The tags that a file's name demands, and where they stand in it (go/build, goodOSArchFile). */
export interface NameTags {
  /** an OS, an architecture, or both in this order; all of them must be set */
  readonly tags: readonly [string] | readonly [string, string];
  /** UTF-16 offsets in the name of the part that Go reads as tags, without the `_` before it */
  readonly start: number;
  readonly end: number;
}

/**
 * Only what stands between the first `_` and the first dot counts; a last element `test` is dropped; then the last two
 * elements are `OS_ARCH`, or the last one is an OS or an architecture.
 */
export function nameTagsOf(name: string): NameTags | undefined {
  const dot = name.indexOf('.');
  let end = dot < 0 ? name.length : dot;
  const first = name.indexOf('_');
  if (first < 0 || first >= end) return undefined;
  if (name.endsWith('_test', end) && end - '_test'.length >= first) end -= '_test'.length;
  const lastStart = name.lastIndexOf('_', end - 1) + 1;
  if (lastStart <= first) return undefined;
  const last = name.slice(lastStart, end);
  if (isKnownOs(last)) return { tags: [last], start: lastStart, end };
  if (!isKnownArch(last)) return undefined;
  const beforeStart = name.lastIndexOf('_', lastStart - 2) + 1;
  const before = beforeStart > first ? name.slice(beforeStart, lastStart - 1) : '';
  return isKnownOs(before)
    ? { tags: [before, last], start: beforeStart, end }
    : { tags: [last], start: lastStart, end };
}

/** The condition that a file's name puts on it. */
export function nameExpr([first, second]: NameTags['tags']): BuildExpr {
  return second === undefined ? tagExpr(first) : andExpr(tagExpr(first), tagExpr(second));
}

export function isGoFileName(name: string): boolean {
  return name.endsWith('.go');
}

/** A header of the C family. */
export function isCHeaderName(name: string): boolean {
  return /\.(h|hh|hpp|hxx)$/.test(name);
}

/** A source that only cgo compiles: C, C++, Objective-C, Fortran. */
export function isCSourceName(name: string): boolean {
  return /\.(c|cc|cpp|cxx|m|f|F|for|f90)$/.test(name);
}

/** Whether the file holds tests: judged by the name alone, so `x_test_linux.go` holds none. */
export function isTestFileName(name: string): boolean {
  return name.endsWith('_test.go');
}
