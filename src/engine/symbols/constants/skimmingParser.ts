import { GoFileParser } from '../../parse/goSource/goFileParser';
import { code } from '../../parse/goKeywords';
import { endOfFile, kindSet } from '../../parse/goSource/goTokenKind';
import type { LocalOperands } from './localOperands';

const semicolon = code(';');
export const opening = kindSet(['(', '[', '{'].map(code));

/** A file of which most top-level declarations are passed over. */
export abstract class SkimmingParser extends GoFileParser {
  readonly #starts: readonly number[] | undefined;

  /**
   * @param starts where the declarations begin that are wanted, in order, as their lines look: what is found there is right
   * unless one of them is a line of a string; undefined: `wants` is asked about each declaration, which takes five times as long
   */
  constructor(bytes: Uint8Array, names: LocalOperands, starts: readonly number[] | undefined) {
    super(bytes, names);
    this.#starts = starts;
  }

  /** @param start byte offsets of a top-level declaration @param keyword the kind of its first token */
  protected abstract wants(start: number, end: number, keyword: number): boolean;

  protected override topDeclaration(): void {
    if (this.#starts === undefined) this.#skim();
    else {
      const first = this.scanner.start;
      for (const start of this.#starts) {
        if (start < first) continue;
        this.scanner.jumpTo(start);
        super.topDeclaration();
      }
      this.scanner.jumpTo(this.bytes.length);
    }
  }

  #skim(): void {
    const { scanner } = this;
    const { kind, start } = scanner;
    const first = scanner.fork();
    while (!this.is(semicolon) && !this.is(endOfFile)) {
      if (opening[scanner.kind] === 1) scanner.skipBrackets();
      else scanner.next();
    }
    if (!this.wants(start, scanner.start, kind)) return;
    scanner.standAt(first);
    super.topDeclaration();
  }
}
