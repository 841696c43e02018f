import { afterRune } from './sourceRunes';
import { SyntaxFailure } from './syntaxFailure';
import { code } from '../goKeywords';

/** Numbers, strings and runes: each function goes from the start of one to behind it, and stops where the compiler does. */

const [newline, backslash, quote, backquote, apostrophe] = [code('\n'), code('\\'), code('"'), code('`'), code("'")];
const [zero, nine, underscore, dot, plus, minus] = [code('0'), code('9'), code('_'), code('.'), code('+'), code('-')];
const [lowerA, lowerB, lowerE, lowerF] = [code('a'), code('b'), code('e'), code('f')];
const [lowerI, lowerO, lowerP, lowerX] = [code('i'), code('o'), code('p'), code('x')];

const baseNames: Readonly<Record<number, string>> = { 2: 'binary', 8: 'octal', 10: 'decimal', 16: 'hexadecimal' };

function isDecimal(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

function isHexadecimal(byte: number): boolean {
  const small = byte | 0x20;
  return isDecimal(byte) || (small >= lowerA && small <= lowerF);
}

/** @returns its end; by `isNumber` in the first byte, or a point with a digit behind it */
export function afterNumber(bytes: Uint8Array, start: number): number {
  const at = (index: number): number => bytes[index] ?? 0;
  let end = start;
  while (isDecimal(at(end))) end++;
  const after = at(end);
  // What nearly all numbers are: plain digits, and no leading zero.
  if (after !== dot && after !== underscore && (after | 0x20) < lowerA && (at(start) !== zero || end === start + 1))
    return end;
  return new NumberSyntax(bytes, start).end();
}

/** A number by all rules: see `number` in cmd/compile/internal/syntax/scanner.go. */
class NumberSyntax {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  #at: number;
  #hasDigits = false;
  #hasSeparators = false;
  #invalid = -1;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#at = start;
  }

  end(): number {
    let base = 10;
    let prefix = 0;
    let isInteger = true;
    if (this.#byte !== dot) {
      if (this.#byte === zero) {
        this.#at++;
        const letter = this.#byte | 0x20;
        [base, prefix] =
          letter === lowerX
            ? [16, letter]
            : letter === lowerO
              ? [8, letter]
              : letter === lowerB
                ? [2, letter]
                : [8, zero];
        if (prefix === zero) this.#hasDigits = true;
        else this.#at++;
      }
      this.#digits(base);
    }
    if (this.#byte === dot) {
      if (prefix === lowerO || prefix === lowerB) this.#fail(`invalid radix point in ${baseNames[base] ?? ''} literal`);
      this.#at++;
      isInteger = false;
      this.#digits(base);
    }
    if (!this.#hasDigits) this.#fail(`${baseNames[base] ?? ''} literal has no digits`);
    const exponent = this.#byte | 0x20;
    if (exponent === lowerE || exponent === lowerP) {
      const written = `'${String.fromCharCode(this.#byte)}'`;
      if (exponent === lowerE && prefix !== 0 && prefix !== zero)
        this.#fail(`${written} exponent requires decimal mantissa`);
      if (exponent === lowerP && prefix !== lowerX) this.#fail(`${written} exponent requires hexadecimal mantissa`);
      this.#at++;
      isInteger = false;
      if (this.#byte === plus || this.#byte === minus) this.#at++;
      this.#hasDigits = false;
      this.#digits(10, false);
      if (!this.#hasDigits) this.#fail('exponent has no digits');
    } else if (prefix === lowerX && !isInteger) this.#fail("hexadecimal mantissa requires a 'p' exponent");
    if (this.#byte === lowerI) {
      this.#at++;
      isInteger = false;
    }
    if (isInteger && this.#invalid >= 0) {
      const digit = String.fromCharCode(this.#bytes[this.#invalid] ?? 0);
      this.#fail(`invalid digit '${digit}' in ${baseNames[base] ?? ''} literal`, this.#invalid);
    }
    if (this.#hasSeparators) this.#checkSeparators();
    return this.#at;
  }

  get #byte(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  #digits(base: number, notesInvalid = true): void {
    for (; ; this.#at++) {
      const byte = this.#byte;
      if (byte === underscore) this.#hasSeparators = true;
      else if (base <= 10 ? isDecimal(byte) : isHexadecimal(byte)) {
        this.#hasDigits = true;
        if (notesInvalid && base < 10 && byte >= zero + base && this.#invalid < 0) this.#invalid = this.#at;
      } else return;
    }
  }

  /** `_` stands between digits, and after a prefix, only. */
  #checkSeparators(): void {
    const text = String.fromCharCode(...this.#bytes.subarray(this.#start, this.#at)).toLowerCase();
    const isPrefixed = /^0[xob]/.test(text);
    const digit = text.startsWith('0x') ? /[\da-f]/ : /\d/;
    let before = isPrefixed ? '0' : '.';
    for (let at = isPrefixed ? 2 : 0; at <= text.length; at++) {
      const character = text[at] ?? '';
      const sort = character === '_' ? '_' : digit.test(character) ? '0' : '.';
      if (sort === '_' ? before !== '0' : sort === '.' && before === '_')
        this.#fail("'_' must separate successive digits", this.#start + (sort === '_' ? at : at - 1));
      before = sort;
    }
  }

  #fail(words: string, start = this.#at): never {
    throw new SyntaxFailure(words, start, Math.max(start + 1, this.#at));
  }
}

/** @param mark the quote at `start` */
export function afterQuoted(bytes: Uint8Array, start: number, mark: number): number {
  if (mark === backquote) return afterRaw(bytes, start);
  return mark === quote ? afterString(bytes, start) : afterRuneLiteral(bytes, start);
}

function afterRaw(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start + 1; at < length;) {
    const byte = bytes[at] ?? 0;
    if (byte === backquote) return at + 1;
    at = byte >= 0x80 || byte === 0 ? afterAny(bytes, at) : at + 1;
  }
  throw new SyntaxFailure('string not terminated', start, start + 1);
}

function afterString(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start + 1; at < length;) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return at + 1;
    if (byte === newline) throw new SyntaxFailure('newline in string', at, at);
    if (byte === backslash) at = afterEscape(bytes, at + 1, quote);
    else at = byte >= 0x80 || byte === 0 ? afterAny(bytes, at) : at + 1;
  }
  throw new SyntaxFailure('string not terminated', start, start + 1);
}

function afterRuneLiteral(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let count = 0;
  for (let at = start + 1; at < length; count++) {
    const byte = bytes[at] ?? 0;
    if (byte === apostrophe) {
      if (count === 0) throw new SyntaxFailure("empty rune literal or unescaped '", at, at + 1);
      if (count > 1) throw new SyntaxFailure('more than one character in rune literal', start, at + 1);
      return at + 1;
    }
    if (byte === newline) throw new SyntaxFailure('newline in rune literal', at, at);
    if (byte === backslash) at = afterEscape(bytes, at + 1, apostrophe);
    else at = byte >= 0x80 || byte === 0 ? afterAny(bytes, at) : at + 1;
  }
  throw new SyntaxFailure('rune literal not terminated', start, start + 1);
}

/** Behind any character but a newline or a mark: it is read whatever it says. */
export function afterAny(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === 0) throw new SyntaxFailure('invalid NUL character', at, at + 1, true);
  return byte < 0x80 ? at + 1 : afterRune(bytes, at);
}

const plainEscapes: ReadonlySet<number> = new Set(Array.from('abfnrtv\\', code));

/** @param at behind the backslash */
function afterEscape(bytes: Uint8Array, at: number, mark: number): number {
  if (at >= bytes.length) return at;
  const byte = bytes[at] ?? 0;
  if (byte === mark || plainEscapes.has(byte)) return at + 1;
  if (byte >= zero && byte < zero + 8) return afterDigits(bytes, at, 3, 8, 255);
  if (byte === lowerX) return afterDigits(bytes, at + 1, 2, 16, 255);
  if (byte === code('u')) return afterDigits(bytes, at + 1, 4, 16, 0x10ffff);
  if (byte === code('U')) return afterDigits(bytes, at + 1, 8, 16, 0x10ffff);
  // A character that may not stand anywhere is complained of first.
  throw new SyntaxFailure('unknown escape', at, Math.max(at, byte === newline ? at : afterAny(bytes, at)));
}

function afterDigits(bytes: Uint8Array, start: number, count: number, base: 8 | 16, most: number): number {
  let value = 0;
  for (let at = start; at < start + count; at++) {
    // The string is not terminated then, which is told of it.
    if (at >= bytes.length) return at;
    const byte = bytes[at] ?? 0;
    const digit = isDecimal(byte) ? byte - zero : isHexadecimal(byte) ? (byte | 0x20) - lowerA + 10 : base;
    if (digit >= base) {
      const end = byte === newline ? at : afterAny(bytes, at);
      const shown = new TextDecoder().decode(bytes.subarray(at, byte === newline ? at + 1 : end)).replace('\n', '\\n');
      throw new SyntaxFailure(
        `invalid character '${shown === "'" ? "\\'" : shown}' in ${baseNames[base]} escape`,
        at,
        end,
      );
    }
    value = value * base + digit;
  }
  const end = start + count;
  if (value > most && base === 8) throw new SyntaxFailure(`octal escape value ${value} > 255`, start, end);
  if (value > most || (value >= 0xd800 && value < 0xe000)) {
    const number = `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
    throw new SyntaxFailure(`escape is invalid Unicode code point ${number}`, start, end);
  }
  return end;
}
