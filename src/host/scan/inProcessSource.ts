import type { HeaderNames, TreeDelta, TreeIndex, TreeWalk } from '../../engine/index';
import { nodeClock } from '../clock';
import { optimizeNow } from '../shortRun';
import { Turns } from '../turns';
import { dividedWalk } from './folderClaims';
import { decodeFolder, type EncodedFolder } from './folderCodec';
import { ReadContents, type ContentsQuestion, type ContentsResult } from './readContents';
import type { SecondWalk } from './secondWalk';
import type { ScanQuestion } from './scanMessages';
import { ScannedRoots } from './scannedRoots';
import type { TreeSource } from './treeSource';

/**
 * Walks trees in this thread. For a program with nothing else to do, such as the command line: to carry over what another
 * thread found takes longer than to read a small tree. A large one is read by two, see `SecondWalk`.
 */
export class InProcessSource implements TreeSource {
  readonly isDead = false;
  readonly #roots = new ScannedRoots();
  #contents: ReadContents | undefined;
  #secondWalk: SecondWalk | undefined;

  constructor(secondWalk?: SecondWalk) {
    this.#secondWalk = secondWalk;
  }

  async ask(question: ScanQuestion, signal: AbortSignal): Promise<TreeDelta | undefined> {
    const secondWalk = this.#secondWalkFor(question);
    const { index, walk } = this.#roots.begin(question, secondWalk && dividedWalk(secondWalk.claims, false));
    const last = secondWalk ? await this.#joined(secondWalk, index, walk, signal) : walk;
    return last && (await isDone(last, signal)) ? index.finish(last) : undefined;
  }

  names(root: string): HeaderNames | undefined {
    return this.#roots.names(root);
  }

  askContents(question: ContentsQuestion, signal: AbortSignal): Promise<ContentsResult | undefined> {
    this.#contents ??= beginContents();
    return this.#contents.answer(question, () => signal.aborted);
  }

  end(): Promise<void> {
    this.#secondWalk?.stop();
    return Promise.resolve();
  }

  /** It helps once: what comes later are changes. */
  #secondWalkFor({ root, changed, texts }: ScanQuestion): SecondWalk | undefined {
    const secondWalk = this.#secondWalk;
    this.#secondWalk = undefined;
    if (secondWalk?.root === root && changed === 'all' && texts.length === 0) return secondWalk;
    secondWalk?.stop();
    return undefined;
  }

  /** @returns the walk through what is left when both have read their parts */
  async #joined(
    secondWalk: SecondWalk,
    index: TreeIndex,
    walk: TreeWalk,
    signal: AbortSignal,
  ): Promise<TreeWalk | undefined> {
    const answer = (await isDone(walk, signal)) && (await answerOf(secondWalk, walk.deadline, signal));
    // One that has answered ends by itself.
    if (!answer) secondWalk.stop();
    if (answer === false) return undefined;
    return index.join(walk, answer && decodeFolder(answer, index.names));
  }
}

/** Whoever asks for contents reads megabytes: it is no short run any more. */
function beginContents(): ReadContents {
  optimizeNow();
  return new ReadContents();
}

/** @returns false where the signal stopped the walk */
async function isDone(walk: TreeWalk, signal: AbortSignal): Promise<boolean> {
  const turns = new Turns();
  while (walk.step()) {
    if (turns.isOver) await turns.next();
    if (signal.aborted) return false;
  }
  return true;
}

/** @returns false where the signal came first; undefined where nothing came until the deadline */
async function answerOf(
  { answer }: SecondWalk,
  deadline: number,
  signal: AbortSignal,
): Promise<EncodedFolder | undefined | false> {
  const end = new AbortController();
  const stopped = new Promise<false>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { signal: end.signal });
    if (signal.aborted) resolve(false);
  });
  const timer = setTimeout(() => end.abort(), deadline - nodeClock.now());
  const late = new Promise<undefined>((resolve) => {
    end.signal.addEventListener('abort', () => resolve(undefined));
  });
  try {
    return await Promise.race([answer, stopped, late]);
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}
