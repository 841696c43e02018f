import { late } from '../../base/late';
import { LineIndex } from '../../base/lineIndex';
import type { Range } from '../model/range';
import { trimGoSpace } from './goSpace';
import { quoteGoRune } from './goQuote';

/**
 * The lexer of go.mod and go.work (`modfile/read.go`). `go` stops at the first fault; this one notes it and goes on, so that
 * the rest of the file can still be read.
 */
export interface ModToken {
  /** punctuation and newlines are their own kind */
  readonly kind: 'word' | 'string' | 'newline' | 'line-comment' | 'suffix-comment' | 'end' | ModPunctuation;
  /** as written; a comment without its line end */
  readonly text: string;
  readonly range: Range;
}

export type ModPunctuation = '(' | ')' | '[' | ']' | '{' | '}' | ',';

export interface LexicalFault {
  readonly kind: 'character' | 'block-comment' | 'newline-in-string' | 'end-in-string';
  /** go's words */
  readonly message: string;
  readonly range: Range;
  /** what is wrong: the character, the opened comment or string */
  readonly text: string;
}

export interface LexedMod {
  readonly tokens: readonly ModToken[];
  readonly faults: readonly LexicalFault[];
}

const blank = /[ \t\r]+/y;
const punctuation = /[()[\]{},]/y;
/** What Go calls printable but for the space, less the punctuation; a word ends before a comment. */
const word = late(() => /(?:(?!\/[/*]|[()[\]{},])[\p{L}\p{M}\p{N}\p{P}\p{S}])+/uy);
/** The same within ASCII. */
const asciiWord = /(?:(?!\/[/*])[!-'*+\--Z\\^-z|~])+/y;
const comment = /\/\/[^\n]*/y;

export function lexMod(text: string): LexedMod {
  return new Lexer(text).run();
}

class Lexer {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #tokens: ModToken[] = [];
  readonly #faults: LexicalFault[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineIndex(text);
  }

  run(): LexedMod {
    while (this.#at < this.#text.length) this.#next();
    this.#push('end', this.#at);
    return { tokens: this.#tokens, faults: this.#faults };
  }

  #next(): void {
    const start = this.#at;
    if (this.#skip(blank)) return;
    if (this.#skip(comment)) {
      this.#comment(start);
      return;
    }
    const char = this.#text[start] ?? '';
    if (char === '\n') {
      this.#at++;
      this.#push('newline', start);
    } else if (this.#text.startsWith('/*', start)) {
      this.#blockComment(start);
    } else if (this.#skip(punctuation)) {
      this.#push(char as ModPunctuation, start);
    } else if (char === '"' || char === '`') {
      this.#string(start, char);
    } else if (this.#word()) {
      this.#push('word', start);
    } else {
      this.#badCharacter(start);
    }
  }

  #comment(start: number): void {
    const lineStart = this.#text.lastIndexOf('\n', start - 1) + 1;
    const alone = trimGoSpace(this.#text.slice(lineStart, start)) === '';
    const line = this.#text.slice(start, this.#at);
    const written = this.#text[this.#at] === '\n' && line.endsWith('\r') ? line.slice(0, -1) : line;
    // The line end belongs to the comment, as in go: a whole-line comment is followed by no newline token.
    const end = start + written.length;
    this.#tokens.push({
      kind: alone ? 'line-comment' : 'suffix-comment',
      text: written,
      range: this.#range(start, end),
    });
    if (this.#text[this.#at] === '\n') this.#at++;
  }

  #string(start: number, quote: string): void {
    this.#at++;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || char === '\n') {
        const kind = char === undefined ? 'end-in-string' : 'newline-in-string';
        const message = char === undefined ? 'unexpected EOF in string' : 'unexpected newline in string';
        this.#fault(kind, message, start, this.#at);
        break;
      }
      this.#at++;
      if (char === quote) break;
      if (char === '\\' && quote === '"' && this.#at < this.#text.length) this.#at++;
    }
    this.#push('string', start);
  }

  #blockComment(start: number): void {
    const close = this.#text.indexOf('*/', start + 2);
    const lineEnd = this.#text.indexOf('\n', start);
    this.#at = close >= 0 ? close + 2 : lineEnd >= 0 ? lineEnd : this.#text.length;
    this.#fault(
      'block-comment',
      'mod files must use // comments (not /* */ comments)',
      start,
      Math.min(this.#at, lineEnd >= 0 ? lineEnd : this.#at),
    );
  }

  /** One fault for a run of them. */
  #badCharacter(start: number): void {
    const first = this.#text.codePointAt(start) ?? 0;
    const char = String.fromCodePoint(first);
    this.#at = start + char.length;
    while (this.#text.startsWith(char, this.#at)) this.#at += char.length;
    this.#fault('character', `unexpected input character ${quoteGoRune(char)}`, start, this.#at);
  }

  #word(): boolean {
    const start = this.#at;
    this.#skip(asciiWord);
    if (this.#text.charCodeAt(this.#at) > 0x7f) this.#skip(word());
    return this.#at > start;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #push(kind: ModToken['kind'], start: number): void {
    this.#tokens.push({ kind, text: this.#text.slice(start, this.#at), range: this.#range(start, this.#at) });
  }

  #fault(kind: LexicalFault['kind'], message: string, start: number, end: number): void {
    const text = this.#text.slice(start, end);
    this.#faults.push({ kind, message, text, range: this.#range(start, end) });
  }

  #range(start: number, end: number): Range {
    return { start: this.#lines.positionAt(start), end: this.#lines.positionAt(end) };
  }
}
