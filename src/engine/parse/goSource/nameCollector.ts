const usualNames = 1 << 11;
const chunkLength = 1 << 16;

/**
 * The hashes of all names of a file, each once. They say "not in this file" for certain, so the few files that may use one of a
 * few names are found without keeping the names of all. One collector goes from file to file.
 */
export class NameCollector {
  /** by the low bits of a hash: the hash, or 0; those that meet stand behind each other */
  #slots = new Int32Array(usualNames * 2);
  #found = new Int32Array(usualNames);
  #count = 0;
  /** what was taken stands here, one file behind the other: an array of its own for each costs more than its content */
  #chunk = new Int32Array(0);
  #used = 0;

  /** @param hash finished */
  add(hash: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const there = slots[slot];
      if (there === hash) return;
      if (there === 0) break;
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash;
    this.#found[this.#count++] = hash;
    if (this.#count === this.#found.length) this.#grow();
  }

  /** What was added since the last time. */
  take(): Int32Array {
    const taken = this.#store(this.#found.subarray(0, this.#count));
    this.#count = 0;
    // A huge table is not emptied for each of the small files that follow.
    if (this.#found.length === usualNames) this.#slots.fill(0);
    else {
      this.#slots = new Int32Array(usualNames * 2);
      this.#found = new Int32Array(usualNames);
    }
    return taken;
  }

  #store(hashes: Int32Array): Int32Array {
    if (this.#used + hashes.length > this.#chunk.length) {
      this.#chunk = new Int32Array(Math.max(chunkLength, hashes.length));
      this.#used = 0;
    }
    const stored = this.#chunk.subarray(this.#used, (this.#used += hashes.length));
    stored.set(hashes);
    return stored;
  }

  #grow(): void {
    const found = new Int32Array(this.#found.length * 2);
    found.set(this.#found);
    const count = this.#count;
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#count = 0;
    this.#found = new Int32Array(found.length);
    for (let at = 0; at < count; at++) this.add(found[at] ?? 0);
  }
}
