import { leadingGoSpace, trimGoSpace } from './goSpace';

/** Which comment lines are build constraints. A line starts at its slashes, and may end with one LF. */

/** The part of a constraint line after its marker. */
export interface SplitConstraint {
  readonly text: string;
  /** UTF-16 offset of `text` in the line */
  readonly start: number;
}

const goBuildMarker = '//go:build';
const plusBuildMarker = '+build';

/** Whether the line is a `//go:build` line; says nothing about its expression. */
export function isGoBuild(line: string): boolean {
  return splitGoBuild(line) !== undefined;
}

/** Whether the line is a `// +build` or `//+build` line; says nothing about its expression. */
export function isPlusBuild(line: string): boolean {
  return splitPlusBuild(line) !== undefined;
}

export function splitGoBuild(line: string): SplitConstraint | undefined {
  const whole = singleLine(line);
  if (!whole?.startsWith(goBuildMarker)) return undefined;
  return afterMarker(trimGoSpace(whole).slice(goBuildMarker.length), goBuildMarker.length);
}

export function splitPlusBuild(line: string): SplitConstraint | undefined {
  const whole = singleLine(line);
  if (!whole?.startsWith('//')) return undefined;
  const comment = whole.slice(2);
  const trimmed = trimGoSpace(comment);
  if (!trimmed.startsWith(plusBuildMarker)) return undefined;
  const start = 2 + leadingGoSpace(comment) + plusBuildMarker.length;
  return afterMarker(trimmed.slice(plusBuildMarker.length), start);
}

function singleLine(line: string): string | undefined {
  const whole = line.endsWith('\n') ? line.slice(0, -1) : line;
  return whole.includes('\n') ? undefined : whole;
}

/** White space or nothing follows the marker; otherwise it is another word, such as `//go:buildx`. */
function afterMarker(rest: string, start: number): SplitConstraint | undefined {
  const text = trimGoSpace(rest);
  if (rest !== '' && rest.length === text.length) return undefined;
  return { text, start: start + leadingGoSpace(rest) };
}
