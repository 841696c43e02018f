import { Limiter } from '../../base/limiter';
import {
  Cancelled,
  LiveTree,
  packFolders,
  type ContentComparer,
  type ExportsQuestion,
  type FolderComparison,
  type FolderHash,
  type FolderHeaders,
  type FolderSymbols,
  type ImportedNames,
  type ImportedNamesQuestion,
  type Logger,
  type PackageExports,
  type SymbolQuestion,
  type Tree,
  type TreeDelta,
  type TreeScanner,
} from '../../engine/index';
import { nodeClock } from '../clock';
import type { OpenText } from '../disk/overlayFileSystem';
import { InProcessSource } from './inProcessSource';
import { latin1 } from './latin1';
import type { SecondWalk } from './secondWalk';
import type { ContentsQuestion, ContentsResult } from './readContents';
import type { TreeSource } from './treeSource';
import { WorkerSource } from './workerSource';

export interface TreeScannerOptions {
  /** path of the bundled worker; without it this thread does the work */
  readonly workerPath?: string | undefined;
  /** helps this thread with its first scan */
  readonly secondWalk?: SecondWalk | undefined;
  readonly logger: Logger;
  /** folders to stay out of where they lie inside a root */
  readonly skip: readonly string[];
  readonly openText: OpenText;
}

interface RootState {
  readonly tree: LiveTree;
  /** scans of one root follow each other */
  last: Promise<unknown>;
}

/** Scans trees, and later only what changed in them; compares and hashes contents. */
export class NodeTreeScanner implements TreeScanner, ContentComparer {
  readonly #options: TreeScannerOptions;
  readonly #roots = new Map<string, RootState>();
  /** Go files that are open, as far as we were told: a source that starts must learn their texts */
  readonly #open = new Set<string>();
  /** Thousands of folders may be asked about at once: a scan waits behind a few of them at most. */
  readonly #contents = new Limiter(4);
  #source: TreeSource;
  #disposed = false;

  /** Starts the worker at once: it takes as long to start as a small tree takes to scan. */
  constructor(options: TreeScannerOptions) {
    this.#options = options;
    this.#source = newSource(options);
  }

