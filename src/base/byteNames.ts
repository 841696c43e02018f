/**
 * Strings from bytes, each text once: equal byte sequences give the identical string without decoding it again. Headers of
 * thousands of files repeat a few hundred package names and import paths.
 */
export class ByteNames {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #names: string[] = [];
  /** slots of the open hash table: 1 + index in `#names`, 0 where empty */
  #slots = new Int32Array(1024);
  #hashes = new Int32Array(512);

  /** The text of bytes[start, end), decoded as UTF-8. */
  get(bytes: Uint8Array, start: number, end: number): string {
    let hash = 17;
    let ascii = true;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      hash = (Math.imul(hash, 31) + byte) | 0;
      if (byte > 0x7f) ascii = false;
    }
    if (!ascii) return this.#decoder.decode(bytes.subarray(start, end));
    const mask = this.#slots.length - 1;
    let slot = Math.imul(hash, 0x9e3779b1) >>> 8;
    for (;;) {
      slot &= mask;
      const taken = this.#slots[slot] as number;
      if (taken === 0) return this.#add(slot, hash, bytes, start, end);
      if (this.#hashes[taken - 1] === hash) {
        const name = this.#names[taken - 1] as string;
        if (isAscii(name, bytes, start, end)) return name;
      }
      slot++;
    }
  }

  get size(): number {
    return this.#names.length;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): string {
    let name = '';
    for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] as number);
    this.#names.push(name);
    this.#slots[slot] = this.#names.length;
    if (this.#names.length > this.#hashes.length) this.#hashes = grown(this.#hashes);
    this.#hashes[this.#names.length - 1] = hash;
    if (this.#names.length * 2 > this.#slots.length) this.#rehash();
    return name;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.#names.length; index++) {
      let slot = Math.imul(this.#hashes[index] as number, 0x9e3779b1) >>> 8;
      while (this.#slots[(slot &= mask)] !== 0) slot++;
      this.#slots[slot] = index + 1;
    }
  }
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(values.length * 2);
  copy.set(values);
  return copy;
}

function isAscii(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}
