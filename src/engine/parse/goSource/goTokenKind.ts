import { keywords, type Keyword } from '../goKeywords';

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

/** The kind of a name by its number in a `NameTable`, where the keywords come first. */
export function kindOfName(id: number): number {
  return id <= keywords.length ? firstKeyword + id - 1 : nameToken;
}

export function keyword(word: Keyword): number {
  return firstKeyword + keywords.indexOf(word);
}

/** A set of kinds, as a table: it is asked for every token. */
export function kindSet(kinds: readonly number[]): Uint8Array {
  const set = new Uint8Array(firstKeyword + keywords.length);
  for (const kind of kinds) set[kind] = 1;
  return set;
}

/** What a line's end ends a statement after, among names and keywords. */
export const endingNames: Uint8Array = kindSet([
  nameToken,
  ...(['break', 'continue', 'fallthrough', 'return'] as const).map(keyword),
]);
