import type { HeaderNames } from './headerNames';
import type { TableGrowth } from './headerTable';

/** What the numbers of a table in another thread are in ours. It is told in parts, as that one grows. */
export class Renumbering {
  readonly #ours: HeaderNames;
  readonly #names: number[] = [];
  readonly #lists = new Map([[0, 0]]);
  readonly #constraints = [0];
  /** where the next list begins there */
  #nextList = 1;

  constructor(ours: HeaderNames) {
    this.#ours = ours;
  }

  grow({ names, lists, constraints }: TableGrowth): void {
    for (const text of names) this.#names.push(this.#ours.number(text));
    for (const { goBuild, plusBuild, suspicious } of constraints)
      this.#constraints.push(this.#ours.constraintLines(goBuild, plusBuild, suspicious));
    for (let at = 0, end; at < lists.length; at = end) {
      end = at + 1 + (lists[at] as number);
      const list: number[] = [];
      for (let name = at + 1; name < end; name++) list.push(this.name(lists[name] as number));
      this.#lists.set(this.#nextList + at, this.#ours.importList(list));
    }
    this.#nextList += lists.length;
  }

  name(theirs: number): number {
    return this.#names[theirs] as number;
  }

  list(theirs: number): number {
    return this.#lists.get(theirs) as number;
  }

  constraints(theirs: number): number {
    return this.#constraints[theirs] as number;
  }
}
