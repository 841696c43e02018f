import { late } from '../../base/late';

/** Tokens of Go source, without white space and comments. Enough for light scans of a body; it never fails. */
export interface GoToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  readonly text: string;
  /** UTF-16 offset */
  readonly start: number;
  /** a line starts between the token before and this one */
  readonly newline: boolean;
}

function patternOf(letter: string, digit: string, flags: string): RegExp {
  return new RegExp(
    [
      '(?<blank>[ \\t\\r\\n]+|\\/\\/[^\\n]*|\\/\\*[^]*?(?:\\*\\/|$))',
      '(?<string>`[^`]*(?:`|$)|"(?:\\\\.|[^"\\\\\\n])*"?|\'(?:\\\\.|[^\'\\\\\\n])*\'?)',
      '(?<number>\\.?[0-9](?:[eEpP][+-]|[\\w.])*)',
      `(?<name>[${letter}_][${letter}${digit}_]*)`,
      '(?<operator><<=|>>=|&\\^=|\\.\\.\\.|:=|&&|\\|\\||<-|\\+\\+|--|==|!=|<=|>=|&\\^|<<|>>|[-+*\\/%&|^]=|[^])',
    ].join('|'),
    flags,
  );
}

const asciiPattern = late(() => patternOf('A-Za-z', '0-9', 'y'));
const unicodePattern = late(() => patternOf('\\p{L}', '\\p{Nd}', 'uy'));

export function goTokens(text: string): readonly GoToken[] {
  const tokens: GoToken[] = [];
  let newline = false;
  const pattern = /[^\x00-\x7f]/.test(text) ? unicodePattern() : asciiPattern();
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

/** How the brackets of some tokens pair up, by index of token. */
export interface Brackets {
  /** for an opening bracket, the token that closes it: the number of tokens where none does */
  readonly closing: Int32Array;
  /** for any token, the innermost bracket that is open there, -1 where none is; a bracket is not inside itself */
  readonly enclosing: Int32Array;
}

export function pairBrackets(tokens: readonly GoToken[]): Brackets {
  const closing = new Int32Array(tokens.length).fill(tokens.length);
  const enclosing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach(({ kind, text }, at) => {
    const bracket = kind === 'operator' ? text : '';
    if (bracket === ')' || bracket === ']' || bracket === '}') {
      const start = open.pop();
      if (start !== undefined) closing[start] = at;
    }
    enclosing[at] = open.at(-1) ?? -1;
    if (bracket === '(' || bracket === '[' || bracket === '{') open.push(at);
  });
  return { closing, enclosing };
}
