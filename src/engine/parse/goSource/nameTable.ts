import { keywords } from '../goKeywords';
import { finishHash, hashName, mixByte } from './nameHash';
import { predeclared } from './predeclared';

/**
 * Names as numbers: each is decoded once, and who compares names compares numbers. One table serves many files, so that of the
 * names of a package each is one string. Keywords come first, in the order of `keywords`, from 1 on, then the blank name and
 * what Go itself declares; 0 is no name.
 */
export class NameTable {
  /** by the low bits of a hash: a number, or 0; those that meet stand behind each other */
  #slots = new Int32Array(1 << 12);
  #hashes = new Int32Array(1 << 11);
  /** where the bytes of each begin; those of the next one follow */
  #starts = new Int32Array((1 << 11) + 1);
  #bytes = new Uint8Array(1 << 15);
  /** those that somebody asked for */
  #texts: (string | undefined)[] = [''];
  #isMethod = new Uint8Array(1 << 11);
  #size = 1;

  constructor() {
    this.clear();
  }

  /** How many numbers it has given, with 0. */
  get size(): number {
    return this.#size;
  }

  /** Forgets all but what every table has. */
  clear(): void {
    this.#slots.fill(0);
    this.#texts = [''];
    this.#size = 1;
    this.#isMethod.fill(0);
    for (const word of fixedNames) this.idOfText(word);
  }

  idOfText(name: string): number {
    const bytes = encoder.encode(name);
    return this.idOf(bytes, 0, bytes.length, hashName(name));
  }

  /** @param hash of these bytes, as `mixByte` and `finishHash` make it */
  idOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let id = slots[slot] ?? 0; id !== 0; id = slots[slot] ?? 0) {
      if (this.#hashes[id] === hash && this.#is(id, bytes, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes.subarray(start, end), hash, slot);
  }

  /** `Receiver.Name` as one name. */
  idOfMethod(receiver: number, name: number): number {
    const before = this.#bytesOf(receiver);
    const after = this.#bytesOf(name);
    const bytes = new Uint8Array(before.length + 1 + after.length);
    bytes.set(before);
    bytes[before.length] = dot;
    bytes.set(after, before.length + 1);
    let hash = 0;
    for (let at = 0; at < bytes.length; at++) hash = mixByte(hash, bytes[at] ?? 0);
    const id = this.idOf(bytes, 0, bytes.length, finishHash(hash));
    this.#isMethod[id] = 1;
    return id;
  }

  isMethod(id: number): boolean {
    return this.#isMethod[id] === 1;
  }

  /** The finished one. */
  hashOf(id: number): number {
    return this.#hashes[id] ?? 0;
  }

  textOf(id: number): string {
    return (this.#texts[id] ??= decoder.decode(this.#bytesOf(id)));
  }

  #bytesOf(id: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[id], this.#starts[id + 1]);
  }

  #is(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.#bytes;
    const first = this.#starts[id] ?? 0;
    const length = end - start;
    if ((this.#starts[id + 1] ?? 0) - first !== length) return false;
    for (let at = 0; at < length; at++) if (own[first + at] !== bytes[start + at]) return false;
    return true;
  }

  #add(name: Uint8Array, hash: number, slot: number): number {
    const id = this.#size++;
    const from = this.#starts[id] ?? 0;
    const to = from + name.length;
    if (id + 2 > this.#hashes.length) this.#growIds();
    if (to > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(Math.max(to, this.#bytes.length * 2)));
    this.#bytes.set(name, from);
    this.#hashes[id] = hash;
    this.#starts[id + 1] = to;
    this.#slots[slot] = id;
    if (this.#size * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #growIds(): void {
    const length = this.#hashes.length * 2;
    this.#hashes = grown(this.#hashes, new Int32Array(length));
    this.#starts = grown(this.#starts, new Int32Array(length + 1));
    this.#isMethod = grown(this.#isMethod, new Uint8Array(length));
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.#size; id++) {
      let slot = (this.#hashes[id] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** The number of `_`. */
export const blankName = keywords.length + 1;

const fixedNames: readonly string[] = [...keywords, '_', ...predeclared];

/** The number of `init`. */
export const initName = fixedNames.indexOf('init') + 1;

/** Whether Go itself declares what has this number. */
export function isPredeclared(id: number): boolean {
  return id > blankName && id <= fixedNames.length;
}

const dot = 0x2e;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
