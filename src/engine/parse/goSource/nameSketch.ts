/**
 * Which names may occur in a file: a Bloom filter with one hash. It says "no" for certain, so the few files that may use one
 * of a few names are found without keeping the names of all.
 */
export class NameSketch {
  readonly #bits = new Uint32Array(sketchBits / 32);

  /** @param hash of a name, as `mixByte` builds it up */
  add(hash: number): void {
    const bit = hash & (sketchBits - 1);
    const word = bit >> 5;
    this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (bit & 31));
  }

  mayHave(hash: number): boolean {
    const bit = hash & (sketchBits - 1);
    return ((this.#bits[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}

/** A package of two thousand files takes 4 MB for them while it is judged. */
const sketchBits = 1 << 14;

const encoder = new TextEncoder();

export function hashName(name: string): number {
  let hash = 0;
  for (const byte of encoder.encode(name)) hash = mixByte(hash, byte);
  return finishHash(hash);
}

export function mixByte(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

/** Names that differ at their end only must not lie side by side. */
export function finishHash(hash: number): number {
  return hash ^ (hash >>> 15);
}
