/** The names declared in the scopes that are open, innermost last; and the uses of names that none of them declares. */
export interface NameUse {
  readonly name: string;
  /** byte offsets */
  readonly start: number;
  readonly end: number;
  /** a dot follows: it may be a package */
  readonly selected: boolean;
}

export class LocalNames {
  readonly uses: NameUse[] = [];
  readonly #counts = new Map<string, number>();
  readonly #declared: string[] = [];
  readonly #scopes: number[] = [];

  open(): void {
    this.#scopes.push(this.#declared.length);
  }

  close(): void {
    const from = this.#scopes.pop() ?? 0;
    for (const name of this.#declared.splice(from)) this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1);
  }

  /** Outside all scopes nothing is local. */
  declare(names: readonly string[]): void {
    if (this.#scopes.length === 0) return;
    for (const name of names) {
      this.#declared.push(name);
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
  }

  use(use: NameUse): void {
    if (use.name !== '_' && (this.#counts.get(use.name) ?? 0) === 0) this.uses.push(use);
  }

  /** What was taken for uses since then turned out to be names that are declared, labels or fields. */
  takeBack(from: number): void {
    this.uses.length = from;
  }

  /** Type parameters may be used before they are known. */
  takeBackNamed(from: number, names: readonly string[]): void {
    const kept = this.uses.slice(from).filter(({ name }) => !names.includes(name));
    this.uses.length = from;
    this.uses.push(...kept);
  }
}
