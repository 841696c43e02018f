import { isGoBuild, isPlusBuild } from './constraintLine';
import { leadingGoSpace, trimGoSpace } from './goSpace';

/** A constraint line that go honours. */
export interface HonouredLine {
  /** trimmed, from its slashes */
  readonly text: string;
  /** UTF-16 offset of `text` in the text given */
  readonly start: number;
}

export interface HonouredLines {
  /** more than one is an error that go reports */
  readonly goBuild: readonly HonouredLine[];
  /** go ignores them where there is a `//go:build` line, but they are in the right place */
  readonly plusBuild: readonly HonouredLine[];
}

/**
 * The constraint lines that go honours, as go/build's parseFileHeader and shouldBuild find them: `//go:build` on any line
 * that starts outside block comments, before the first text that is no comment; `// +build` in the leading run of blank
 * and `//` lines, before the last blank line of that run.
 * @param text begins at the start of the file, without a byte order mark; what follows the first non-comment text may be absent
 */
export function honouredLines(text: string): HonouredLines {
  const goBuild: HonouredLine[] = [];
  const plusBuild: HonouredLine[] = [];
  let lastBlankEnd = 0;
  let runEnded = false;
  let inBlock = false;
  let word = -1;
  for (let at = 0; at < text.length;) {
    if (word < at) word = indexOrEnd(text, 'build', at);
    // Below the last marker nothing matters, but whether a blank line follows `// +build`.
    if (word === text.length && plusBuild.length === 0) break;
    const end = indexOrEnd(text, '\n', at);
    const next = Math.min(end + 1, text.length);
    // Most lines are prose.
    if (word >= end && !inBlock && text.startsWith('//', at)) {
      at = next;
      continue;
    }
    const raw = text.slice(at, end);
    const line = trimGoSpace(raw);
    const start = at + leadingGoSpace(raw);
    at = next;
    if (line === '' && !runEnded) {
      lastBlankEnd = next;
      continue;
    }
    if (!line.startsWith('//')) runEnded = true;
    const mentioned = word < end;
    if (mentioned && !inBlock && isGoBuild(line)) goBuild.push({ text: line, start });
    else if (mentioned && !runEnded && isPlusBuild(line)) plusBuild.push({ text: line, start });
    const rest = afterComments(line, inBlock);
    if (rest === 'code') break;
    inBlock = rest === 'in-block';
  }
  return { goBuild, plusBuild: plusBuild.filter((line) => line.start < lastBlankEnd) };
}

/** @returns the length of the text where the part does not occur */
export function indexOrEnd(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at < 0 ? text.length : at;
}

/** What a line ends in, given what it starts in. */
function afterComments(line: string, startsInBlock: boolean): 'code' | 'in-block' | 'outside' {
  let inBlock = startsInBlock;
  let at = 0;
  while (at < line.length) {
    if (inBlock) {
      const close = line.indexOf('*/', at);
      if (close < 0) return 'in-block';
      inBlock = false;
      at = skipSpace(line, close + 2);
    } else if (line.startsWith('//', at)) {
      return 'outside';
    } else if (line.startsWith('/*', at)) {
      inBlock = true;
      at = skipSpace(line, at + 2);
    } else return 'code';
  }
  return inBlock ? 'in-block' : 'outside';
}

function skipSpace(line: string, at: number): number {
  // Slicing a huge line for each of its comments would be quadratic: look at a window, which is nearly always enough.
  let from = at;
  for (;;) {
    const window = line.slice(from, from + 64);
    const skipped = leadingGoSpace(window);
    from += skipped;
    if (skipped < 64 || window.length < 64) return from;
  }
}
