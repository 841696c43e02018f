import { keywords, type Keyword } from '../goKeywords';

/** Kinds of tokens as cmd/compile tells them apart; punctuation of one character is its character code. */
export const endOfFile = 0;
export const nameToken = 1;
export const literalToken = 2;
/** an operator but `*`, which types have too; see `precedence` of the scanner */
export const operatorToken = 3;
/** `+=` and the like; `=` is itself */
export const assignOperator = 4;
/** `++` and `--` */
export const step = 5;
export const define = 6;
export const arrow = 7;
export const ellipsis = 8;
const firstKeyword = 128;

export function keyword(word: Keyword): number {
  return firstKeyword + keywords.indexOf(word);
}

export function isKeyword(kind: number): boolean {
  return kind >= firstKeyword;
}

/** Keywords by a perfect hash of their first two letters and their length, as cmd/compile looks them up. */
const slots: readonly (Uint8Array | undefined)[] = (() => {
  const table: (Uint8Array | undefined)[] = Array.from({ length: 64 });
  for (const word of keywords) {
    const bytes = new TextEncoder().encode(word);
    table[slotOf(bytes[0] ?? 0, bytes[1] ?? 0, word.length)] = bytes;
  }
  return table;
})();
const kinds: readonly number[] = slots.map((bytes) =>
  bytes === undefined ? nameToken : keyword(new TextDecoder().decode(bytes) as Keyword),
);

function slotOf(first: number, second: number, length: number): number {
  return (((first << 4) ^ second) + length) & 63;
}

/** The kind of the name that stands there: `nameToken`, or that of a keyword. */
export function kindOfWord(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 2) return nameToken;
  const slot = slotOf(bytes[start] ?? 0, bytes[start + 1] ?? 0, length);
  const word = slots[slot];
  if (word?.length !== length) return nameToken;
  for (let at = 0; at < length; at++) if (word[at] !== bytes[start + at]) return nameToken;
  return kinds[slot] ?? nameToken;
}
