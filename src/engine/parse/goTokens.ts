/** Tokens of Go source, without white space and comments. Enough for light scans of a body; it never fails. */
export interface GoToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  readonly text: string;
  /** UTF-16 offset */
  readonly start: number;
  /** a line starts between the token before and this one */
  readonly newline: boolean;
}

const pattern = new RegExp(
  [
    '(?<blank>[ \\t\\r\\n]+|\\/\\/[^\\n]*|\\/\\*[^]*?(?:\\*\\/|$))',
    '(?<string>`[^`]*(?:`|$)|"(?:\\\\.|[^"\\\\\\n])*"?|\'(?:\\\\.|[^\'\\\\\\n])*\'?)',
    '(?<number>\\.?[0-9](?:[eEpP][+-]|[\\w.])*)',
    '(?<name>[\\p{L}_][\\p{L}\\p{Nd}_]*)',
    '(?<operator><<=|>>=|&\\^=|\\.\\.\\.|:=|&&|\\|\\||<-|\\+\\+|--|==|!=|<=|>=|&\\^|<<|>>|[-+*\\/%&|^]=|[^])',
  ].join('|'),
  'uy',
);

export function goTokens(text: string): readonly GoToken[] {
  const tokens: GoToken[] = [];
  let newline = false;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole] = match;
    const { blank, string, number, name } = match.groups ?? {};
    if (blank !== undefined) newline ||= whole.includes('\n');
    else {
      const kind =
        string !== undefined ? 'string' : number !== undefined ? 'number' : name !== undefined ? 'name' : 'operator';
      tokens.push({ kind, text: whole, start: match.index, newline });
      newline = false;
    }
  }
  return tokens;
}

const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** The index of the token that closes the bracket at `open`; the number of tokens where nothing does. */
export function closingBracket(tokens: readonly GoToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = tokens[at]?.kind === 'operator' ? tokens[at]?.text : undefined;
    if (text === undefined) continue;
    if (closers.has(text)) depth++;
    else if (text === ')' || text === ']' || text === '}') {
      depth--;
      if (depth === 0) return at;
    }
  }
  return tokens.length;
}
