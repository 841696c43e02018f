import type { Operands } from './goOperand';
import type { DeclarationList } from './declarationList';
import type { NameCollector } from './nameCollector';
import { blankName, NameTable } from './nameTable';
import { UseList } from './useList';

/** Who is told of a file beside its uses. */
export interface Listeners {
  /** of what it declares at its top level */
  readonly declared: DeclarationList;
  /** of every name in it */
  readonly passed: NameCollector;
}

/**
 * The names declared in the scopes that are open, innermost last; and the uses of names that none of them declares. It goes
 * from file to file, with the names that it knows.
 */
export class LocalNames {
  readonly table: NameTable;
  readonly uses = new UseList();
  /** who wants to know more of the file */
  listeners: Listeners | undefined;
  /** in how many open scopes each name is declared */
  #counts = new Int32Array(1 << 12);
  readonly #declared: number[] = [];
  readonly #scopes: number[] = [];

  constructor(table = new NameTable()) {
    this.table = table;
  }

  /** Begins a file. The last one may have ended anywhere. */
  reset(listeners?: Listeners): void {
    this.listeners = listeners;
    for (const id of this.#declared) this.#counts[id] = 0;
    this.#declared.length = 0;
    this.#scopes.length = 0;
    this.uses.clear();
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
    if (this.#scopes.length === 0) {
      if (this.listeners) for (const id of ids) this.listeners.declared.addName(id);
      return;
    }
    for (const id of ids) {
      if (id >= this.#counts.length) this.#grow(id);
      this.#declared.push(id);
      this.#counts[id] = (this.#counts[id] ?? 0) + 1;
    }
  }

  use(id: number, start: number, end: number, selected: boolean): void {
    if (id !== blankName && (this.#counts[id] ?? 0) === 0) this.uses.add(id, start, end, selected);
  }

  /** Of a name that stands before what has been used since some place. */
  useBefore(place: number, id: number, start: number, end: number): void {
    const { length } = this.uses;
    this.use(id, start, end, false);
    if (this.uses.length > length) this.uses.moveLastTo(place);
  }

  #grow(id: number): void {
    const counts = new Int32Array(Math.max(id + 1, this.#counts.length * 2));
    counts.set(this.#counts);
    this.#counts = counts;
  }
}
