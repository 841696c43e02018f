/**
 * Kinds of tokens as numbers: an operator of one character is its character code, so that a parser can say `'('` by
 * `code('(')`. Operators that only connect expressions share a kind: who resolves names needs no precedence.
 */
export const endOfFile = 0;
export const nameToken = 1;
export const numberToken = 2;
/** strings and runes */
export const stringToken = 3;
/** `:=` */
export const define = 4;
/** `<-` */
export const arrow = 5;
/** `++` and `--` */
export const step = 6;
/** `...` */
export const ellipsis = 7;
/** an operator of two operands that is no operator of one: `/`, `==`, `&&`, `<<` */
export const binary = 8;
/** `+=` and the like; `=` is itself */
export const assignOperator = 9;
/** the first keyword; the others follow */
const firstKeyword = 256;

const words = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
] as const;

export type Keyword = (typeof words)[number];

const kinds: ReadonlyMap<string, number> = new Map(words.map((word, at) => [word, firstKeyword + at]));

/** The kind of a keyword token; undefined of another name. */
export function keywordKind(name: string): number | undefined {
  return kinds.get(name);
}

export function keyword(word: Keyword): number {
  return firstKeyword + words.indexOf(word);
}

/** The kind of a token that is one character. */
export function code(character: string): number {
  return character.charCodeAt(0);
}

/** Keywords after which a line's end ends the statement. */
export const endingKeywords: ReadonlySet<number> = new Set(
  (['break', 'continue', 'fallthrough', 'return'] as const).map(keyword),
);
