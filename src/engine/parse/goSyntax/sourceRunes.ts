import { SyntaxFailure } from './syntaxFailure';

/** Characters beyond ASCII, and what Go allows of them. */

const byteOrderMark = 0xfeff;

/** @returns behind the character that begins there with a byte beyond ASCII */
export function afterRune(bytes: Uint8Array, at: number): number {
  const width = widthOf(bytes, at);
  if (width === 0) throw new SyntaxFailure('invalid UTF-8 encoding', at, at + 1, true);
  if (width === 3 && runeAt(bytes, at) === byteOrderMark && at > 0)
    throw new SyntaxFailure('invalid BOM in the middle of the file', at, at + 3, true);
  return at + width;
}

/**
 * The same of a character of a name.
 * @param isFirst of the name
 */
export function afterNameRune(bytes: Uint8Array, at: number, isFirst: boolean): number {
  const end = afterRune(bytes, at);
  const rune = runeAt(bytes, at);
  if (rune === byteOrderMark) return end;
  const text = String.fromCodePoint(rune);
  // What this Unicode has no name for may be a letter in another.
  if (/^[\p{L}\p{Cn}]$/u.test(text)) return end;
  if (!/^\p{Nd}$/u.test(text)) throw new SyntaxFailure(`invalid character ${printRune(rune)} in identifier`, at, end);
  if (isFirst) throw new SyntaxFailure(`identifier cannot begin with digit ${printRune(rune)}`, at, end);
  return end;
}

/** `U+0040 '@'`, as Go prints it. */
export function printRune(rune: number): string {
  const text = String.fromCodePoint(rune);
  const number = `U+${rune.toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(text) ? `${number} '${text}'` : number;
}

function runeAt(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (first < 0xe0) return ((first & 0x1f) << 6) | (second & 0x3f);
  if (first < 0xf0) return ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
  return ((first & 0x07) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
}

/** Bytes of the character; 0 where it is no UTF-8. */
function widthOf(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (first < 0xc2 || first > 0xf4) return 0;
  if (first < 0xe0) return continues(second) ? 2 : 0;
  if (!continues(bytes[at + 2] ?? 0)) return 0;
  if (first < 0xf0) {
    const isShortest = first !== 0xe0 || second >= 0xa0;
    const isSurrogate = first === 0xed && second >= 0xa0;
    return continues(second) && isShortest && !isSurrogate ? 3 : 0;
  }
  if (!continues(bytes[at + 3] ?? 0) || !continues(second)) return 0;
  return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second >= 0x90) ? 0 : 4;
}

function continues(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
