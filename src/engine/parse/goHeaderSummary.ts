import type { ConstraintLines, GoFile } from '../model/tree';
import * as byte from './bytes';
import { unquoteGoString } from './goString';
import type { HeaderNames } from './headerNames';
import { containsMarker, LeadingComments } from './leadingComments';

/**
 * The header of a Go file for the scan of a whole tree: bytes in, as little text made as possible. It reads what go/build's
 * importReader reads and agrees with `parseGoHeader` (a test compares them).
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
  return { name, packageName, imports: reader.imports(), cgo: reader.cgo, constraints: reader.constraints() };
}

/** Bytes of names: letters, digits, `_`, and everything above ASCII, as go/build has it. */
const isName = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(code > byte.lastAscii || /\w/.test(String.fromCharCode(code))),
);

const packageKeyword = byte.bytesOf('package');
const importKeyword = byte.bytesOf('import');
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Above this many imports a set finds repetitions; below, looking at each is faster. */
const manyImports = 64;

class HeaderReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #names: HeaderNames;
  readonly #lead: LeadingComments;
  #at: number;
  #codeStart = 0;
  #packageName = '';
  readonly #imports: number[] = [];
  #importSet: Set<number> | undefined;
  cgo = false;
  /** the end of the bytes was met before the end of the header */
  ranOut = false;

  constructor(bytes: Uint8Array, length: number, names: HeaderNames) {
    this.#bytes = bytes;
    this.#end = length;
    this.#names = names;
    const hasMark = length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    this.#at = hasMark ? 3 : 0;
    this.#lead = new LeadingComments(bytes, this.#at, length, names.strings);
  }

  /** @returns the name of the package, '' where there is no package clause */
  packageClause(): string {
    this.#at = this.#codeStart = this.#lead.read();
    this.ranOut = this.#lead.ranOut;
    if (this.ranOut || !this.#keyword(packageKeyword)) return '';
    this.#skip();
    const start = this.#at;
    this.#skipName();
    this.#packageName = this.ranOut ? '' : this.#names.strings.get(this.#bytes, start, this.#at);
    return this.#packageName;
  }

  importDeclarations(): void {
    while (this.#skip() === byte.lowerI && this.#keyword(importKeyword)) {
      if (this.#skip() !== byte.openParen) {
        if (!this.#importSpec()) return;
        continue;
      }
      this.#at++;
      while (this.#skip() !== byte.closeParen) if (this.ranOut || !this.#importSpec()) return;
      this.#at++;
    }
  }

  imports(): readonly string[] {
    return this.#names.importList(this.#imports, this.#imports.length);
  }

  constraints(): ConstraintLines {
    const limit = Math.min(Math.max(this.#at, headBytes), this.#end);
    const { goBuild, plusBuild, suspicious } = this.#lead.lines(this.#packageName === '' ? this.#end : this.#codeStart);
    const isOdd = suspicious || this.#stopsAtNul() || containsMarker(this.#bytes, this.#codeStart, limit);
    return this.#names.constraintLines(goBuild, plusBuild, isOdd);
  }

  /** A NUL byte, for which go refuses the file. */
  #stopsAtNul(): boolean {
    return this.#at < this.#end && this.#bytes[this.#at] === 0;
  }

  /** Skips white space, semicolons and comments. @returns the byte after them, 0 at the end */
  #skip(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    while (at < end) {
      const code = bytes[at] as number;
      if (
        code === byte.newline ||
        code === byte.space ||
        code === byte.tab ||
        code === byte.carriageReturn ||
        code === byte.semicolon ||
        code === byte.formFeed
      ) {
        at++;
      } else if (code === byte.slash && at + 1 < end && bytes[at + 1] === byte.slash) {
        at = bytes.indexOf(byte.newline, at);
        if (at < 0) at = end;
      } else if (code === byte.slash && at + 1 < end && bytes[at + 1] === byte.asterisk) {
        at += 2;
        while (at < end && !(bytes[at] === byte.asterisk && bytes[at + 1] === byte.slash)) at++;
        at += 2;
      } else {
        // A slash at the very end may be the start of a comment.
        if (code === byte.slash && at + 1 === end) break;
        this.#at = at;
        return code;
      }
    }
    this.#at = end;
    this.ranOut = true;
    return 0;
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
    this.#at = at;
  }

  #importSpec(): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#at] === byte.dot) this.#at++;
    else this.#skipName();
    const quote = this.#skip();
    const start = this.#at;
    if (quote !== byte.doubleQuote && quote !== byte.backquote) return false;
    let at = start + 1;
    let plain = true;
    for (; at < this.#end && bytes[at] !== quote; at++) {
      if (quote === byte.doubleQuote) {
        if (bytes[at] === byte.newline) return false;
        if (bytes[at] === byte.backslash) {
          plain = false;
          at++;
        }
      } else if (bytes[at] === byte.carriageReturn) plain = false;
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
    const { strings } = this.#names;
    if (plain && this.#at - start === 3 && bytes[start + 1] === byte.upperC) {
      this.cgo = true;
      return;
    }
    if (plain) {
      this.#addNumber(strings.number(bytes, start + 1, this.#at - 1));
      return;
    }
    const path = unquoteGoString(decoder.decode(bytes.subarray(start, this.#at)));
    if (path === 'C') this.cgo = true;
    else if (path !== undefined) this.#addNumber(strings.numberOf(path));
  }

  #addNumber(number: number): void {
    const imports = this.#imports;
    if (this.#importSet) {
      if (this.#importSet.has(number)) return;
      this.#importSet.add(number);
    } else if (imports.includes(number)) return;
    imports.push(number);
    if (imports.length === manyImports) this.#importSet = new Set(imports);
  }
}
