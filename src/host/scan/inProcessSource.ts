import type { TreeDelta } from '../../engine/index';
import { Turns } from '../turns';
import { ReadContents, type ContentsQuestion, type ContentsResult } from './readContents';
import type { ScanQuestion } from './scanMessages';
import { ScannedRoots } from './scannedRoots';
import type { TreeSource } from './treeSource';

/**
 * Walks trees in this thread. For a program with nothing else to do, such as the command line: a worker thread takes longer
 * to start than most trees take to read, and its findings have to be carried over.
 */
export class InProcessSource implements TreeSource {
  readonly isDead = false;
  readonly #roots = new ScannedRoots();
  readonly #contents = new ReadContents();

  async ask(question: ScanQuestion, signal: AbortSignal): Promise<TreeDelta | undefined> {
    const { index, walk } = this.#roots.begin(question);
    const turns = new Turns();
    while (walk.step()) {
      if (turns.isOver) await turns.next();
      if (signal.aborted) return undefined;
    }
    return index.finish(walk);
  }

  askContents(question: ContentsQuestion, signal: AbortSignal): Promise<ContentsResult | undefined> {
    return this.#contents.answer(question, () => signal.aborted);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}
