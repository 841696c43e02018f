import { NumberStore } from './numberStore';

const usualSlots = 1 << 12;

/**
 * The hashes of all names of a file, each once. They say "not in this file" for certain, so the few files that may use one of a
 * few names are found without keeping the names of all. One collector goes from file to file.
 */
export class NameCollector {
  /** by the low bits of a hash: the hash, or 0; those that meet stand behind each other */
  #slots = new Int32Array(usualSlots);
  readonly #found = new NumberStore();

  /** @param hash finished */
  add(hash: number): void {
    if (!this.#insert(hash)) return;
    this.#found.push(hash);
    if (this.#found.length * 2 > this.#slots.length) this.#grow();
  }

  /** What was added since the last time. */
  take(): Int32Array {
    // A huge table is not emptied for each of the small files that follow.
    if (this.#slots.length === usualSlots) this.#slots.fill(0);
    else this.#slots = new Int32Array(usualSlots);
    return this.#found.take();
  }

  /** @returns false where it is there already */
  #insert(hash: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let there = slots[slot]; there !== 0; there = slots[slot]) {
      if (there === hash) return false;
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash;
    return true;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let at = 0; at < this.#found.length; at++) this.#insert(this.#found.at(at));
  }
}
