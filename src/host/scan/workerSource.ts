import { setMaxListeners } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { HeaderNames, TreeDelta } from '../../engine/index';
import { DeltaDecoder, type EncodedDelta } from './deltaCodec';
import type { ContentsQuestion, ContentsResult } from './readContents';
import type { ScanQuestion, WorkerAnswer, WorkerRequest } from './scanMessages';
import type { TreeSource } from './treeSource';

interface Waiting {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * What lives no longer than a file is read needs little room: by itself V8 would take, and keep, twice as much for it. With a
 * quarter of this whole files take a tenth longer.
 */
const youngGenerationMb = 24;

/** One life of the worker thread. When it dies, everything that waits is rejected; it is not started again. */
export class WorkerSource implements TreeSource {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #decoders = new Map<string, DeltaDecoder>();
  #nextId = 0;
  #died: Error | undefined;

  /** @param path of the bundled worker */
  constructor(path: string) {
    // The worker must not inherit flags that were meant for the main thread, such as a test runner's.
    this.#worker = new Worker(path, {
      execArgv: [],
      name: 'go-preflight-scan',
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    this.#worker.on('message', (answer: WorkerAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      this.#keepAlive();
      waiting?.resolve(answer);
    });
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', (code) => this.#die(new Error(`the thread ended with code ${code}`)));
    this.#keepAlive();
  }

  get isDead(): boolean {
    return this.#died !== undefined;
  }

  async ask(question: ScanQuestion, signal: AbortSignal): Promise<TreeDelta | undefined> {
    // Answers are of the kind that was asked for.
    const { result } = await this.#send(question, signal);
    const delta = result as EncodedDelta | undefined;
    if (delta === undefined) return undefined;
    let decoder = this.#decoders.get(question.root);
    if (decoder === undefined) this.#decoders.set(question.root, (decoder = new DeltaDecoder()));
    return decoder.decode(delta);
  }

  names(root: string): HeaderNames | undefined {
    return this.#decoders.get(root)?.names;
  }

  async askContents(question: ContentsQuestion, signal: AbortSignal): Promise<ContentsResult | undefined> {
    const { result } = await this.#send(question, signal);
    return result as ContentsResult | undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #send(question: WorkerRequest['question'], signal: AbortSignal): Promise<WorkerAnswer> {
    if (this.#died) throw this.#died;
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const cancel = (): void => void Atomics.store(cancelled, 0, 1);
    // A run may ask for the trees of hundreds of modules at once: that is no leak.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const request: WorkerRequest = { id: this.#nextId++, question, cancelled };
    try {
      return await new Promise<WorkerAnswer>((resolve, reject) => {
        this.#waiting.set(request.id, { resolve, reject });
        this.#keepAlive();
        this.#worker.postMessage(request);
      });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** A worker that nobody waits for does not keep the process alive. */
  #keepAlive(): void {
    if (this.#waiting.size > 0) this.#worker.ref();
    else this.#worker.unref();
  }

  #die(error: Error): void {
    if (this.#died) return;
    this.#died = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
