import { pairBrackets, type GoToken } from '../parse/goTokens';
import {
  functionLiteral,
  isGivenTo,
  isKept,
  isLastStatement,
  isName,
  leavesLoop,
  literalsAround,
  longestHeader,
  type Literal,
  type Loop,
  type Source,
} from './keptValue';

/**
 * Loop variables that outlive their iteration: caught by a function literal that runs later, or by an address that is
 * kept. Before Go 1.22 all iterations share one variable, so such code changes its meaning with the language version.
 * Where the literal is called at once, or given up with the iteration, nothing changes; what cannot be told from the
 * tokens does not count.
 */
export interface LoopCapture {
  readonly name: string;
  /** UTF-16 offset of the use */
  readonly offset: number;
}

export function findLoopCapture(tokens: readonly GoToken[]): LoopCapture | undefined {
  const source: Source = { tokens, brackets: pairBrackets(tokens), budget: maxSteps };
  for (let at = 0; at < tokens.length && source.budget > 0; at++) {
    if (!isName(tokens[at], 'for') || tokens[at - 1]?.text === '.') continue;
    const header = loopHeader(source, at + 1);
    if (header === undefined) continue;
    const { variables, body } = header;
    const loop: Loop = { source, variables, body, end: closingOf(source, body) };
    for (const name of variables) {
      const offset = captureIn(loop, name);
      if (offset !== undefined) return { name, offset };
    }
  }
  return undefined;
}

const maxSteps = 2_000_000;
function closingOf({ tokens, brackets }: Source, open: number): number {
  return brackets.closing[open] ?? tokens.length;
}

interface LoopHeader {
  readonly variables: readonly string[];
  /** index of the brace that opens the body */
  readonly body: number;
}

/** The variables that a `for` clause declares with `:=`, and where its body starts. */
function loopHeader(source: Source, start: number): LoopHeader | undefined {
  const { tokens } = source;
  const end = Math.min(tokens.length, start + longestHeader);
  let define: number | undefined;
  let literals = 0;
  for (let at = start; at < end; at++) {
    source.budget--;
    const { text, kind } = tokens[at] ?? { text: '', kind: 'operator' };
    if (text === ':=' && define === undefined) define = at;
    else if (text === '{' && literals === 0) {
      return { variables: define === undefined ? [] : namesBetween(tokens, start, define), body: at };
    } else if (text === '{' || text === '(' || text === '[') {
      // `range []T{...} {`: the braces of a literal come before those of the body.
      if (text === '{') literals--;
      else if (text === '[' && startsOperand(tokens[at - 1])) literals = 1;
      at = closingOf(source, at);
    } else if (kind === 'name' && (text === 'map' || text === 'func')) literals = 1;
    else if (kind === 'name' && text === 'struct') literals = 2;
    else if (text === '}') return undefined;
  }
  return undefined;
}

/** Whether an operand, not an index, begins behind this token. */
function startsOperand(before: GoToken | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'name') return before.text === 'range';
  return before.kind === 'operator' && !/^[)\]}]$/.test(before.text);
}

function namesBetween(tokens: readonly GoToken[], start: number, end: number): readonly string[] {
  const between = tokens.slice(start, end);
  if (!between.every((token) => token.kind === 'name' || token.text === ',')) return [];
  return between.filter((token) => token.kind === 'name' && token.text !== '_').map((token) => token.text);
}

function captureIn(loop: Loop, name: string): number | undefined {
  const { source, body, end } = loop;
  const { tokens } = source;
  source.budget -= end - body;
  if (source.budget < 0 || isRedeclared(tokens, body, end, name)) return undefined;
  for (let at = body + 1; at < end; at++) {
    const token = tokens[at];
    if (isName(token, 'func')) {
      const use = useInLiteral(loop, at, name);
      if (use !== undefined) return use;
    } else if (token?.text === '&' && isName(tokens[at + 1], name) && isKeptAddress(loop, at)) {
      return tokens[at + 1]?.start;
    }
  }
  return undefined;
}

/** Where a function literal that runs later uses the variable. */
function useInLiteral(loop: Loop, func: number, name: string): number | undefined {
  const { source, end } = loop;
  const literal = functionLiteral(source, func, end);
  if (literal === undefined || source.budget < 0) return undefined;
  const from = outlives(loop, func, literal) ? literal.open : parallelPart(loop, func, literal);
  source.budget -= literal.close - func;
  if (from === undefined || source.tokens.slice(func, literal.open).some((one) => isName(one, name))) return undefined;
  return useOf(source.tokens, from, literal.close, name);
}

/** `v := v`, or any other variable of that name in the body: then uses cannot be told apart. */
function isRedeclared(tokens: readonly GoToken[], body: number, end: number, name: string): boolean {
  for (let at = body + 1; at < end; at++) {
    if (isName(tokens[at], 'var') && isName(tokens[at + 1], name)) return true;
    if (tokens[at]?.text !== ':=') continue;
    for (let left = at - 1; left > body && /^[\p{L}\p{Nd}_,]+$/u.test(tokens[left]?.text ?? ''); left--)
      if (isName(tokens[left], name)) return true;
  }
  return false;
}

/** Whether the literal surely runs, or runs again, after its iteration. */
function outlives(loop: Loop, func: number, literal: Literal): boolean {
  const { tokens } = loop.source;
  const before = tokens[func - 1];
  // It runs when the function ends that it stands in: where that is a literal, as a rule within the iteration.
  if (isName(before, 'defer')) return literalsAround(loop, func).length === 0 && !leavesLoop(loop, func);
  const call = literal.close + 1;
  // What goes on behind a `go` may wait for it. Without one it is called at once.
  if (tokens[call]?.text === '(')
    return isName(before, 'go') && isLastStatement(loop, closingOf(loop.source, call) + 1);
  return isKept(loop, func);
}

/** What a subtest does behind its `t.Parallel()`, it does when the loop has ended. */
function parallelPart(loop: Loop, func: number, literal: Literal): number | undefined {
  const { tokens, brackets } = loop.source;
  if (!isGivenTo(loop, func, 'Run')) return undefined;
  for (let at = literal.open; at < literal.close; at++)
    if (isName(tokens[at], 'Parallel') && brackets.enclosing[at] === literal.open) return at;
  return undefined;
}

function isKeptAddress(loop: Loop, ampersand: number): boolean {
  const { tokens } = loop.source;
  // `&v.f` and `&v[i]` are other addresses where v is a pointer or a slice.
  if (/^[.[(]$/.test(tokens[ampersand + 2]?.text ?? '')) return false;
  const before = tokens[ampersand - 1];
  if (before === undefined || before.kind !== 'operator' || /^[)\]}]$/.test(before.text)) return false;
  return isKept(loop, ampersand);
}

/** Where the literal uses the variable: as a whole name, not as a field or the key of one. */
function useOf(tokens: readonly GoToken[], open: number, close: number, name: string): number | undefined {
  for (let at = open + 1; at < close; at++) {
    const token = tokens[at];
    if (!isName(token, name) || tokens[at - 1]?.text === '.' || tokens[at + 1]?.text === ':') continue;
    return token?.start;
  }
  return undefined;
}
