import { LineIndex } from '../../../../base/lineIndex';
import type { Range } from '../../../model/range';

/** A match of an expression whose first group is the version, with the place of that group. */
export interface VersionMatch {
  readonly match: RegExpMatchArray;
  readonly text: string;
  readonly range: Range;
}

/**
 * For formats that are programs (Groovy, Starlark, Nix, make), which nobody can read without running them: what stands
 * there literally, comments aside.
 * @param expression global, with flag `d`; the group `version` is the version
 * @param comment blanks that stand for a comment keep every offset
 */
export function versionsMatching(text: string, expression: RegExp, comment: RegExp): readonly VersionMatch[] {
  const code = text.replace(comment, (whole) => whole.replace(/[^\n]/g, ' '));
  const index = new LineIndex(text);
  return [...code.matchAll(expression)].flatMap((match): VersionMatch[] => {
    const [start, end] = match.indices?.groups?.['version'] ?? [undefined, undefined];
    if (start === undefined) return [];
    const range = { start: index.positionAt(start), end: index.positionAt(end) };
    return [{ match, text: code.slice(start, end), range }];
  });
}

/** From `#` to the end of the line, where it begins a word. */
export const hashComments = /(?<=^|\s)#[^\n]*/gm;

/** `//` to the end of the line but not in an address, and blocks. */
export const slashComments = /(?<=^|[\s;{})])\/\/[^\n]*|\/\*[\s\S]*?\*\//gm;
