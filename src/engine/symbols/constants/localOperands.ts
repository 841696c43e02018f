import type { MaybeOperand, Operands } from '../../parse/goSource/goOperand';
import { LocalNames } from '../../parse/goSource/localNames';

/** The names declared in the scopes that are open, with what is known of each. Uses are not kept. */
export class LocalOperands extends LocalNames {
  /** by the number of a name, innermost last */
  readonly #known = new Map<number, MaybeOperand[]>();
  readonly #order: number[] = [];
  readonly #scopes: number[] = [];

  /** Whether no scope is open. */
  get isTop(): boolean {
    return this.#scopes.length === 0;
  }

  override reset(): void {
    this.#known.clear();
    this.#order.length = 0;
    this.#scopes.length = 0;
  }

  override open(): void {
    this.#scopes.push(this.#order.length);
  }

  override close(): void {
    const from = this.#scopes.pop() ?? 0;
    for (let at = from; at < this.#order.length; at++) this.#known.get(this.#order[at] ?? 0)?.pop();
    this.#order.length = from;
  }

  override declare(ids: readonly number[]): void {
    if (this.isTop) return;
    for (const id of ids) {
      const all = this.#known.get(id);
      if (all) all.push(undefined);
      else this.#known.set(id, [undefined]);
      this.#order.push(id);
    }
  }

  override learn(ids: readonly number[], known: Operands): void {
    if (this.isTop) return;
    ids.forEach((id, at) => this.#known.get(id)?.splice(-1, 1, known[at]));
  }

  override use(): void {
    // Nobody asks for the uses.
  }

  /** Whether a scope inside a function declares the name. */
  has(id: number): boolean {
    return (this.#known.get(id)?.length ?? 0) > 0;
  }

  /** What is known of the innermost declaration. */
  of(id: number): MaybeOperand {
    return this.#known.get(id)?.at(-1);
  }
}
