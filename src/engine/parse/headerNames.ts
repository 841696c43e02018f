import { kept } from '../../base/kept';
import { ownText } from '../../base/ownText';
import type { ConstraintLines } from '../model/tree';

export const noConstraints: ConstraintLines = { goBuild: [], plusBuild: [], suspicious: false };
const noImports: readonly string[] = [];

/** What headers of one tree share: names, lists of imports, constraint lines. Equal ones are one object. */
export class HeaderNames {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #constraints = new Map<string, ConstraintLines>();
  readonly #lists: (readonly string[])[] = [];
  /** slots of an open hash table: 1 + index of the list, 0 where empty */
  #listSlots = new Int32Array(16_384);
  #listHashes = new Int32Array(8192);

  /** how many different names there are */
  get size(): number {
    return this.#names.length;
  }

  /** The one string that is equal to `text`, which may be a part of a longer text. */
  name(text: string): string {
    return this.#names[this.number(text)] as string;
  }

  /** A number that stands for a text, counted from 0. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    const number = this.#names.push(own) - 1;
    this.#numbers.set(own, number);
    return number;
  }

  /** The list of the names that these numbers stand for. */
  importList(numbers: readonly number[]): readonly string[] {
    const count = numbers.length;
    if (count === 0) return noImports;
    let hash = count;
    for (let at = 0; at < count; at++) hash = (Math.imul(hash, 31) + (numbers[at] as number)) | 0;
    const mask = this.#listSlots.length - 1;
    let slot = firstSlot(hash, mask);
    for (let taken = this.#listSlots[slot] as number; taken !== 0; taken = this.#listSlots[slot] as number) {
      const list = this.#lists[taken - 1] as readonly string[];
      if (this.#listHashes[taken - 1] === hash && this.#isList(list, numbers)) return list;
      slot = (slot + 1) & mask;
    }
    // An array that grows by one keeps room for sixteen more, and there is a list for every second file.
    const list = numbers.map((number) => this.#names[number] as string);
    this.#listSlots[slot] = this.#lists.push(list);
    if (this.#lists.length > this.#listHashes.length) this.#growLists();
    this.#listHashes[this.#lists.length - 1] = hash;
    if (this.#lists.length * 2 > this.#listSlots.length) this.#rehashLists();
    return list;
  }

  constraintLines(goBuild: readonly string[], plusBuild: readonly string[], suspicious: boolean): ConstraintLines {
    if (goBuild.length === 0 && plusBuild.length === 0 && !suspicious) return noConstraints;
    // No line contains a line feed.
    const key = `${suspicious ? 's' : ''}\n${goBuild.join('\n')}\n\n${plusBuild.join('\n')}`;
    const known = this.#constraints.get(key);
    if (known) return known;
    const lines = { goBuild: kept(goBuild.map(ownText)), plusBuild: kept(plusBuild.map(ownText)), suspicious };
    this.#constraints.set(key, lines);
    return lines;
  }

  /** Names are shared, so that comparing them is comparing pointers. */
  #isList(list: readonly string[], numbers: readonly number[]): boolean {
    if (list.length !== numbers.length) return false;
    for (let at = 0; at < list.length; at++) if (list[at] !== this.#names[numbers[at] as number]) return false;
    return true;
  }

  #growLists(): void {
    const hashes = new Int32Array(this.#listHashes.length * 2);
    hashes.set(this.#listHashes);
    this.#listHashes = hashes;
  }

  #rehashLists(): void {
    this.#listSlots = new Int32Array(this.#listSlots.length * 2);
    const mask = this.#listSlots.length - 1;
    for (let index = 0; index < this.#lists.length; index++) {
      let slot = firstSlot(this.#listHashes[index] as number, mask);
      while (this.#listSlots[slot] !== 0) slot = (slot + 1) & mask;
      this.#listSlots[slot] = index + 1;
    }
  }
}

function firstSlot(hash: number, mask: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 10) & mask;
}

/** Distinct numbers in order of appearance. */
export class DistinctNumbers {
  readonly list: number[] = [];
  #set: Set<number> | undefined;

  add(number: number): void {
    if (this.#set) {
      if (this.#set.has(number)) return;
      this.#set.add(number);
    } else if (this.list.includes(number)) return;
    this.list.push(number);
    if (this.list.length === manyNumbers) this.#set = new Set(this.list);
  }
}

/** Above this many a set finds repetitions; below, looking at each is faster. */
const manyNumbers = 64;
