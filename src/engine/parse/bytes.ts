/** Bytes of Go's syntax. */
export const tab = 0x09;
export const newline = 0x0a;
export const formFeed = 0x0c;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const doubleQuote = 0x22;
export const openParen = 0x28;
export const closeParen = 0x29;
export const asterisk = 0x2a;
export const plus = 0x2b;
export const dot = 0x2e;
export const slash = 0x2f;
export const colon = 0x3a;
export const semicolon = 0x3b;
export const upperC = 0x43;
export const upperG = 0x47;
export const backslash = 0x5c;
export const backquote = 0x60;
export const lowerG = 0x67;
export const lowerI = 0x69;
export const lowerO = 0x6f;
export const lastAscii = 0x7f;

/** White space within a line; whatever is not ASCII is left to those who decode. */
export function isBlank(byte: number | undefined): boolean {
  return byte !== undefined && byte <= space && byte !== newline;
}

/** Letters of an ASCII word as bytes. */
export function bytesOf(word: string): readonly number[] {
  return Array.from(word, (letter) => letter.charCodeAt(0));
}

/** How far a search for "build" moves on where a byte stands at the end of the window; 0 for "d", which may end a match. */
const buildShift = Uint8Array.from({ length: 256 }, (_, byte) => {
  const at = 'build'.lastIndexOf(String.fromCharCode(byte));
  return at < 0 ? 5 : 4 - at;
});

/** Boyer-Moore-Horspool for "build": looks at every fifth byte of most texts. @returns -1 where it does not occur */
export function indexOfBuild(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 4; at < end;) {
    const shift = buildShift[bytes[at] as number] as number;
    if (shift !== 0) at += shift;
    else if (bytes[at - 1] === 0x6c && bytes[at - 2] === 0x69 && bytes[at - 3] === 0x75 && bytes[at - 4] === 0x62)
      return at - 4;
    else at += 5;
  }
  return -1;
}
