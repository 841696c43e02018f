import { SyntaxFailure, TooDeep } from './syntaxFailure';
import { SyntaxScanner } from './syntaxScanner';
import { code } from '../goKeywords';
import { nameToken } from './syntaxTokens';

const comma = code(',');

/** Each level takes some calls, and the stack of a thread has room for some ten thousand. */
const deepest = 500;

/** What every part of the recogniser does with the next token, and the words in which cmd/compile refuses one. */
export abstract class SyntaxReader {
  protected readonly scanner: SyntaxScanner;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.scanner = new SyntaxScanner(bytes);
  }

  /** Before what may hold itself; `rise` after it. */
  protected descend(): void {
    if (++this.#depth > deepest) throw new TooDeep();
  }

  protected rise(): void {
    this.#depth--;
  }

  protected is(kind: number): boolean {
    return this.scanner.kind === kind;
  }

  protected accept(kind: number): boolean {
    if (this.scanner.kind !== kind) return false;
    this.scanner.next();
    return true;
  }

  protected expect(kind: number, words: string): void {
    if (this.scanner.kind !== kind) this.refuse(`expected ${words}`);
    this.scanner.next();
  }

  protected name(): void {
    if (this.scanner.kind !== nameToken) this.refuse('expected name');
    this.scanner.next();
  }

  protected names(): void {
    this.name();
    while (this.accept(comma)) this.name();
  }

  /** Stops at the next token. @param said begins with `in`, `at`, `after` or `expected`, or is all there is to say */
  protected refuse(said: string): never {
    const { scanner } = this;
    const { start } = scanner;
    throw new SyntaxFailure(this.#words(said), start, scanner.isNewline ? start : scanner.end);
  }

  /** Stops at an earlier place. */
  protected refuseAt(start: number, words: string, end = start + 1): never {
    throw new SyntaxFailure(words, start, end);
  }

  #words(said: string): string {
    if (/^(in|at|after) /.test(said)) return `unexpected ${this.scanner.words()} ${said}`;
    return said.startsWith('expected ') ? `unexpected ${this.scanner.words()}, ${said}` : said;
  }
}
