import { afterAny, afterNumber, afterQuoted } from './literalSyntax';
import { afterNameRune, printRune } from './sourceRunes';
import { SyntaxFailure } from './syntaxFailure';
import { code } from '../goKeywords';
import {
  arrow,
  assignOperator,
  define,
  ellipsis,
  endOfFile,
  isKeyword,
  keyword,
  kindOfWord,
  literalToken,
  nameToken,
  operatorToken,
  step,
} from './syntaxTokens';

/**
 * Reads Go source token by token as cmd/compile does, and stops at the first thing that it refuses. Unlike `GoScanner`, which
 * looks for names and is content with any text that has them, it looks at every character.
 */
export class SyntaxScanner {
  /** see `syntaxTokens.ts` */
  kind = endOfFile;
  start = 0;
  /** exclusive */
  end = 0;
  /** of operators and `*`: how tightly it binds two operands; 0 where it does not */
  precedence = 0;
  /** of literals */
  isString = false;
  readonly #bytes: Uint8Array;
  #endsStatement = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.end = 3;
  }

  /** The first byte of the token. */
  get byte(): number {
    return this.#bytes[this.start] ?? 0;
  }

  textOf(start: number, end: number): string {
    return new TextDecoder().decode(this.#bytes.subarray(start, end));
  }

  /** The token as the compiler names it in what it says. */
  words(): string {
    const { kind, start, end } = this;
    if (kind === endOfFile) return 'EOF';
    if (kind === semicolon) return this.isNewline ? 'newline' : start >= this.#bytes.length ? 'EOF' : 'semicolon';
    const text = this.textOf(start, end);
    if (kind === nameToken) return `name ${text}`;
    if (kind === literalToken) return `literal ${text}`;
    if (kind === comma) return 'comma';
    return isKeyword(kind) ? `keyword ${text}` : text;
  }

  /** A semicolon that a line end stands for. */
  get isNewline(): boolean {
    return this.kind === semicolon && this.start < this.#bytes.length && this.byte !== semicolon;
  }

  next(): void {
    const bytes = this.#bytes;
    const { length } = bytes;
    let at = this.end;
    for (;;) {
      if (at >= length) {
        this.#take(this.#endsStatement ? semicolon : endOfFile, at, at, false);
        return;
      }
      const byte = bytes[at] ?? 0;
      if (byte === newline && this.#endsStatement) {
        this.#take(semicolon, at, at + 1, false);
        return;
      }
      if (byte === space || byte === tab || byte === newline || byte === carriageReturn) at++;
      else if (byte === slash && bytes[at + 1] === slash) at = this.#afterLine(at);
      else if (byte === slash && bytes[at + 1] === asterisk) {
        const start = at;
        at = this.#afterComment(start);
        if (this.#endsStatement && this.#hasNewline) {
          this.#take(semicolon, start, at, false);
          return;
        }
      } else {
        this.#token(at, byte);
        return;
      }
    }
  }

  #token(at: number, byte: number): void {
    const bytes = this.#bytes;
    switch (classes[byte]) {
      case letter: {
        const end = this.#afterName(at);
        const kind = kindOfWord(bytes, at, end);
        this.#take(kind, at, end, kind === nameToken || endingWords.has(kind));
        return;
      }
      case digit:
        this.isString = false;
        this.#take(literalToken, at, afterNumber(bytes, at), true);
        return;
      case quote:
        this.isString = byte !== apostrophe;
        this.#take(literalToken, at, afterQuoted(bytes, at, byte), true);
        return;
      case opening:
        this.#take(byte, at, at + 1, false);
        return;
      case closing:
        this.#take(byte, at, at + 1, true);
        return;
      case punctuation:
        this.#operator(at, byte);
        return;
      default:
        afterAny(bytes, at);
        throw new SyntaxFailure(`invalid character ${printRune(byte)}`, at, at + 1);
    }
  }

  #operator(at: number, byte: number): void {
    const second = this.#bytes[at + 1] ?? 0;
    const third = this.#bytes[at + 2] ?? 0;
    switch (byte) {
      case dot:
        if (classes[second] === digit) {
          this.isString = false;
          this.#take(literalToken, at, afterNumber(this.#bytes, at), true);
        } else if (second === dot && third === dot) this.#take(ellipsis, at, at + 3, false);
        else this.#take(dot, at, at + 1, false);
        return;
      case colon:
        if (second === equals) this.#take(define, at, at + 2, false);
        else this.#take(colon, at, at + 1, false);
        return;
      case equals:
        if (second === equals) this.#binary(at, 2, 3);
        else this.#take(equals, at, at + 1, false);
        return;
      case exclamation:
        if (second === equals) this.#binary(at, 2, 3);
        else this.#binary(at, 1, 0);
        return;
      case tilde:
        this.#binary(at, 1, 0);
        return;
      case asterisk:
        if (second === equals) this.#take(assignOperator, at, at + 2, false);
        else {
          this.precedence = 5;
          this.#take(asterisk, at, at + 1, false);
        }
        return;
      case less:
        if (second === minus) this.#take(arrow, at, at + 2, false);
        else if (second === less) this.#assignable(at, 2, 5);
        else this.#binary(at, second === equals ? 2 : 1, 3);
        return;
      case greater:
        if (second === greater) this.#assignable(at, 2, 5);
        else this.#binary(at, second === equals ? 2 : 1, 3);
        return;
      case and:
        if (second === and) this.#binary(at, 2, 2);
        else this.#assignable(at, second === caret ? 2 : 1, 5);
        return;
      case pipe:
        if (second === pipe) this.#binary(at, 2, 1);
        else this.#assignable(at, 1, 4);
        return;
      case plus:
      case minus:
        if (second === byte) this.#take(step, at, at + 2, true);
        else this.#assignable(at, 1, 4);
        return;
      case caret:
        this.#assignable(at, 1, 4);
        return;
      default:
        // `/` and `%`
        this.#assignable(at, 1, 5);
    }
  }

  #assignable(at: number, length: number, precedence: number): void {
    if (this.#bytes[at + length] === equals) this.#take(assignOperator, at, at + length + 1, false);
    else this.#binary(at, length, precedence);
  }

  #binary(at: number, length: number, precedence: number): void {
    this.precedence = precedence;
    this.#take(operatorToken, at, at + length, false);
  }

  #take(kind: number, start: number, end: number, endsStatement: boolean): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.#endsStatement = endsStatement;
  }

  #afterName(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    for (;;) {
      const byte = bytes[at] ?? 0;
      const sort = classes[byte];
      if (sort !== letter && sort !== digit) return at;
      at = byte < 0x80 ? at + 1 : afterNameRune(bytes, at, at === start);
    }
  }

  #afterLine(start: number): number {
    const bytes = this.#bytes;
    const { length } = bytes;
    let at = start + 2;
    while (at < length) {
      const byte = bytes[at] ?? 0;
      if (byte === newline) break;
      at = byte >= 0x80 || byte === 0 ? afterAny(bytes, at) : at + 1;
    }
    return at;
  }

  /** of the comment that was read last */
  #hasNewline = false;

  #afterComment(start: number): number {
    const bytes = this.#bytes;
    const { length } = bytes;
    this.#hasNewline = false;
    for (let at = start + 2; at < length;) {
      const byte = bytes[at] ?? 0;
      if (byte === asterisk && bytes[at + 1] === slash) return at + 2;
      if (byte === newline) this.#hasNewline = true;
      at = byte >= 0x80 || byte === 0 ? afterAny(bytes, at) : at + 1;
    }
    throw new SyntaxFailure('comment not terminated', start, start + 2);
  }
}

const [newline, space, tab, carriageReturn] = [code('\n'), code(' '), code('\t'), code('\r')];
const [slash, asterisk, dot, colon] = [code('/'), code('*'), code('.'), code(':')];
const [equals, semicolon, comma, apostrophe] = [code('='), code(';'), code(','), code("'")];
const [less, greater, plus, minus] = [code('<'), code('>'), code('+'), code('-')];
const [and, pipe, caret, exclamation, tilde] = [code('&'), code('|'), code('^'), code('!'), code('~')];

const endingWords: ReadonlySet<number> = new Set(
  (['break', 'continue', 'fallthrough', 'return'] as const).map((word) => keyword(word)),
);

/** What each byte may begin. */
const [other, letter, digit, quote, opening, closing, punctuation] = [0, 1, 2, 3, 4, 5, 6];
const classes = new Uint8Array(256).fill(other).fill(letter, 0x80);
for (const [characters, sort] of [
  ['abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', letter],
  ['0123456789', digit],
  ['"\'`', quote],
  ['([{,;', opening],
  [')]}', closing],
  ['.:=!~*<>&|+-^/%', punctuation],
] as const)
  for (const character of characters) classes[code(character)] = sort;
