import * as byte from './bytes';
import { honouredLines } from './constraintRegion';
import { nearMarker } from './nearConstraint';
import type { ByteNames } from '../../base/byteNames';

/**
 * The comments above the package clause, for the scan of a whole tree: bytes are looked at once, and texts made only of
 * constraint lines. It says what `honouredLines` says; where white space is not ASCII it asks that.
 */
export class LeadingComments {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  readonly #strings: ByteNames;
  readonly #goBuild: string[] = [];
  readonly #plusBuild: { readonly text: string; readonly start: number }[] = [];
  #at: number;
  /** end of the last blank line of the run of blank and `//` lines that may hold +build lines */
  #lastBlankEnd = 0;
  #runEnded = false;
  /** a block comment stands before on the same line */
  #besideBlock = false;
  /** something that go/build and this reader might take for different white space */
  #odd = false;
  #suspicious = false;
  /** the end of the bytes was met in a comment or before anything else */
  ranOut = false;

  constructor(bytes: Uint8Array, start: number, end: number, strings: ByteNames) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#strings = strings;
    this.#at = start;
  }

  /** Reads up to the first text that is no comment. @returns its offset */
  read(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    while (this.#at < end) {
      const at = this.#at;
      const first = bytes[at];
      if (first === byte.newline) this.#endLine();
      else if (first === byte.space || first === byte.tab || first === byte.carriageReturn || first === byte.formFeed)
        this.#at++;
      else if (first === byte.semicolon) {
        // White space for one of go's readers, code for another.
        this.#odd = true;
        this.#at++;
      } else if (first === byte.slash && at + 1 < end && bytes[at + 1] === byte.slash) this.#lineComment();
      else if (first === byte.slash && at + 1 < end && bytes[at + 1] === byte.asterisk) this.#blockComment();
      else {
        // A slash at the very end may be the start of a comment.
        this.ranOut = first === byte.slash && at + 1 === end;
        return at;
      }
    }
    this.#at = end;
    this.ranOut = true;
    return end;
  }

  /** @param leadEnd how far go looks for constraints */
  lines(leadEnd: number): { goBuild: readonly string[]; plusBuild: readonly string[]; suspicious: boolean } {
    const mustDecode = this.#odd || leadEnd > this.#at;
    if (mustDecode && byte.indexOfBuild(this.#bytes, this.#start, leadEnd) >= 0) return this.#decoded(leadEnd);
    const plusBuild = this.#plusBuild.filter(({ start }) => start < this.#lastBlankEnd);
    const suspicious = this.#suspicious || plusBuild.length < this.#plusBuild.length;
    return { goBuild: this.#goBuild, plusBuild: plusBuild.map(({ text }) => text), suspicious };
  }

  #decoded(leadEnd: number): ReturnType<LeadingComments['lines']> {
    const { goBuild, plusBuild } = honouredLines(decoder.decode(this.#bytes.subarray(this.#start, leadEnd)));
    const text = (line: { readonly text: string }): string => line.text;
    // The exact parser decides whether there is more.
    return { goBuild: goBuild.map(text), plusBuild: plusBuild.map(text), suspicious: true };
  }

  #endLine(): void {
    this.#at++;
    if (!this.#runEnded && !this.#besideBlock) this.#lastBlankEnd = this.#at;
    this.#besideBlock = false;
  }

  #lineComment(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    const found = bytes.indexOf(byte.newline, start);
    const end = found < 0 || found > this.#end ? this.#end : found;
    this.#judge(start, end);
    // Not a blank line.
    this.#at = Math.min(end + 1, this.#end);
    this.#besideBlock = false;
    if (end === this.#end) this.ranOut = true;
  }

  #blockComment(): void {
    const bytes = this.#bytes;
    this.#runEnded = true;
    this.#besideBlock = true;
    const start = this.#at + 2;
    let close = bytes.indexOf(byte.asterisk, start);
    while (close >= 0 && bytes[close + 1] !== byte.slash) close = bytes.indexOf(byte.asterisk, close + 1);
    const ends = close >= 0 && close + 1 < this.#end;
    this.#at = ends ? close + 2 : this.#end;
    if (containsMarker(bytes, start, this.#at)) this.#suspicious = true;
  }

  #judge(start: number, end: number): void {
    const bytes = this.#bytes;
    if (this.#startsWith(goBuild, start + 2, end)) {
      this.#goBuildLine(start, end);
      return;
    }
    let at = start + 2;
    while (at < end && byte.isBlank(bytes[at])) at++;
    if (at < end && (bytes[at] as number) > byte.lastAscii) this.#noteOddSpace(at);
    if (this.#startsWith(plusBuild, at, end)) {
      this.#plusBuildLine(start, end);
      return;
    }
    while (at < end && (byte.isBlank(bytes[at]) || bytes[at] === byte.slash)) at++;
    if (this.#besideBlock || !this.#mayBeNear(at, end)) return;
    if (nearMarker(this.#wordAt(at, end)) !== undefined) this.#suspicious = true;
  }

  #goBuildLine(start: number, end: number): void {
    if (this.#besideBlock) this.#suspicious = true;
    else this.#goBuild.push(this.#trimmed(start, end));
  }

  #plusBuildLine(start: number, end: number): void {
    if (this.#runEnded) this.#suspicious = true;
    else this.#plusBuild.push({ text: this.#trimmed(start, end), start });
  }

  #trimmed(start: number, end: number): string {
    const bytes = this.#bytes;
    let last = end;
    while (byte.isBlank(bytes[last - 1])) last--;
    if ((bytes[last - 1] as number) > byte.lastAscii) {
      this.#noteOddSpace(last - 2);
      this.#noteOddSpace(last - 3);
    }
    return this.#strings.get(bytes, start, last);
  }

  /** Whether a marker stands at an offset, with white space or the end of the line behind it. */
  #startsWith(marker: readonly number[], at: number, end: number): boolean {
    const bytes = this.#bytes;
    if (at + marker.length > end) return false;
    for (let index = 0; index < marker.length; index++) if (bytes[at + index] !== marker[index]) return false;
    const after = at + marker.length;
    if (after === end) return true;
    if ((bytes[after] as number) > byte.lastAscii) this.#noteOddSpace(after);
    return byte.isBlank(bytes[after]);
  }

  /** A word that could be near a marker, as `nearMarker` has it: it starts with go or +, or contains "build". */
  #mayBeNear(at: number, end: number): boolean {
    const bytes = this.#bytes;
    const first = bytes[at] as number;
    if (first === byte.plus) return true;
    if ((first | 0x20) === byte.lowerG && ((bytes[at + 1] as number) | 0x20) === byte.lowerO) return true;
    const limit = Math.min(at + longestWord, end);
    let wordEnd = at;
    while (wordEnd < limit && !byte.isBlank(bytes[wordEnd])) wordEnd++;
    return byte.indexOfBuild(bytes, at, wordEnd) >= 0;
  }

  /** go trims white space beyond ASCII too. */
  #noteOddSpace(at: number): void {
    const bytes = this.#bytes;
    const [first, second = 0, third = 0] = bytes.subarray(at, at + 3);
    if (first === 0xc2) this.#odd ||= second === 0x85 || second === 0xa0;
    else if (first === 0xe1) this.#odd ||= second === 0x9a && third === 0x80;
    else if (first === 0xe2)
      this.#odd ||=
        (second === 0x80 && (third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf)) ||
        (second === 0x81 && third === 0x9f);
    else if (first === 0xe3) this.#odd ||= second === 0x80 && third === 0x80;
  }

  #wordAt(at: number, end: number): string {
    return decoder.decode(this.#bytes.subarray(at, Math.min(at + longestWord, end))).split(/\s/, 1)[0] ?? '';
  }
}

/** in bytes, longer than any word that is near a marker */
const longestWord = 24;

const goBuild = byte.bytesOf('go:build');
const plusBuild = byte.bytesOf('+build');
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether `//go:build` or `// +build` occurs in a part of a file: not whether it is a constraint there. */
export function containsMarker(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = byte.indexOfBuild(bytes, start, end); at >= 0; at = byte.indexOfBuild(bytes, at + 5, end)) {
    let before = -1;
    if (bytes[at - 1] === byte.plus) before = at - 2;
    else if (bytes[at - 1] === byte.colon && bytes[at - 2] === byte.lowerO && bytes[at - 3] === byte.lowerG)
      before = at - 4;
    while (before > start && byte.isBlank(bytes[before])) before--;
    if (before > 0 && bytes[before] === byte.slash && bytes[before - 1] === byte.slash) return true;
  }
  return false;
}
