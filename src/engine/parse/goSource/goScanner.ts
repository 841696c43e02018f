import { code } from '../goKeywords';
import {
  arrow,
  assignOperator,
  binary,
  define,
  ellipsis,
  endingNames,
  endOfFile,
  kindOfName,
  kindSet,
  numberToken,
  step,
  stringToken,
} from './goTokenKind';
import type { NameCollector } from './nameCollector';
import { finishHash, mixByte } from './nameHash';
import type { NameTable } from './nameTable';

/**
 * Reads Go source token by token, with the semicolons that Go puts at line ends. Over bytes, not text: to decode sixty
 * megabytes takes as long as to scan them, and almost all of their names are never wanted. Positions are byte offsets.
 */
export class GoScanner {
  /** see `goTokenKind.ts` */
  kind = endOfFile;
  start = 0;
  /** exclusive */
  end = 0;
  /** where the token before this one ended */
  before = 0;
  /** the number of a name or a keyword; 0 of everything else */
  id = 0;
  /** something did not end: a string, a comment, a bracket */
  broken = false;
  readonly #bytes: Uint8Array;
  readonly #names: NameTable;
  readonly #passed: NameCollector | undefined;
  /** of the name that was passed last */
  #hash = 0;
  /** the next line end is a semicolon */
  #endsStatement = false;

  /** @param names gives names their numbers @param passed is told of every name that the scan passes */
  constructor(bytes: Uint8Array, names: NameTable, passed?: NameCollector) {
    this.#bytes = bytes;
    this.#names = names;
    this.#passed = passed;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.end = 3;
  }

  /** A copy that stands where this one stands, to look ahead with. */
  fork(): GoScanner {
    const ahead = new GoScanner(this.#bytes, this.#names);
    ahead.standAt(this);
    return ahead;
  }

  /** Goes on from some byte that no token holds. */
  jumpTo(at: number): void {
    this.end = at;
    this.#endsStatement = false;
    this.next();
  }

  /** Goes to where another scanner of the same text stands. */
  standAt(other: GoScanner): void {
    this.kind = other.kind;
    this.start = other.start;
    this.end = other.end;
    this.before = other.before;
    this.id = other.id;
    this.#endsStatement = other.#endsStatement;
  }

  /** The text of a name or a keyword; '' of everything else. */
  get text(): string {
    return this.#names.textOf(this.id);
  }

  /** The text of the token: of a string with its quotes, of an operator, of a number. */
  tokenText(): string {
    const bytes = this.#bytes;
    // Nearly all are so short, and to call the decoder takes ten times as long.
    if (this.end - this.start === 1) return String.fromCharCode(bytes[this.start] ?? 0);
    if (this.end - this.start === 2) return String.fromCharCode(bytes[this.start] ?? 0, bytes[this.start + 1] ?? 0);
    return decoder.decode(this.#bytes.subarray(this.start, this.end));
  }

  next(): void {
    const bytes = this.#bytes;
    let at = this.end;
    this.before = at;
    this.id = 0;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || (byte === newline && this.#endsStatement)) {
        this.start = at;
        this.end = byte === undefined ? at : at + 1;
        this.kind = this.#endsStatement ? semicolon : endOfFile;
        this.#endsStatement = false;
        return;
      }
      if (byte === space || byte === tab || byte === newline || byte === carriageReturn) at++;
      else if (byte === slash && (bytes[at + 1] === slash || bytes[at + 1] === asterisk)) {
        const start = at;
        at = this.#afterComment(at);
        if (this.#endsStatement && bytes[start + 1] === asterisk && this.#hasNewline(start, at)) {
          this.#take(semicolon, start, at);
          return;
        }
      } else break;
    }
    this.#token(at, bytes[at] ?? 0);
  }

  /**
   * From an opening bracket to behind the one that closes it, whatever is in between; then the next token. The way through a
   * function's body: only names (for the sketch), brackets, strings and comments count.
   * @param before where they have to close before it, so that they do not hold it
   * @returns whether they do; else it stands where it stood
   */
  skipBrackets(before = Infinity): boolean {
    const bytes = this.#bytes;
    const { length } = bytes;
    const limit = Math.min(before, length);
    let at = this.end;
    let depth = 1;
    while (at < limit) {
      const byte = bytes[at] ?? 0;
      const sort = classes[byte] ?? 0;
      if (sort === blank) at++;
      else if (sort === letter) at = this.#afterName(at);
      else if (sort === digit) at = this.#afterNumber(at);
      else if (sort === quote) at = this.#afterString(at, byte);
      else if (sort === slashes) {
        const after = bytes[at + 1];
        at = after === slash || after === asterisk ? this.#afterComment(at) : at + 1;
      } else {
        at++;
        if (sort === opening) depth++;
        else if (sort === closing && --depth === 0) {
          this.end = at;
          this.#endsStatement = true;
          this.next();
          return true;
        }
      }
    }
    if (limit < length) return false;
    this.broken = true;
    this.end = length;
    this.#endsStatement = false;
    this.next();
    return true;
  }

  #token(at: number, byte: number): void {
    switch (classes[byte]) {
      case letter: {
        const end = this.#afterName(at);
        this.id = this.#names.idOf(this.#bytes, at, end, this.#hash);
        const kind = kindOfName(this.id);
        this.#take(kind, at, end, endingNames[kind] === 1);
        return;
      }
      case digit:
        this.#take(numberToken, at, this.#afterNumber(at), true);
        return;
      case quote:
        this.#take(stringToken, at, this.#afterString(at, byte), true);
        return;
      case closing:
        this.#take(byte, at, at + 1, true);
        return;
      default:
        this.#operator(at, byte);
    }
  }

