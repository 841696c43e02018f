import { setImmediate } from 'node:timers/promises';
import type { TreeDelta } from '../../engine/index';
import type { ScanQuestion } from './scanMessages';
import { ScannedRoots } from './scannedRoots';
import type { TreeSource } from './treeSource';

/** How long it keeps the thread before it lets others have a turn: signals, timers. */
const turnMs = 30;

/**
 * Walks trees in this thread. For a program with nothing else to do, such as the command line: a worker thread takes longer
 * to start than most trees take to read, and its findings have to be carried over.
 */
export class InProcessSource implements TreeSource {
  readonly isDead = false;
  readonly #roots = new ScannedRoots();

  async ask(question: ScanQuestion, signal: AbortSignal): Promise<TreeDelta | undefined> {
    const { index, walk } = this.#roots.begin(question);
    let turnEnds = performance.now() + turnMs;
    while (walk.step()) {
      if (performance.now() > turnEnds) {
        await setImmediate();
        turnEnds = performance.now() + turnMs;
      }
      if (signal.aborted) return undefined;
    }
    return index.finish(walk);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}
