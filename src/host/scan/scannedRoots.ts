import { TreeIndex, type DividedWalk, type HeaderNames, type TreeWalk } from '../../engine/index';
import { nodeClock } from '../clock';
import { NodeTreeReader } from './nodeTreeReader';
import type { ScanQuestion } from './scanMessages';

const encoder = new TextEncoder();

/** The trees that one thread has read, and the texts of open documents that count in them. */
export class ScannedRoots {
  readonly #overlay = new Map<string, Uint8Array>();
  readonly #reader = new NodeTreeReader(this.#overlay);
  readonly #indexes = new Map<string, TreeIndex>();

  /** Takes the question's texts over and begins the walk that answers it, or a part of it. */
  begin(
    { root, skip, changed, texts }: ScanQuestion,
    divided?: DividedWalk,
  ): { readonly index: TreeIndex; readonly walk: TreeWalk } {
    for (const [path, text] of texts) {
      if (text === null) this.#overlay.delete(path);
      else this.#overlay.set(path, encoder.encode(text));
    }
    let index = this.#indexes.get(root);
    if (index === undefined) {
      index = new TreeIndex({ root, reader: this.#reader, skip, now: () => nodeClock.now() });
      this.#indexes.set(root, index);
    }
    return { index, walk: index.begin(changed, divided) };
  }

  names(root: string): HeaderNames | undefined {
    return this.#indexes.get(root)?.names;
  }
}
