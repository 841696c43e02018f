/**
 * Strings from bytes, each text once: equal byte sequences give the identical string without decoding it again. Headers of
 * thousands of files repeat a few hundred package names and import paths.
 */
export class ByteNames {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #names: string[] = [];
  /** numbers of texts that are not ASCII, which are rare */
  readonly #others = new Map<string, number>();
  /** slots of the open hash table: 1 + number of the name, 0 where empty */
  #slots = new Int32Array(2048);
  #hashes = new Int32Array(1024);

  get size(): number {
    return this.#names.length;
  }

  /** The text of bytes[start, end), decoded as UTF-8. */
  get(bytes: Uint8Array, start: number, end: number): string {
    return this.text(this.number(bytes, start, end));
  }

  text(number: number): string {
    return this.#names[number] as string;
  }

  /** A number that stands for the text of bytes[start, end): equal for equal texts, counted from 0. */
  number(bytes: Uint8Array, start: number, end: number): number {
    let hash = 17;
    let all = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      hash = (Math.imul(hash, 31) + byte) | 0;
      all |= byte;
    }
    if (all > 0x7f) return this.numberOf(this.#decoder.decode(bytes.subarray(start, end)));
    let slot = this.#firstSlot(hash);
    for (let taken = this.#slots[slot] as number; taken !== 0; taken = this.#slots[slot] as number) {
      if (this.#hashes[taken - 1] === hash && isAscii(this.#names[taken - 1] as string, bytes, start, end))
        return taken - 1;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return this.#add(slot, hash, asciiText(bytes, start, end));
  }

  /** The number of a text that did not come as bytes of its own. */
  numberOf(text: string): number {
    if (/^[\0-\x7f]*$/.test(text)) {
      const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
      return this.number(bytes, 0, bytes.length);
    }
    const known = this.#others.get(text);
    if (known !== undefined) return known;
    this.#others.set(text, this.#names.length);
    return this.#push(text, 0);
  }

  #firstSlot(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 12) & (this.#slots.length - 1);
  }

  #add(slot: number, hash: number, name: string): number {
    const number = this.#push(name, hash);
    this.#slots[slot] = number + 1;
    if (this.#names.length * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #push(name: string, hash: number): number {
    const number = this.#names.push(name) - 1;
    if (number >= this.#hashes.length) this.#hashes = grown(this.#hashes);
    this.#hashes[number] = hash;
    return number;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const others = new Set(this.#others.values());
    for (let number = 0; number < this.#names.length; number++) {
      if (others.has(number)) continue;
      let slot = this.#firstSlot(this.#hashes[number] as number);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = number + 1;
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

function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}
