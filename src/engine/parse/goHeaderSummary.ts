import type { ConstraintLines, GoFile } from '../model/tree';
import { honouredLines } from './constraintRegion';
import { unquoteGoString } from './goString';
import { noConstraints, type HeaderNames } from './headerNames';
import { nearMarker } from './nearConstraint';

/**
 * The header of a Go file for the scan of a whole tree: bytes in, no text decoded but where the word "build" occurs. It reads
 * what go/build's importReader reads and agrees with `parseGoHeader` (a test compares them).
 */

/** How many bytes of a file are looked at for constraints in the wrong place, whatever the length of its header. */
export const headBytes = 4096;

/**
 * @param bytes the start of the file; may be a buffer that is used again
 * @param length how many of `bytes` count
 * @param whole whether they are the whole file
 * @returns undefined where the header goes on behind the bytes given: read the whole file and ask again
 */
export function summarizeGoHeader(
  name: string,
  bytes: Uint8Array,
  length: number,
  whole: boolean,
  names: HeaderNames,
): GoFile | undefined {
  const reader = new HeaderReader(bytes, length, names);
  const packageName = reader.packageClause();
  if (packageName !== '') reader.importDeclarations();
  // A file that does not begin with a package clause go reads to its end, too.
  if (!whole && (reader.ranOut || packageName === '')) return undefined;
  const { cgo, imports } = reader;
  return { name, packageName, imports: imports(), cgo, constraints: reader.constraints() };
}

const tab = 0x09;
const newline = 0x0a;
const formFeed = 0x0c;
const carriageReturn = 0x0d;
const space = 0x20;
const doubleQuote = 0x22;
const openParen = 0x28;
const closeParen = 0x29;
const asterisk = 0x2a;
const plus = 0x2b;
const dot = 0x2e;
const slash = 0x2f;
const colon = 0x3a;
const semicolon = 0x3b;
const upperG = 0x47;
const backslash = 0x5c;
const backquote = 0x60;
const lowerG = 0x67;
const lowerI = 0x69;
const lowerO = 0x6f;

/** Bytes of names: letters, digits, `_`, and everything above ASCII, as go/build has it. */
const isName = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte > 0x7f || /\w/.test(String.fromCharCode(byte))),
);

const packageKeyword = Array.from('package', (letter) => letter.charCodeAt(0));
const importKeyword = Array.from('import', (letter) => letter.charCodeAt(0));

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** White space within a line. */
function isBlank(byte: number | undefined): boolean {
  return byte !== undefined && byte <= space && byte !== newline;
}

class HeaderReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #names: HeaderNames;
  readonly #start: number;
  #at: number;
  #codeStart = 0;
  #packageName = '';
  #paths: string[] | undefined;
  #nearMiss = false;
  /** a NUL byte, which makes go refuse the file */
  #sawNul = false;
  cgo = false;
  /** the end of the bytes was met before the end of the header */
  ranOut = false;

  constructor(bytes: Uint8Array, length: number, names: HeaderNames) {
    this.#bytes = bytes;
    this.#end = length;
    this.#names = names;
    this.#start = length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    this.#at = this.#start;
  }

  /** @returns the name of the package, '' where there is no package clause */
  packageClause(): string {
    this.#skip(true);
    this.#codeStart = this.#at;
    if (!this.#keyword(packageKeyword)) return '';
    this.#skip(false);
    const start = this.#at;
    this.#skipName();
    this.#packageName = this.ranOut ? '' : this.#names.strings.get(this.#bytes, start, this.#at);
    return this.#packageName;
  }

  importDeclarations(): void {
    while (this.#skip(false) === lowerI && this.#keyword(importKeyword)) {
      if (this.#skip(false) !== openParen) {
        if (!this.#importSpec()) return;
        continue;
      }
      this.#at++;
      while (this.#skip(false) !== closeParen) if (this.ranOut || !this.#importSpec()) return;
      this.#at++;
    }
  }

  readonly imports = (): readonly string[] => this.#names.importList(this.#paths ?? [], this.#paths?.length ?? 0);

  constraints(): ConstraintLines {
    const limit = Math.min(Math.max(this.#at, headBytes), this.#end);
    const first = this.#findBuild(this.#start, limit);
    if (first < 0) {
      if (!this.#nearMiss && !this.#sawNul) return noConstraints;
      return this.#names.constraintLines({ ...noConstraints, suspicious: true });
    }
    const leadEnd = this.#packageName === '' ? this.#end : this.#codeStart;
    const { goBuild, plusBuild } =
      first < leadEnd
        ? honouredLines(decoder.decode(this.#bytes.subarray(this.#start, leadEnd)))
        : { goBuild: [], plusBuild: [] };
    const honoured = goBuild.length + plusBuild.length;
    const suspicious = this.#nearMiss || this.#sawNul || this.#countLookalikes(first, limit) > honoured;
    return this.#names.constraintLines({
      goBuild: goBuild.map((line) => line.text),
      plusBuild: plusBuild.map((line) => line.text),
      suspicious,
    });
  }

  /** Skips white space, semicolons and comments. @returns the byte after them, 0 at the end */
  #skip(lead: boolean): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    while (at < end) {
      const byte = bytes[at] as number;
      if (
        byte === newline ||
        byte === space ||
        byte === tab ||
        byte === carriageReturn ||
        byte === semicolon ||
        byte === formFeed
      ) {
        at++;
      } else if (byte === slash && at + 1 < end && bytes[at + 1] === slash) {
        if (lead) this.#lookAtComment(at);
        at += 2;
        while (at < end && bytes[at] !== newline) at++;
      } else if (byte === slash && at + 1 < end && bytes[at + 1] === asterisk) {
        at += 2;
        while (at < end && !(bytes[at] === asterisk && bytes[at + 1] === slash)) at++;
        at += 2;
      } else {
        if (byte === 0) this.#sawNul = true;
        // A slash at the very end may be the start of a comment.
        if (byte === slash && at + 1 === end) break;
        this.#at = at;
        return byte;
      }
    }
    this.#at = end;
    this.ranOut = true;
    return 0;
  }

  /** Notes a comment that starts like a misspelt constraint. Those spelt with "build" are found by that word. */
  #lookAtComment(start: number): void {
    const bytes = this.#bytes;
    let at = start + 2;
    while (at < this.#end && (isBlank(bytes[at]) || bytes[at] === slash)) at++;
    const byte = bytes[at];
    if (at >= this.#end) return;
    if (byte !== lowerG && byte !== upperG && byte !== plus) return;
    const word = this.#wordAt(at);
    if (word !== 'go:build' && word !== '+build' && nearMarker(word) !== undefined) this.#nearMiss = true;
  }

  #keyword(letters: readonly number[]): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    for (let index = 0; index < letters.length; index++) {
      if (start + index >= this.#end) {
        this.ranOut = true;
        return false;
      }
      if (bytes[start + index] !== letters[index]) return false;
    }
    const after = start + letters.length;
    if (after >= this.#end) this.ranOut = true;
    else if (isName[bytes[after] as number] === 1) return false;
    this.#at = after;
    return !this.ranOut;
  }

  #skipName(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < this.#end && isName[bytes[at] as number] === 1) at++;
    // At the end of the whole file the name is complete, but then there are no imports to miss either.
    this.#at = at;
  }

  #importSpec(): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#at] === dot) this.#at++;
    else this.#skipName();
    const quote = this.#skip(false);
    const start = this.#at;
    if (quote !== doubleQuote && quote !== backquote) return false;
    let at = start + 1;
    let plain = true;
    for (; at < this.#end && bytes[at] !== quote; at++) {
      if (quote === doubleQuote) {
        if (bytes[at] === newline) return false;
        if (bytes[at] === backslash) {
          plain = false;
          at++;
        }
      } else if (bytes[at] === carriageReturn) plain = false;
    }
    if (at >= this.#end) {
      this.ranOut = true;
      return false;
    }
    this.#at = at + 1;
    this.#addImport(start, plain);
    return true;
  }

  #addImport(start: number, plain: boolean): void {
    const bytes = this.#bytes;
    if (plain && this.#at - start === 3 && bytes[start + 1] === 0x43 /* C */) {
      this.cgo = true;
      return;
    }
    const path = plain
      ? this.#names.strings.get(bytes, start + 1, this.#at - 1)
      : unquoteGoString(decoder.decode(bytes.subarray(start, this.#at)));
    if (path === undefined) return;
    if (path === 'C') this.cgo = true;
    else if (this.#paths === undefined) this.#paths = [path];
    else if (!this.#paths.includes(path)) this.#paths.push(path);
  }

  /** Boyer-Moore-Horspool for "build": looks at every fifth byte of most texts. @returns -1 where it does not occur */
  #findBuild(from: number, limit: number): number {
    const bytes = this.#bytes;
    for (let at = from + 4; at < limit;) {
      const step = buildShift[bytes[at] as number] as number;
      if (step !== 0) at += step;
      else if (bytes[at - 1] === 0x6c && bytes[at - 2] === 0x69 && bytes[at - 3] === 0x75 && bytes[at - 4] === 0x62)
        return at - 4;
      else at += 5;
    }
    return -1;
  }

  /** How many comments read `go:build` or `+build` behind their slashes, or misspell it above the code. */
  #countLookalikes(first: number, limit: number): number {
    const bytes = this.#bytes;
    let count = 0;
    for (let found = first; found >= 0; found = this.#findBuild(found + 5, limit)) {
      let at = this.#markerStart(found);
      while (at > 0 && isBlank(bytes[at - 1])) at--;
      if (at >= 2 && bytes[at - 1] === slash && bytes[at - 2] === slash) count++;
      else if (found < this.#codeStart && this.#startsNearMiss(found)) count++;
    }
    return count;
  }

  /** Where the marker around a "build" starts, 0 where there is none. */
  #markerStart(build: number): number {
    const bytes = this.#bytes;
    if (bytes[build - 1] === plus) return build - 1;
    if (bytes[build - 1] !== colon) return 0;
    return bytes[build - 2] === lowerO && bytes[build - 3] === lowerG ? build - 3 : 0;
  }

  #startsNearMiss(around: number): boolean {
    const word = this.#firstWord(around);
    return word !== undefined && nearMarker(word) !== undefined;
  }

  /** The first word of the line comment around an offset; undefined where the line starts otherwise. */
  #firstWord(around: number): string | undefined {
    const bytes = this.#bytes;
    let at = around;
    while (at > this.#start && bytes[at - 1] !== newline) at--;
    while (isBlank(bytes[at])) at++;
    if (bytes[at] !== slash || bytes[at + 1] !== slash) return undefined;
    while (bytes[at] === slash || isBlank(bytes[at])) at++;
    return this.#wordAt(at);
  }

  #wordAt(start: number): string {
    const text = decoder.decode(this.#bytes.subarray(start, Math.min(start + 24, this.#end)));
    return text.split(/\s/, 1)[0] ?? '';
  }
}

/** How far to move on where a byte stands at the end of the window; 0 for "d", which may end a match. */
const buildShift = Uint8Array.from({ length: 256 }, (_, byte) => {
  const at = 'build'.lastIndexOf(String.fromCharCode(byte));
  return at < 0 ? 5 : 4 - at;
});
