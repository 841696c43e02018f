import { Worker } from 'node:worker_threads';
import type { DirectoryEntry, FileContent, FileStat, FileSystem, Hasher } from '../../engine/index';
import { deadline } from '../deadline';
import {
  unpack,
  type DiskAnswers,
  type DiskQuestion,
  type DiskReply,
  type DiskRequest,
  type DiskVerb,
} from './diskBatch';

/** Fewer questions than this are not worth a message to another thread. */
const leastForWorker = 48;

/** The thread ends when it was not needed for so long: it holds some megabytes. */
const idleMs = 5000;

/** A file server that is gone holds the thread for good; then each question is answered alone, and holds up only itself. */
const defaultPatienceMs = 20_000;

interface Asked extends DiskQuestion {
  readonly resolve: (answer: DiskAnswers[DiskVerb] | PromiseLike<DiskAnswers[DiskVerb]>) => void;
}

/**
 * The disk, as a program that must not wait reads it. What is asked in one go (all files of a go.sum) is answered by a
 * thread that reads synchronously: each question to Node's own threads costs several times as much as a small file. What
 * is asked alone goes to those.
 */
export class BatchedDisk implements FileSystem {
  readonly #files: FileSystem;
  readonly #digest: Hasher['sha256OfFile'];
  readonly #workerPath: string;
  readonly #patienceMs: number;
  #asked: Asked[] = [];
  #thread: DiskThread | undefined;
  #idle: NodeJS.Timeout | undefined;

  /**
   * @param files what answers a question that is asked alone
   * @param digest the same for digests
   * @param workerPath of the bundled worker
   * @param patienceMs after which a thread that does not answer is given up
   */
  constructor(
    files: FileSystem,
    digest: Hasher['sha256OfFile'],
    workerPath: string,
    patienceMs: number = defaultPatienceMs,
  ) {
    this.#files = files;
    this.#digest = digest;
    this.#workerPath = workerPath;
    this.#patienceMs = patienceMs;
  }

  readFile(path: string): Promise<FileContent> {
    return this.#ask('readFile', path);
  }

  stat(path: string): Promise<FileStat | undefined> {
    return this.#ask('stat', path);
  }

  readDirectory(path: string): Promise<readonly DirectoryEntry[] | undefined> {
    return this.#ask('readDirectory', path);
  }

  realPath(path: string): Promise<string | undefined> {
    return this.#ask('realPath', path);
  }

  sha256OfFile(path: string): Promise<string | undefined> {
    return this.#ask('sha256', path);
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread?.end();
  }

  #ask<V extends DiskVerb>(verb: V, path: string): Promise<DiskAnswers[V]> {
    return new Promise((resolve) => {
      // Answers are of the kind that was asked for.
      this.#asked.push({ verb, path, resolve: resolve as Asked['resolve'] });
      if (this.#asked.length === 1) queueMicrotask(() => void this.#answer());
    });
  }

  async #answer(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    const answers = asked.length < leastForWorker ? undefined : await this.#together(asked);
    for (const [at, { verb, path, resolve }] of asked.entries()) {
      if (answers) resolve(answers[at]);
      else resolve(verb === 'sha256' ? this.#digest(path) : this.#files[verb](path));
    }
  }

  /** undefined where the thread died: it is started again for the next ones */
  async #together(questions: readonly DiskQuestion[]): Promise<readonly DiskAnswers[DiskVerb][] | undefined> {
    clearTimeout(this.#idle);
    const thread = (this.#thread ??= new DiskThread(this.#workerPath, this.#patienceMs));
    const answers = await thread.ask(questions.map(({ verb, path }) => ({ verb, path })));
    if (answers === undefined && this.#thread === thread) this.#thread = undefined;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#rest(), idleMs);
    this.#idle.unref();
    return answers;
  }

  #rest(): void {
    if (this.#thread?.isBusy !== false) return;
    void this.#thread.end();
    this.#thread = undefined;
  }
}

/** One life of the thread. */
class DiskThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (reply: DiskReply | undefined) => void>();
  readonly #patienceMs: number;
  #nextId = 0;
  #isDead = false;

  constructor(path: string, patienceMs: number) {
    this.#patienceMs = patienceMs;
    this.#worker = new Worker(path, { execArgv: [], name: 'go-preflight-disk', workerData: 'disk' });
    this.#worker.unref();
    this.#worker.on('message', (reply: DiskReply) => {
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
      if (this.#waiting.size === 0) this.#worker.unref();
    });
    this.#worker.on('error', () => this.#die());
    this.#worker.on('exit', () => this.#die());
  }

  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  /** @returns undefined where it died */
  async ask(questions: DiskRequest['questions']): Promise<readonly DiskAnswers[DiskVerb][] | undefined> {
    if (this.#isDead) return undefined;
    const answered = deadline(this.#patienceMs, () => this.#die());
    const reply = await new Promise<DiskReply | undefined>((resolve) => {
      const id = this.#nextId++;
      this.#waiting.set(id, resolve);
      this.#worker.ref();
      this.#worker.postMessage({ id, questions } satisfies DiskRequest);
    });
    answered();
    return reply && unpack(reply);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    // It may be in the middle of a system call that never returns: nobody waits for that.
    this.#worker.unref();
    void this.#worker.terminate();
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}
