import { ByteNames } from '../../base/byteNames';
import type { ConstraintLines } from '../model/tree';

/** A list of imports as a path in a tree of prefixes: equal lists end in the same node. */
interface ImportNode {
  readonly list: readonly string[];
  readonly next: Map<string, ImportNode>;
}

export const noConstraints: ConstraintLines = { goBuild: [], plusBuild: [], suspicious: false };

/** What headers of one tree share: names, lists of imports, constraint lines. Equal ones are one object. */
export class HeaderNames {
  readonly strings = new ByteNames();
  readonly #imports: ImportNode = { list: [], next: new Map() };
  readonly #constraints = new Map<string, ConstraintLines>();

  /** @param paths `count` distinct paths; the array may be used again */
  importList(paths: readonly string[], count: number): readonly string[] {
    let node = this.#imports;
    for (let at = 0; at < count; at++) {
      const path = paths[at] as string;
      let next = node.next.get(path);
      if (next === undefined) {
        next = { list: [...node.list, path], next: new Map() };
        node.next.set(path, next);
      }
      node = next;
    }
    return node.list;
  }

  constraintLines(lines: ConstraintLines): ConstraintLines {
    const { goBuild, plusBuild, suspicious } = lines;
    if (goBuild.length === 0 && plusBuild.length === 0 && !suspicious) return noConstraints;
    // No line contains a line feed.
    const key = `${suspicious ? 's' : ''}\n${goBuild.join('\n')}\n\n${plusBuild.join('\n')}`;
    const known = this.#constraints.get(key);
    if (known) return known;
    this.#constraints.set(key, lines);
    return lines;
  }
}
