import { globElement } from './globElement';

/** One pattern of GOPRIVATE, GONOPROXY, GONOSUMDB or GOINSECURE. */
export interface ModulePattern {
  /** as it stands between the commas */
  readonly text: string;
  /** offsets into the value */
  readonly start: number;
  readonly end: number;
}

/** As `module.MatchPrefixPatterns` takes the list apart: at commas, with nothing trimmed. Empty ones match nothing and hurt nobody. */
export function patternsOf(value: string): readonly ModulePattern[] {
  const patterns: ModulePattern[] = [];
  let start = 0;
  for (const text of value.split(',')) {
    if (text !== '') patterns.push({ text, start, end: start + text.length });
    start += text.length + 1;
  }
  return patterns;
}

/** Why a pattern can match no module path; undefined where it may. */
export function hopelessPattern(text: string): 'space' | 'separator' | 'scheme' | 'dots' | 'malformed' | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (/[\s;]/.test(trimmed)) return 'separator';
  if (/^[a-z][a-z+]*:\/\//i.test(trimmed)) return 'scheme';
  if (/\.\.\.$/.test(trimmed)) return 'dots';
  if (isMalformed(trimmed)) return 'malformed';
  return trimmed === text ? undefined : 'space';
}

/** `path.ErrBadPattern`: a class that is not closed, or a backslash at the end. */
function isMalformed(pattern: string): boolean {
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\' && ++at >= pattern.length) return true;
    if (character !== '[') continue;
    const close = /^\[\^?(?:\\.|[^\\\]])+\]/.exec(pattern.slice(at));
    if (close === null) return true;
    at += close[0].length - 1;
  }
  return false;
}

/** `module.MatchPrefixPatterns`: whether one of the patterns matches the path or what it begins with, element by element. */
export function matchesPatterns(value: string, path: string): boolean {
  return patternsOf(value).some(({ text }) => {
    const glob = text.endsWith('/') ? text.slice(0, -1) : text;
    if (glob === '') return false;
    const wanted = glob.split('/').length;
    const elements = path.split('/');
    if (elements.length < wanted) return false;
    // go passes over a malformed pattern without a word.
    return globElement(glob)?.test(elements.slice(0, wanted).join('/')) ?? false;
  });
}
