import { kept } from '../../base/kept';
import { ownText } from '../../base/ownText';
import { HeaderTable } from './headerTable';

/** Fills a table with what headers of one tree share: names, lists of imports, constraint lines. Equal ones have one number. */
export class HeaderNames {
  readonly table = new HeaderTable();
  readonly #numbers = new Map<string, number>();
  readonly #constraints = new Map<string, number>();
  /** slots of an open hash table: numbers of lists, 0 where empty */
  #slots = new Int32Array(16_384);
  #lists = 0;

  /** A number that stands for a text, which may be a part of a longer one, counted from 0. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    const number = this.table.names.push(own) - 1;
    this.#numbers.set(own, number);
    return number;
  }

  /** The list of the names that these numbers stand for. */
  importList(numbers: readonly number[]): number {
    if (numbers.length === 0) return 0;
    const slot = this.#slotOf(numbers);
    const known = this.#slots[slot] as number;
    if (known !== 0) return known;
    const list = this.table.addList(numbers);
    this.#slots[slot] = list;
    if (++this.#lists * 2 > this.#slots.length) this.#rehash();
    return list;
  }

  constraintLines(goBuild: readonly string[], plusBuild: readonly string[], suspicious: boolean): number {
    if (goBuild.length === 0 && plusBuild.length === 0 && !suspicious) return 0;
    // No line contains a line feed.
    const key = `${suspicious ? 's' : ''}\n${goBuild.join('\n')}\n\n${plusBuild.join('\n')}`;
    const known = this.#constraints.get(key);
    if (known !== undefined) return known;
    const lines = { goBuild: kept(goBuild.map(ownText)), plusBuild: kept(plusBuild.map(ownText)), suspicious };
    const number = this.table.constraints.push(lines) - 1;
    this.#constraints.set(key, number);
    return number;
  }

  /** @returns where the list stands, or would stand */
  #slotOf(numbers: readonly number[]): number {
    const mask = this.#slots.length - 1;
    let hash = numbers.length;
    for (let at = 0; at < numbers.length; at++) hash = (Math.imul(hash, 31) + (numbers[at] as number)) | 0;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 10) & mask;
    for (let list = this.#slots[slot] as number; list !== 0; list = this.#slots[slot] as number) {
      if (this.table.isList(list, numbers)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const [list, numbers] of this.table.listsFrom(1)) this.#slots[this.#slotOf(numbers)] = list;
  }
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