  /** Files or folders (absolute) may have changed, on disk or in an editor. */
  invalidate(paths: readonly string[]): void {
    for (const { tree } of this.#roots.values()) for (const path of paths) tree.changed(path);
    this.#noteOpen(paths);
  }

  /** Editors show other texts of these files (absolute) than before, or none any more, and nothing changed on disk. */
  invalidateTexts(paths: readonly string[]): void {
    for (const { tree } of this.#roots.values()) for (const path of paths) tree.edited(path);
    this.#noteOpen(paths);
  }

  /** Rejects with `Cancelled`, or with an error where the worker died; then the next scan begins anew. */
  async scan(root: string, signal: AbortSignal): Promise<Tree> {
    const state = this.#stateOf(root);
    const scan = state.last.then(() => this.#scan(root, state.tree, signal));
    state.last = scan.catch(() => undefined);
    return scan;
  }

  pack(): void {
    for (const root of this.#roots.keys()) {
      const names = this.#source.names(root);
      if (names) packFolders(names.table);
    }
  }

  async compareFolders(first: string, second: string, signal: AbortSignal): Promise<FolderComparison> {
    return (await this.#askContents({ kind: 'compare', first, second }, signal)) as FolderComparison;
  }

  async hashFolder(folder: string, prefix: string, signal: AbortSignal): Promise<FolderHash> {
    return (await this.#askContents({ kind: 'hash', folder, prefix }, signal)) as FolderHash;
  }

  async readHeaders(folder: string, signal: AbortSignal): Promise<FolderHeaders> {
    return (await this.#askContents({ kind: 'headers', folder }, signal)) as FolderHeaders;
  }

  async readSymbols(about: SymbolQuestion, signal: AbortSignal): Promise<FolderSymbols> {
    return (await this.#askContents({ kind: 'symbols', about }, signal)) as FolderSymbols;
  }

  async readExports(about: ExportsQuestion, signal: AbortSignal): Promise<PackageExports> {
    return (await this.#askContents({ kind: 'exports', about }, signal)) as PackageExports;
  }

  async readImportedNames(about: ImportedNamesQuestion, signal: AbortSignal): Promise<ImportedNames> {
    return (await this.#askContents({ kind: 'importedNames', about }, signal)) as ImportedNames;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#source.end();
  }

  #noteOpen(paths: readonly string[]): void {
    for (const path of paths) {
      if (!path.endsWith('.go')) continue;
      if (this.#options.openText(path) === undefined) this.#open.delete(path);
      else this.#open.add(path);
    }
  }

  #stateOf(root: string): RootState {
    const known = this.#roots.get(root);
    if (known) return known;
    const state = { tree: new LiveTree(root), last: Promise.resolve() };
    this.#roots.set(root, state);
    return state;
  }

  async #scan(root: string, tree: LiveTree, signal: AbortSignal): Promise<Tree> {
    if (signal.aborted || this.#disposed) throw new Cancelled();
    const source = this.#liveSource();
    const known = this.#known(source, root, tree);
    if (known) return known;
    const told = tree.begin();
    const started = nodeClock.now();
    const delta = await this.#ask(source, root, told, signal);
    if (delta === undefined) {
      tree.giveUp(told);
      throw new Cancelled();
    }
    const found = tree.finish(delta);
    this.#log(found, told === 'all' ? undefined : told.length, nodeClock.now() - started);
    return found;
  }

  /** @returns undefined where only a walk can tell */
  #known(source: TreeSource, root: string, tree: LiveTree): Tree | undefined {
    const names = source.names(root);
    return names && tree.current({ textOf: this.#options.openText, latin1, names });
  }

  async #ask(
    source: TreeSource,
    root: string,
    changed: readonly string[] | 'all',
    signal: AbortSignal,
  ): Promise<TreeDelta | undefined> {
    const { skip, openText } = this.#options;
    const goFiles = changed === 'all' ? [...this.#open] : changed.filter((path) => path.endsWith('.go'));
    const texts = goFiles.map((path) => [path, openText(path) ?? null] as const);
    try {
      return await source.ask({ root, skip, changed, texts }, signal);
    } catch (error) {
      if (this.#disposed) throw new Cancelled();
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`the scan of ${root} broke off: ${why}`, { cause: error });
    }
  }

  #askContents(question: ContentsQuestion, signal: AbortSignal): Promise<ContentsResult> {
    return this.#contents.run(async () => {
      if (signal.aborted || this.#disposed) throw new Cancelled();
      const result = await this.#liveSource()
        .askContents(question, signal)
        .catch((error: unknown) => {
          if (this.#disposed) throw new Cancelled();
          throw error;
        });
      if (result === undefined) throw new Cancelled();
      return result;
    });
  }

  #liveSource(): TreeSource {
    if (!this.#source.isDead) return this.#source;
    this.#options.logger.info('the thread that scans folders died and is started again');
    // What the dead one remembered is gone.
    for (const { tree } of this.#roots.values()) tree.forget();
    this.#source = newSource(this.#options);
    return this.#source;
  }

  #log({ root, directories, goFileCount, modules, problems }: Tree, told: number | undefined, tookMs: number): void {
    const what = told === undefined ? root : `${root}, ${told} paths told`;
    const counts = `${directories.size} folders, ${goFileCount} Go files, ${modules.length} modules`;
    this.#options.logger.debug(`scan of ${what}: ${counts}, ${problems.length} problems, ${Math.round(tookMs)} ms`);
  }
}

function newSource({ workerPath, secondWalk }: TreeScannerOptions): TreeSource {
  return workerPath === undefined ? new InProcessSource(secondWalk) : new WorkerSource(workerPath);
}
