import { GlobSource, inClass } from './globSource';

/**
 * One element of a pattern of path.Match: `*`, `?`, `[a-z]`, `[^a-z]`, `\` before a character that shall mean itself.
 * @returns undefined for a malformed one
 */
export function globElement(pattern: string): RegExp | undefined {
  const source = new GlobSource();
  let at = 0;
  while (at < pattern.length) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    at += character.length;
    if (character === '*') source.star();
    else if (character === '?') source.one('[^/]');
    else if (character === '[') {
      const range = characterClass(pattern, at);
      if (range === undefined) return undefined;
      source.one(range.source);
      at = range.end;
    } else if (character === '\\') {
      if (at >= pattern.length) return undefined;
      const literal = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      source.literal(literal);
      at += literal.length;
    } else source.literal(character);
  }
  return source.regExp();
}

/** Whether it can match anything but itself. */
export function isGlob(element: string): boolean {
  return /[*?[\\]/.test(element);
}

/** @param start after the bracket */
function characterClass(pattern: string, start: number): { source: string; end: number } | undefined {
  let at = start;
  const negated = pattern[at] === '^';
  if (negated) at++;
  const next = (): string | undefined => {
    let character = pattern[at] === undefined ? '' : String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (character === '' || character === '-' || character === ']') return undefined;
    at += character.length;
    if (character === '\\') {
      character = pattern[at] === undefined ? '' : String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      at += character.length;
    }
    return character === '' || at >= pattern.length ? undefined : character;
  };
  let ranges = '';
  for (let count = 0; count === 0 || pattern[at] !== ']'; count++) {
    const low = next();
    if (low === undefined) return undefined;
    let high = low;
    if (pattern[at] === '-') {
      at++;
      const upper = next();
      if (upper === undefined) return undefined;
      high = upper;
    }
    // A range from high to low matches nothing, where a regular expression would be malformed.
    if (low <= high) ranges += `${inClass(low)}-${inClass(high)}`;
  }
  const body = ranges === '' ? (negated ? '[^/]' : '(?!)') : negated ? `(?!/)[^${ranges}]` : `(?!/)[${ranges}]`;
  return { source: body, end: at + 1 };
}
