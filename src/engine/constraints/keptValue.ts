import type { Brackets, GoToken } from '../parse/goTokens';

/**
 * Where the tokens of a loop's body put a value: somewhere that surely holds it when later iterations run, beside what
 * those put there. What each iteration overwrites, and what a variable of the body holds, does not count: tests give a
 * closure to an option of theirs, use it, and are done with it.
 */
export interface Loop {
  readonly source: Source;
  readonly variables: readonly string[];
  /** indexes of the braces of its body */
  readonly body: number;
  readonly end: number;
}

export interface Source {
  readonly tokens: readonly GoToken[];
  readonly brackets: Brackets;
  /** bodies of nested loops and literals are read again for each; nesting without end is no program */
  budget: number;
}

export interface Literal {
  /** indexes of the braces of its body */
  readonly open: number;
  readonly close: number;
}

/** Longer than any header of a loop, or of a function literal behind its parameters. */
export const longestHeader = 1000;

/** Methods that keep what they are given beyond the call. */
const keepers: ReadonlySet<string> = new Set(['Go', 'Cleanup', 'HandleFunc']);

/** Whether the value that starts at `at`, a function literal or an address, is kept with those of other iterations. */
export function isKept(loop: Loop, at: number): boolean {
  const { tokens, brackets } = loop.source;
  if (leavesLoop(loop, at)) return false;
  let grows = false;
  for (let start = at; start > loop.body;) {
    const before = tokens[start - 1]?.text;
    if (before === '=') return isStore(loop, start - 1, grows);
    if (before === '<-') return isOuter(loop, targetBefore(loop, start - 1), at);
    const open = brackets.enclosing[start] ?? -1;
    if (open <= loop.body) return false;
    if (tokens[open]?.text === '{') {
      const whole = /^[,:{]$/.test(before ?? '') ? compositeStart(loop.source, open) : undefined;
      if (whole === undefined) return false;
      start = whole;
    } else {
      if (!isName(tokens[open - 1], 'append') || tokens[open - 2]?.text === '.') return isGivenAway(loop, open);
      grows = true;
      start = open - 1;
    }
  }
  return false;
}

/** Whether nothing of the loop's body comes behind the statement that ends before `at`, as `go vet` asks it. */
export function isLastStatement({ source, end }: Loop, at: number): boolean {
  const { tokens, brackets } = source;
  for (let next = at; next < end;) {
    const token = tokens[next];
    if (token?.text === ';' || token?.text === '}') next++;
    else if (isName(token, 'else')) {
      while (next < end && tokens[next]?.text !== '{') next++;
      next = (brackets.closing[next] ?? end) + 1;
    } else if (isName(token, 'case') || isName(token, 'default'))
      next = brackets.closing[brackets.enclosing[next] ?? -1] ?? end;
    else return false;
  }
  return true;
}

/** The function literal at `func`; undefined for a function type. */
export function functionLiteral(source: Source, func: number, end: number): Literal | undefined {
  const { tokens, brackets } = source;
  const closing = (open: number): number => brackets.closing[open] ?? tokens.length;
  if (tokens[func + 1]?.text !== '(') return undefined;
  const start = closing(func + 1) + 1;
  for (let at = start; at < Math.min(end, start + longestHeader); at++) {
    source.budget--;
    const token = tokens[at];
    if (token === undefined || token.newline) return undefined;
    if (token.text === '{') return { open: at, close: closing(at) };
    if (token.text === '(' || token.text === '[') at = closing(at);
    else if (token.kind !== 'name' && !/^[*.]$/.test(token.text)) return undefined;
  }
  return undefined;
}

/** Function literals of the body that the token stands in, with the index of their `func`. */
export function literalsAround({ source, body }: Loop, at: number): readonly (Literal & { readonly func: number })[] {
  const around: (Literal & { readonly func: number })[] = [];
  source.budget -= at - body;
  for (let func = body + 1; func < at; func++) {
    const literal = isName(source.tokens[func], 'func') ? functionLiteral(source, func, at + 1) : undefined;
    if (literal && literal.open < at && at < literal.close) around.push({ ...literal, func });
  }
  return around;
}

/** Whether a method of a variable from before the loop is called with the value, directly: `t.Run(name, value)`. */
export function isGivenTo(loop: Loop, at: number, name: string): boolean {
  const { tokens, brackets } = loop.source;
  const open = brackets.enclosing[at] ?? -1;
  return open > loop.body && isName(tokens[open - 1], name) && isOuter(loop, targetBefore(loop, open), at);
}

export function isName(token: GoToken | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}

function isGivenAway(loop: Loop, open: number): boolean {
  const { tokens, brackets } = loop.source;
  const name = tokens[open - 1]?.text ?? '';
  if (tokens[open]?.text !== '(' || !keepers.has(name) || tokens[open - 2]?.text !== '.') return false;
  // What goes on behind it may wait for it.
  if (name === 'Go' && !isLastStatement(loop, (brackets.closing[open] ?? loop.end) + 1)) return false;
  return isOuter(loop, targetBefore(loop, open), open);
}

/** `fs = append(fs, value)` and `m[k] = value`; `s.f = value` holds the last one alone. */
function isStore(loop: Loop, equals: number, grows: boolean): boolean {
  const target = targetBefore(loop, equals);
  return target !== undefined && (grows || target.indexed) && isOuter(loop, target, equals);
}

interface Target {
  /** the variable or package that it begins with: `s` of `s.list[k].f` */
  readonly root: string;
  /** by a variable of the loop, so that each iteration has its own place */
  readonly indexed: boolean;
}

/** The operand that ends before `end` and begins its statement; undefined for anything that is not names and indexes. */
function targetBefore({ source, variables, body }: Loop, end: number): Target | undefined {
  const { tokens } = source;
  let indexed = false;
  for (let at = end - 1; at > body; at--) {
    const token = tokens[at];
    if (token?.text === ']') {
      const open = openingOf(source, at);
      indexed ||= tokens.slice(open, at).some(({ kind, text }) => kind === 'name' && variables.includes(text));
      at = open;
    } else if (token?.kind !== 'name') return undefined;
    else if (tokens[at - 1]?.text === '.') at--;
    else
      return token.newline || /^[{};:]$/.test(tokens[at - 1]?.text ?? '') ? { root: token.text, indexed } : undefined;
  }
  return undefined;
}

/** Whether the operand begins with something from before the loop: no variable of its body, no parameter around `at`. */
function isOuter(loop: Loop, target: Target | undefined, at: number): boolean {
  const { source, body, end, variables } = loop;
  const { tokens } = source;
  source.budget -= end - body;
  if (target === undefined || source.budget < 0 || variables.includes(target.root)) return false;
  const isRoot = (token: GoToken | undefined): boolean => isName(token, target.root);
  for (let name = body + 1; name < end; name++)
    if (isRoot(tokens[name]) && (isName(tokens[name - 1], 'var') || isDefined(tokens, name))) return false;
  return !literalsAround(loop, at).some(({ func, open }) => tokens.slice(func, open).some(isRoot));
}

/** Whether the name stands left of `:=`. */
function isDefined(tokens: readonly GoToken[], name: number): boolean {
  let at = name + 1;
  while (tokens[at]?.text === ',' && tokens[at + 1]?.kind === 'name') at += 2;
  return tokens[at]?.text === ':=';
}

/** Whether a block around the statement ends the loop behind it: then no iteration follows. */
export function leavesLoop({ source, body }: Loop, at: number): boolean {
  const { tokens, brackets } = source;
  for (let block = brackets.enclosing[at] ?? -1; block >= body; block = brackets.enclosing[block] ?? -1) {
    const close = brackets.closing[block] ?? tokens.length;
    source.budget -= close - at;
    for (let next = at; next < close; next++)
      if (brackets.enclosing[next] === block && /^(?:break|return|goto|panic)$/.test(tokens[next]?.text ?? ''))
        return true;
  }
  return false;
}

const noType =
  /^(?:break|case|chan|const|continue|default|defer|do|else|fallthrough|for|func|go|goto|if|import|package|range|return|select|switch|type|var)$/;

/** Where the composite literal begins whose brace this is, with its type and an address of it; undefined for a block. */
function compositeStart(source: Source, brace: number): number | undefined {
  const { tokens } = source;
  const before = tokens[brace - 1];
  if (before === undefined) return undefined;
  // An element that leaves its type out.
  if (/^[,:{]$/.test(before.text)) return brace;
  if (tokens[brace]?.newline) return undefined;
  let start = brace;
  for (let at = brace - 1; at >= 0; at = start - 1) {
    const token = tokens[at];
    if (token?.text === ']') start = openingOf(source, at);
    else if (token?.text === '}' && isName(tokens[openingOf(source, at) - 1], 'struct')) start = openingOf(source, at);
    else if (token?.text === '*' && tokens[at - 1]?.text === ']') start = at;
    else if (token?.kind === 'name' && !noType.test(token.text)) start = tokens[at - 1]?.text === '.' ? at - 1 : at;
    else break;
    if (tokens[start]?.newline) break;
  }
  if (start === brace) return undefined;
  return tokens[start - 1]?.text === '&' ? start - 1 : start;
}

/** The bracket that this one closes. */
function openingOf({ brackets }: Source, close: number): number {
  return brackets.closing[close - 1] === close ? close - 1 : (brackets.enclosing[close - 1] ?? close);
}
