import { pairBrackets, type Brackets, type GoToken } from '../parse/goTokens';

/**
 * Loop variables that outlive their iteration: caught by a function literal that runs later, or by an address that is
 * kept. Before Go 1.22 all iterations share one variable, so such code changes its meaning with the language version.
 * Where the literal is called at once nothing changes; what cannot be told from the tokens does not count.
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
    for (const name of header.variables) {
      const offset = captureIn(source, header.body, name);
      if (offset !== undefined) return { name, offset };
    }
  }
  return undefined;
}

interface Source {
  readonly tokens: readonly GoToken[];
  readonly brackets: Brackets;
  /** bodies of nested loops and literals are read again for each; nesting without end is no program */
  budget: number;
}

const maxSteps = 2_000_000;
/** Longer than any header of a loop, or of a function literal behind its parameters. */
const longestHeader = 1000;

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

function captureIn(source: Source, body: number, name: string): number | undefined {
  const { tokens } = source;
  const end = closingOf(source, body);
  source.budget -= end - body;
  if (source.budget < 0 || isRedeclared(tokens, body, end, name)) return undefined;
  for (let at = body + 1; at < end; at++) {
    const token = tokens[at];
    if (isName(token, 'func')) {
      const literal = functionLiteral(source, at, end);
      if (literal === undefined || !outlives(source, body, at, literal)) continue;
      source.budget -= literal.close - at;
      if (source.budget < 0) return undefined;
      if (tokens.slice(at, literal.open).some((parameter) => isName(parameter, name))) continue;
      const use = useOf(tokens, literal.open, literal.close, name);
      if (use !== undefined) return use;
    } else if (token?.text === '&' && isName(tokens[at + 1], name) && isKeptAddress(source, body, at)) {
      return tokens[at + 1]?.start;
    }
  }
  return undefined;
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

interface Literal {
  /** indexes of the braces of its body */
  readonly open: number;
  readonly close: number;
}

/** The function literal at `func`; undefined for a function type. */
function functionLiteral(source: Source, func: number, end: number): Literal | undefined {
  const { tokens } = source;
  if (tokens[func + 1]?.text !== '(') return undefined;
  const start = closingOf(source, func + 1) + 1;
  for (let at = start; at < Math.min(end, start + longestHeader); at++) {
    source.budget--;
    const token = tokens[at];
    if (token === undefined || token.newline) return undefined;
    if (token.text === '{') return { open: at, close: closingOf(source, at) };
    if (token.text === '(' || token.text === '[') at = closingOf(source, at);
    else if (token.kind !== 'name' && !/^[*.]$/.test(token.text)) return undefined;
  }
  return undefined;
}

/** Functions that keep what they are given beyond the call. */
const keepers: ReadonlySet<string> = new Set(['append', 'Go', 'AfterFunc', 'Cleanup', 'HandleFunc']);

/** Whether the literal may run after its iteration. */
function outlives(source: Source, body: number, func: number, literal: Literal): boolean {
  const { tokens } = source;
  const before = tokens[func - 1];
  if (isName(before, 'go') || isName(before, 'defer')) return true;
  // Called at once.
  if (tokens[literal.close + 1]?.text === '(') return false;
  if (isKept(source, body, func)) return true;
  const callee = calleeOf(source, body, func);
  return callee === 'Run' && tokens.slice(literal.open, literal.close).some((token) => isName(token, 'Parallel'));
}

/** Whether the value that starts at `at` is stored where the next iteration finds it. */
function isKept(source: Source, body: number, at: number): boolean {
  const { tokens, brackets } = source;
  const before = tokens[at - 1]?.text ?? '';
  if (before === '=' || before === '<-') return true;
  const open = brackets.enclosing[at] ?? -1;
  if (open > body && tokens[open]?.text === '{' && /^[,:{]$/.test(before)) return startsLiteral(tokens, open);
  return keepers.has(calleeOf(source, body, at) ?? '');
}

/** Whether the brace opens a composite literal, which a type or another literal stands before, not a block. */
function startsLiteral(tokens: readonly GoToken[], open: number): boolean {
  const before = tokens[open - 1];
  if (before === undefined || before.newline) return false;
  return before.kind === 'name' ? !/^(else|do|select|default)$/.test(before.text) : /^[\]},{]$/.test(before.text);
}

function isKeptAddress(source: Source, body: number, ampersand: number): boolean {
  const { tokens } = source;
  // `&v.f` and `&v[i]` are other addresses where v is a pointer or a slice.
  if (/^[.[(]$/.test(tokens[ampersand + 2]?.text ?? '')) return false;
  const before = tokens[ampersand - 1];
  if (before === undefined || before.kind !== 'operator' || /^[)\]}]$/.test(before.text)) return false;
  return isKept(source, body, ampersand);
}

/** The name of the function in whose arguments the token directly stands. */
function calleeOf({ tokens, brackets }: Source, body: number, at: number): string | undefined {
  const open = brackets.enclosing[at] ?? -1;
  if (open < body || tokens[open]?.text !== '(') return undefined;
  const callee = tokens[open - 1];
  return callee?.kind === 'name' ? callee.text : undefined;
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

function isName(token: GoToken | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}
