import { GoScanner } from './goScanner';
import type { MaybeOperand } from './goOperand';
import { code } from '../goKeywords';
import { nameToken } from './goTokenKind';
import type { LocalNames } from './localNames';

/** The source is no Go, or too deep for us: nothing is said about it. */
export class NotGo extends Error {}

const deepest = 400;
const dot = code('.');

/** What every part of the parser does with the next token. */
export abstract class GoTokenReader {
  readonly names: LocalNames;
  protected readonly bytes: Uint8Array;
  protected readonly scanner: GoScanner;
  #depth = 0;

  constructor(bytes: Uint8Array, names: LocalNames) {
    this.names = names;
    this.bytes = bytes;
    this.scanner = new GoScanner(bytes, names.table, names.listeners?.passed);
  }

  /** Before what may hold itself; `rise` after it. */
  protected descend(): void {
    if (++this.#depth > deepest) throw new NotGo();
  }

  protected rise(): void {
    this.#depth--;
  }

  protected is(kind: number): boolean {
    return this.scanner.kind === kind;
  }

  /** Takes a token of this kind, where there is one. */
  protected accept(kind: number): boolean {
    if (this.scanner.kind !== kind) return false;
    this.scanner.next();
    return true;
  }

  protected expect(kind: number): void {
    if (!this.accept(kind)) throw new NotGo();
  }

  /**
   * Goes behind the brace that closes the block or the literal which begins here, or the block whose next statement follows the
   * semicolon here, where nothing is wanted up to there. @returns whether it did
   */
  protected passesBraces?(): boolean;

  /** A name, and no use of it. */
  protected name(): number {
    const { kind, id } = this.scanner;
    if (kind !== nameToken) throw new NotGo();
    this.scanner.next();
    return id;
  }

  /** A name that is used. */
  protected usedName(): MaybeOperand {
    const { kind, id, start, end } = this.scanner;
    if (kind !== nameToken) throw new NotGo();
    this.scanner.next();
    this.names.use(id, start, end, this.is(dot));
    return this.meaningOfName?.(id, start, end);
  }

  /** What a name stands for, which is for others to know. */
  protected meaningOfName?(id: number, start: number, end: number): MaybeOperand;
}
