import type { HeaderNames } from './headerNames';
import type { TableGrowth } from './headerTable';

/** What the numbers of a table in another thread are in ours. It is told in parts, as that one grows. */
export class Renumbering {
  readonly #ours: HeaderNames;
  readonly names: number[] = [];
  /** by where they begin there: the numbers are not dense */
  readonly lists = new Map([[0, 0]]);
  readonly constraints = [0];
  /** where the next list begins there */
  #nextList = 1;

  constructor(ours: HeaderNames) {
    this.#ours = ours;
  }

  grow({ names, lists, constraints }: TableGrowth): void {
    for (const text of names) this.names.push(this.#ours.number(text));
    for (const { goBuild, plusBuild, suspicious } of constraints)
      this.constraints.push(this.#ours.constraintLines(goBuild, plusBuild, suspicious));
    for (let at = 0, end; at < lists.length; at = end) {
      end = at + 1 + (lists[at] as number);
      const list: number[] = [];
      for (let name = at + 1; name < end; name++) list.push(this.names[lists[name] as number] as number);
      this.lists.set(this.#nextList + at, this.#ours.importList(list));
    }
    this.#nextList += lists.length;
  }
}
