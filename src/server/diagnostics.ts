import type { Awaitable } from '../base/awaitable';
import { isWithin } from '../base/paths';
import type { Problem } from './problems';

/** Sends the whole set of Problems of one file. What it returns resolves when they are sent, or cannot be. */
export type Publish = (path: string, problems: readonly Problem[]) => Awaitable<unknown>;

interface FolderProblems {
  readonly dir: string;
  readonly byPath: ReadonlyMap<string, readonly Problem[]>;
}

/**
 * Pushes the Problems of all folders. A run gives the whole set of its folder; what changed is sent, what dropped out is
 * sent empty. A file inside two workspace folders belongs to the innermost, so that nothing is listed twice.
 */
export class DiagnosticsPublisher {
  readonly #folders = new Map<string, FolderProblems>();
  /** what the client has, by path */
  readonly #sent = new Map<string, { readonly problems: readonly Problem[]; readonly text: string }>();
  readonly #publish: Publish;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  /** @returns what resolves when all of it is sent */
  set(folder: string, dir: string, byPath: ReadonlyMap<string, readonly Problem[]>): Promise<unknown> {
    const paths = new Set([...(this.#folders.get(folder)?.byPath.keys() ?? []), ...byPath.keys()]);
    this.#folders.set(folder, { dir, byPath });
    return this.#send(paths);
  }

  /** A workspace folder was closed. Files of it that lie in another folder too become that folder's. */
  remove(folder: string): void {
    const known = this.#folders.get(folder);
    if (known === undefined) return;
    this.#folders.delete(folder);
    const paths = new Set(known.byPath.keys());
    for (const { byPath } of this.#folders.values()) for (const path of byPath.keys()) paths.add(path);
    void this.#send(paths);
  }

  #send(paths: Iterable<string>): Promise<unknown> {
    const sending: Awaitable<unknown>[] = [];
    for (const path of paths) {
      const problems = this.#innermost(path);
      const sent = this.#sent.get(path);
      // What nothing changed in is the same object; what is not may still say the same.
      if (sent?.problems === problems) continue;
      const text = JSON.stringify(problems);
      if (problems.length === 0) this.#sent.delete(path);
      else this.#sent.set(path, { problems, text });
      if ((sent?.text ?? '[]') === text) continue;
      sending.push(this.#publish(path, problems));
    }
    return Promise.all(sending);
  }

  #innermost(path: string): readonly Problem[] {
    let best: FolderProblems | undefined;
    for (const folder of this.#folders.values()) {
      const holds = isWithin(folder.dir, path);
      if (holds && (best === undefined || folder.dir.length > best.dir.length)) best = folder;
    }
    if (best !== undefined) return best.byPath.get(path) ?? [];
    // Outside every folder: the GOENV file, a replacement beside the workspace. Each folder may have something to say.
    const seen = new Set<string>();
    return [...this.#folders.values()]
      .flatMap((folder) => folder.byPath.get(path) ?? [])
      .filter((problem) => {
        const text = JSON.stringify({ ...problem, data: problem.data?.fingerprint });
        return !seen.has(text) && seen.add(text);
      });
  }
}
