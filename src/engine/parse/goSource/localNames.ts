import type { Operands } from './goOperand';
import { blankName, NameTable } from './nameTable';

/** A use of a name that no scope inside a function declares. */
export interface NameUse {
  readonly name: string;
  /** byte offsets */
  readonly start: number;
  readonly end: number;
  /** a dot follows: it may be a package */
  readonly selected: boolean;
}

/** A use by the number of its name: of most of them nobody wants the text. */
export interface NumberedUse extends Omit<NameUse, 'name'> {
  readonly id: number;
}

/**
 * The names declared in the scopes that are open, innermost last; and the uses of names that none of them declares. It goes
 * from file to file, with the names that it knows.
 */
export class LocalNames {
  readonly table: NameTable;
  uses: NumberedUse[] = [];
  /** in how many open scopes each name is declared */
  #counts = new Int32Array(1 << 12);
  readonly #declared: number[] = [];
  readonly #scopes: number[] = [];

  constructor(table = new NameTable()) {
    this.table = table;
  }

  /** Begins a file. The last one may have ended anywhere. */
  reset(): void {
    for (const id of this.#declared) this.#counts[id] = 0;
    this.#declared.length = 0;
    this.#scopes.length = 0;
    this.uses = [];
  }

  open(): void {
    this.#scopes.push(this.#declared.length);
  }

  close(): void {
    const from = this.#scopes.pop() ?? 0;
    const declared = this.#declared;
    for (let at = from; at < declared.length; at++) {
      const id = declared[at] ?? 0;
      this.#counts[id] = (this.#counts[id] ?? 1) - 1;
    }
    declared.length = from;
  }

  /** What is known of names that have just been declared, for those who want to know. */
  learn?(ids: readonly number[], known: Operands): void;

  /** Outside all scopes nothing is local. */
  declare(ids: readonly number[]): void {
    if (this.#scopes.length === 0) return;
    for (const id of ids) {
      if (id >= this.#counts.length) this.#grow(id);
      this.#declared.push(id);
      this.#counts[id] = (this.#counts[id] ?? 0) + 1;
    }
  }

  use(id: number, start: number, end: number, selected: boolean): void {
    if (id !== blankName && (this.#counts[id] ?? 0) === 0) this.uses.push({ id, start, end, selected });
  }

  /** What was taken for uses since then turned out to be names that are declared, labels or fields. */
  takeBack(from: number): void {
    this.uses.length = from;
  }

  /** Type parameters may be used before they are known. */
  takeBackNamed(from: number, ids: readonly number[]): void {
    const kept = this.uses.slice(from).filter(({ id }) => !ids.includes(id));
    this.uses.length = from;
    this.uses.push(...kept);
  }

  #grow(id: number): void {
    const counts = new Int32Array(Math.max(id + 1, this.#counts.length * 2));
    counts.set(this.#counts);
    this.#counts = counts;
  }
}
