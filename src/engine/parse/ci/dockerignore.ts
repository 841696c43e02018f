import type { Range } from '../../model/range';
import { lineRange } from '../../model/range';
import { GlobSource } from '../globSource';

/** A line of .dockerignore that says something. */
export interface IgnorePattern {
  readonly text: string;
  readonly range: Range;
  readonly negated: boolean;
  readonly matches: (path: string) => boolean;
}

/** Reads a .dockerignore as moby/patternmatcher does; a pattern that it would refuse is left out. */
export function parseDockerignore(text: string): readonly IgnorePattern[] {
  return text.split('\n').flatMap((line, number): IgnorePattern[] => {
    const trimmed = line.replace(/^\uFEFF/, '').trim();
    if (line.startsWith('#') || trimmed === '') return [];
    const negated = trimmed.startsWith('!');
    const body = cleaned((negated ? trimmed.slice(1) : trimmed).trim());
    if (body === '' || body === '.') return [];
    const start = line.indexOf(trimmed);
    const expression = expressionOf(body);
    if (expression === undefined) return [];
    const range = lineRange(number, start, start + trimmed.length);
    return [{ text: trimmed, range, negated, matches: (path) => expression.test(path) }];
  });
}

/**
 * The pattern that keeps a file out of the build context; undefined where it is sent. The last pattern that matches the file
 * or a folder above it decides.
 * @param path relative to the context
 */
export function ignoredBy(path: string, patterns: readonly IgnorePattern[]): IgnorePattern | undefined {
  const parts = path.split('/');
  const names = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  const last = patterns.findLast(({ matches }) => names.some(matches));
  return last?.negated === true ? undefined : last;
}

/** `filepath.Clean`, and no slash at the ends: every pattern begins at the context. */
function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0) parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function expressionOf(pattern: string): RegExp | undefined {
  const source = new GlobSource();
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (pattern.startsWith('**/', at)) {
      source.folders();
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source.anything();
      at += 1;
    } else if (character === '*') source.star();
    else if (character === '?') source.one('[^/]');
    else if (character === '[') {
      const close = pattern.indexOf(']', at + 1);
      if (close < 0) return undefined;
      const range = pattern.slice(at + 1, close).replace(/^[!^]/, '^');
      source.one(`[${range.replaceAll('\\', '\\\\')}]`);
      at = close;
    } else source.literal(character === '\\' ? pattern.charAt(++at) : character);
  }
  try {
    return source.regExp();
  } catch {
    // A range that is none, such as [z-a].
    return undefined;
  }
}
