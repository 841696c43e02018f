import { late } from '../../base/late';

/** A comment of a Go, C or assembly file; offsets are UTF-16 offsets of the text. */
export interface Comment {
  readonly start: number;
  /** exclusive; a line comment ends before its line's end */
  readonly end: number;
  readonly block: boolean;
}

export interface CursorProblem {
  readonly kind: 'unterminated-comment' | 'unterminated-string';
  readonly start: number;
  readonly end: number;
}

// Regular expressions, not loops over characters: they run at full speed from the first file on.
const blanks = /[ \t\r\n\f;]+/y;
/** All that ends before the end of the text. */
const lineComments = /(?:[ \t\r\n\f;]|\/\/[^\n]*\n)*/y;
const plainCode = /[^/"'`]+/y;
const beforeDoubleQuote = /[^"\\\n]+/y;
const beforeSingleQuote = /[^'\\\n]+/y;
const asciiIdentifier = /\w+/y;
const identifier = late(() => /[\p{L}\p{Nd}_]+/uy);

/**
 * Reads Go text from the start: white space, comments (which it collects), names and string literals. Strings and
 * comments end where Go's scanner ends them, at the end of the text at the latest.
 */
export class GoCursor {
  readonly text: string;
  readonly comments: Comment[] = [];
  readonly problems: CursorProblem[] = [];
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Goes past white space, semicolons (never needed to read a header) and comments. @returns the character there, '' at the end */
  toToken(): string {
    const { text } = this;
    for (;;) {
      this.#skip(blanks);
      if (text.charAt(this.at) !== '/' || !this.#comment()) return text.charAt(this.at);
    }
  }

  /**
   * From the start of the text to the first code. Documentation may have thousands of lines: where all of them are line
   * comments, only those are collected that are wanted.
   * @param wanted global; its first group is a comment of a line
   */
  toCode(wanted: RegExp): void {
    lineComments.lastIndex = 0;
    lineComments.test(this.text);
    const end = lineComments.lastIndex;
    if (this.text.charAt(end) === '/') {
      this.toToken();
      return;
    }
    for (const { index, 0: whole, 1: comment = '' } of this.text.slice(0, end).matchAll(wanted)) {
      const start = index + whole.length - comment.length;
      this.comments.push({ start, end: start + comment.trimEnd().length, block: false });
    }
    this.at = end;
  }

  /** The name at the cursor, '' where there is none. */
  name(): string {
    const start = this.at;
    this.#skip(asciiIdentifier);
    if (this.text.charCodeAt(this.at) > 0x7f) this.#skip(identifier());
    return this.text.slice(start, this.at);
  }

  /** Reads the word where it stands as a whole name. */
  keyword(word: string): boolean {
    const start = this.at;
    if (this.name() === word) return true;
    this.at = start;
    return false;
  }

  /** Reads a string literal in `"` or backquotes. @returns its text with quotes, undefined where it does not end */
  string(): string | undefined {
    const start = this.at;
    const ended = this.text.charAt(start) === '`' ? this.#raw() : this.#quoted(this.text.charAt(start));
    if (!ended) this.problems.push({ kind: 'unterminated-string', start, end: this.at });
    return ended ? this.text.slice(start, this.at) : undefined;
  }

  /** Goes over code to the end of the text, only for its comments. @param raw whether backquotes delimit strings, as in Go */
  skipCode(raw: boolean): void {
    const { text } = this;
    while (this.at < text.length) {
      this.#skip(plainCode);
      const character = text.charAt(this.at);
      if (character === '/' && this.#comment()) continue;
      if (character === '"' || character === "'") this.#quoted(character);
      else if (character === '`' && raw) this.#raw();
      else this.at++;
    }
    this.at = text.length;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }

  #comment(): boolean {
    const { text, at: start } = this;
    const second = text.charAt(start + 1);
    if (second === '/') {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      this.at = end;
      this.comments.push({ start, end: text.charAt(end - 1) === '\r' ? end - 1 : end, block: false });
      return true;
    }
    if (second !== '*') return false;
    const close = text.indexOf('*/', start + 2);
    this.at = close < 0 ? text.length : close + 2;
    if (close < 0) this.problems.push({ kind: 'unterminated-comment', start, end: start + 2 });
    this.comments.push({ start, end: this.at, block: true });
    return true;
  }

  #raw(): boolean {
    const close = this.text.indexOf('`', this.at + 1);
    this.at = close < 0 ? this.text.length : close + 1;
    return close >= 0;
  }

  #quoted(quote: string): boolean {
    const { text } = this;
    const plain = quote === '"' ? beforeDoubleQuote : beforeSingleQuote;
    let at = this.at + 1;
    for (; at < text.length; at++) {
      plain.lastIndex = at;
      if (plain.test(text)) at = plain.lastIndex;
      const character = text.charAt(at);
      if (character === quote || character === '\n') break;
      if (character === '\\' && text.charAt(at + 1) !== '\n') at++;
    }
    const ended = text.charAt(at) === quote;
    this.at = Math.min(ended ? at + 1 : at, text.length);
    return ended;
  }
}
