import { GlobSource, inClass } from '../globSource';

/** One line of a .gitignore, as `parse_path_pattern` of git's dir.c takes it. */
export interface IgnoreRule {
  /** begins with `!`: takes back what lines before it say */
  readonly negated: boolean;
  /** ends with `/`: means folders alone */
  readonly folderOnly: boolean;
  /** has a `/` in it: means the path from the folder of the file, else a name in whatever folder */
  readonly whole: boolean;
  /** undefined for a pattern that can match nothing */
  readonly pattern: RegExp | undefined;
}

/** @param ignoreCase core.ignoreCase of the repository */
export function parseIgnoreFile(text: string, ignoreCase = false): readonly IgnoreRule[] {
  const rules: IgnoreRule[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const rule = line.startsWith('#') ? undefined : ruleOf(withoutTrailingSpaces(line.replace(/\r$/, '')), ignoreCase);
    if (rule) rules.push(rule);
  }
  return rules;
}

function ruleOf(line: string, ignoreCase: boolean): IgnoreRule | undefined {
  const negated = line.startsWith('!');
  let pattern = negated ? line.slice(1) : line;
  if (pattern === '') return undefined;
  const folderOnly = pattern.endsWith('/');
  if (folderOnly) pattern = pattern.slice(0, -1);
  const whole = pattern.includes('/');
  const source = wildmatch(pattern.startsWith('/') ? pattern.slice(1) : pattern);
  const regular = pattern === '' ? undefined : source?.regExp(ignoreCase ? 'i' : '');
  return { negated, folderOnly, whole, pattern: regular };
}

/** A backslash keeps the space behind it. */
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') end = Math.min(++at + 1, line.length);
    else if (line[at] !== ' ') end = at + 1;
  }
  return line.slice(0, end);
}

/**
 * What the last matching line of one file says.
 * @param path relative to the folder of the file
 */
export function decide(rules: readonly IgnoreRule[], path: string, isFolder: boolean): 'ignored' | 'kept' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at];
    if (rule === undefined || (rule.folderOnly && !isFolder)) continue;
    if (rule.pattern?.test(rule.whole ? path : name)) return rule.negated ? 'kept' : 'ignored';
  }
  return undefined;
}

/** `wildmatch` of git with WM_PATHNAME, as a regular expression; undefined where it aborts. */
function wildmatch(pattern: string): GlobSource | undefined {
  const source = new GlobSource();
  let at = 0;
  while (at < pattern.length) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (character === '*') {
      at = addStars(source, pattern, at);
    } else if (character === '?') {
      source.one('[^/]');
      at++;
    } else if (character === '[') {
      const found = classAt(pattern, at + 1);
      if (found === undefined) return undefined;
      source.one(found.source);
      at = found.end;
    } else if (character === '\\') {
      if (at + 1 >= pattern.length) return undefined;
      const literal = String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0);
      source.literal(literal);
      at += 1 + literal.length;
    } else {
      source.literal(character);
      at += character.length;
    }
  }
  return source;
}

/** Two stars that are a whole element stand for any number of folders; any other number of stars for one. @returns their end */
function addStars(source: GlobSource, pattern: string, start: number): number {
  let end = start;
  while (pattern[end] === '*') end++;
  const isElement = (start === 0 || pattern[start - 1] === '/') && (end === pattern.length || pattern[end] === '/');
  if (end - start < 2 || !isElement) source.star();
  else if (end === pattern.length) source.rest();
  else {
    source.folders();
    return end + 1;
  }
  return end;
}

const classes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alnum: 'A-Za-z0-9',
    alpha: 'A-Za-z',
    blank: ' \\t',
    cntrl: '\\x00-\\x1f\\x7f',
    digit: '0-9',
    graph: '\\x21-\\x7e',
    lower: 'a-z',
    print: '\\x20-\\x7e',
    punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
    space: '\\s',
    upper: 'A-Z',
    xdigit: '0-9A-Fa-f',
  }),
);

/** @param start behind the bracket; undefined where nothing closes it */
function classAt(pattern: string, start: number): { readonly source: string; readonly end: number } | undefined {
  let at = start;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  let members = '';
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    if (at >= pattern.length) return undefined;
    const named = /^\[:(\w*):\]/.exec(pattern.slice(at));
    if (named) {
      const listed = classes.get(named[1] ?? '');
      if (listed === undefined) return undefined;
      members += listed;
      at += named[0].length;
      continue;
    }
    const low = memberAt(pattern, at);
    if (low === undefined) return undefined;
    at = low.end;
    const isRange = pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']';
    const high = isRange ? memberAt(pattern, at + 1) : low;
    if (high === undefined) return undefined;
    at = high.end;
    if (low.text <= high.text) members += `${inClass(low.text)}-${inClass(high.text)}`;
  }
  const source = members === '' ? (negated ? '[^/]' : '(?!)') : `(?!/)[${negated ? '^' : ''}${members}]`;
  return { source, end: at + 1 };
}

function memberAt(pattern: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const start = pattern[at] === '\\' ? at + 1 : at;
  if (start >= pattern.length) return undefined;
  const text = String.fromCodePoint(pattern.codePointAt(start) ?? 0);
  return { text, end: start + text.length };
}