  #operator(at: number, byte: number): void {
    const second = this.#bytes[at + 1] ?? 0;
    const third = this.#bytes[at + 2] ?? 0;
    if (byte === dot) {
      if (second === dot && third === dot) this.#take(ellipsis, at, at + 3);
      else if (classes[second] === digit) this.#take(numberToken, at, this.#afterNumber(at + 1), true);
      else this.#take(dot, at, at + 1);
    } else if (byte === colon && second === equals) this.#take(define, at, at + 2);
    else if (byte === less && second === minus) this.#take(arrow, at, at + 2);
    else if ((byte === plus || byte === minus) && second === byte) this.#take(step, at, at + 2, true);
    else if (isDoubled(byte, second)) {
      // `<<`, `>>`, `&&`, `||`, `&^`
      const assigns = third === equals && byte !== pipe && second !== and;
      this.#take(assigns ? assignOperator : binary, at, at + (assigns ? 3 : 2));
    } else if (second === equals && arithmetic[byte] === 1) this.#take(assignOperator, at, at + 2);
    else if (second === equals && comparison[byte] === 1) this.#take(binary, at, at + 2);
    else if (byte === less || byte === greater || byte === slash || byte === percent) this.#take(binary, at, at + 1);
    else this.#take(byte, at, at + 1);
  }

  #take(kind: number, start: number, end: number, endsStatement = false): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.#endsStatement = endsStatement;
  }

  #afterName(at: number): number {
    const bytes = this.#bytes;
    let hash = 0;
    let end = at;
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      const sort = classes[byte] ?? 0;
      if (sort !== letter && sort !== digit) break;
      hash = mixByte(hash, byte);
    }
    this.#hash = finishHash(hash);
    this.#passed?.add(this.#hash);
    return end;
  }

  #afterNumber(at: number): number {
    const bytes = this.#bytes;
    let end = at + 1;
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      const sort = classes[byte] ?? 0;
      if (sort === letter || sort === digit || byte === dot) continue;
      // `1e+5`, `0x1p-2`; in `0x1e+5` the sign is an operator, and what follows is a number in either reading.
      const before = (bytes[end - 1] ?? 0) | 0x20;
      if ((byte === plus || byte === minus) && (before === lowerE || before === lowerP)) continue;
      break;
    }
    return end;
  }

  #afterString(at: number, mark: number): number {
    const bytes = this.#bytes;
    if (mark === backquote) {
      const close = bytes.indexOf(backquote, at + 1);
      if (close < 0) this.broken = true;
      return close < 0 ? bytes.length : close + 1;
    }
    for (let end = at + 1; end < bytes.length; end++) {
      const byte = bytes[end];
      if (byte === mark) return end + 1;
      if (byte === backslash) end++;
      else if (byte === newline) break;
    }
    this.broken = true;
    return at + 1;
  }

  #afterComment(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at + 1] === slash) {
      let end = at + 2;
      while (end < bytes.length && bytes[end] !== newline) end++;
      return end;
    }
    for (let close = bytes.indexOf(asterisk, at + 2); close >= 0; close = bytes.indexOf(asterisk, close + 1))
      if (bytes[close + 1] === slash) return close + 2;
    this.broken = true;
    return bytes.length;
  }

  #hasNewline(start: number, end: number): boolean {
    const found = this.#bytes.indexOf(newline, start);
    return found >= 0 && found < end;
  }
}

const decoder = new TextDecoder();

const [newline, space, tab, carriageReturn] = [code('\n'), code(' '), code('\t'), code('\r')];
const [slash, asterisk, backslash, backquote] = [code('/'), code('*'), code('\\'), code('`')];
const [dot, colon, equals, semicolon] = [code('.'), code(':'), code('='), code(';')];
const [less, greater, plus, minus] = [code('<'), code('>'), code('+'), code('-')];
const [and, pipe, caret, percent] = [code('&'), code('|'), code('^'), code('%')];
const [lowerE, lowerP] = [code('e'), code('p')];

/** What each byte may begin. A byte beyond ASCII belongs to a name: elsewhere Go allows it in strings and comments only. */
const [other, letter, digit, quote, opening, closing, slashes, blank] = [0, 1, 2, 3, 4, 5, 6, 7];
const classes = new Uint8Array(256).fill(other).fill(letter, 0x80);
for (const [characters, sort] of [
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', letter],
  ['0123456789', digit],
  ['"\'`', quote],
  ['([{', opening],
  [')]}', closing],
  ['/', slashes],
  [' \t\r\n', blank],
] as const)
  for (const character of characters) classes[code(character)] = sort;

function isDoubled(first: number, second: number): boolean {
  if (first === and) return second === and || second === caret;
  return first === second && (first === less || first === greater || first === pipe);
}

const arithmetic = kindSet([plus, minus, asterisk, slash, percent, and, pipe, caret]);
const comparison = kindSet([equals, code('!'), less, greater]);
