import type { WorkspaceFolder } from 'vscode-languageserver/node';
import { isWithin } from '../base/paths';
import type { Check } from '../engine/index';
import type { Progress, RunReason } from '../protocol/index';
import type { Board } from './board';
import { pathOfUri } from './convert';
import { Folder } from './folder';
import type { FolderSetup } from './folderHost';
import type { LargeWork } from './largeWork';
import type { Machine } from './machine';
import type { Timers } from './runLoop';

export interface FoldersOptions {
  readonly board: Board;
  readonly timers: Timers;
  readonly largeWork: LargeWork;
  readonly checks: readonly Check[] | undefined;
  readonly unsaved: () => readonly string[];
  readonly open: () => readonly string[];
  readonly setupOf: (folder: string) => Promise<FolderSetup>;
  readonly onProgress: (folder: string, running: Progress | undefined) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** The workspace folders that are verified, in the order of the workspace. */
export class Folders {
  readonly #options: FoldersOptions;
  readonly #folders = new Map<string, Folder>();
  #machine: Machine;
  /** changes of the set of folders, one after the other */
  #queue: Promise<void> = Promise.resolve();

  constructor(machine: Machine, options: FoldersOptions) {
    this.#machine = machine;
    this.#options = options;
  }

  get machine(): Machine {
    return this.#machine;
  }

  all(): Folder[] {
    return [...this.#folders.values()];
  }

  get(uri: string): Folder | undefined {
    return this.#folders.get(uri);
  }

  /** The folders that a path lies in; all of them for a file that is shared, such as the GOENV file. */
  concerned(path: string): Folder[] {
    const holding = this.all().filter(({ dir }) => isWithin(dir, path));
    return holding.length > 0 ? holding : this.all();
  }

  /** Resolves when the set of folders is what the client last said. */
  ready(): Promise<void> {
    return this.#queue;
  }

  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    return this.#enqueue(async () => {
      for (const { uri } of removed) await this.#remove(uri);
      for (const { uri } of added) await this.#add(uri);
    });
  }

  /** Settings, trust or consent changed. */
  reconfigure(reason: RunReason): Promise<void> {
    return this.#enqueue(async () => {
      for (const folder of this.all()) folder.reconfigure(await this.#options.setupOf(folder.uri), reason);
    });
  }

  /** Another go: what was learned with the old one counts no more. */
  replaceMachine(machine: Machine): Promise<void> {
    return this.#enqueue(async () => {
      const uris = [...this.#folders.keys()];
      for (const folder of this.all()) await folder.dispose();
      this.#folders.clear();
      const old = this.#machine;
      this.#machine = machine;
      await old.dispose();
      for (const uri of uris) await this.#add(uri);
    });
  }

  async dispose(): Promise<void> {
    await this.#enqueue(async () => {
      await Promise.all(this.all().map((folder) => folder.dispose()));
      this.#folders.clear();
      await this.#machine.dispose();
    });
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(task);
    this.#queue = done.catch((error: unknown) => this.#options.logFailure('changing the folders', error));
    return this.#queue;
  }

  async #add(uri: string): Promise<void> {
    const dir = pathOfUri(uri);
    if (dir === undefined || this.#folders.has(uri)) return;
    const { board, timers, largeWork, checks, unsaved, open, setupOf, onProgress, logFailure } = this.#options;
    const folder: Folder = new Folder(uri, dir, await setupOf(uri), {
      machine: this.#machine,
      timers,
      largeWork,
      ...(checks && { checks }),
      unsaved,
      open,
      onResult: (result, partial) => board.show(folder, result, partial),
      onFindings: (findings) => board.showFindings(folder, findings),
      onProgress: (running) => onProgress(uri, running),
      onFailure: (error) => {
        logFailure(`verifying ${dir}`, error);
        board.fail(folder, error instanceof Error ? error.message : String(error));
      },
    });
    this.#folders.set(uri, folder);
    board.add(folder, this.#machine.ports.files);
    folder.start();
  }

  async #remove(uri: string): Promise<void> {
    const folder = this.#folders.get(uri);
    if (folder === undefined) return;
    this.#folders.delete(uri);
    await folder.dispose();
    await this.#options.board.remove(uri);
  }
}
