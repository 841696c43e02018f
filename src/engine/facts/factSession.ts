import { whenKnown, type Awaitable } from '../../base/awaitable';
import type { FolderComparison, FolderHash } from '../model/contents';
import type { FolderHeaders } from '../model/headers';
import type { ExportsQuestion, ImportedNames, ImportedNamesQuestion, PackageExports } from '../model/importedNames';
import type { FolderSymbols, SymbolQuestion } from '../model/symbols';
import type { Tree } from '../model/tree';
import type { DirectoryEntry, FileContent, FileStat, PlaceState, Ports, ProcessRequest, ProcessResult } from '../ports';
import { Cancelled, type Fact, type Facts } from './fact';
import type { FactNode } from './factNode';
import {
  compareInput,
  digestInput,
  fileInput,
  fixedHeadersInput,
  hashInput,
  headersInput,
  listInput,
  pairKey,
  placeInput,
  realPathInput,
  statInput,
  symbolsInput,
  exportsInput,
  importedNamesInput,
  treeInput,
  type Input,
} from './inputs';

/** What a session needs of its store. */
export interface SessionStore {
  readonly ports: Ports;
  readonly root: string;
  fact(fact: Fact<unknown>, key: string): FactNode;
  input(input: Input<unknown>, key: string): FactNode;
  /** Notes that a fact calls a process when it is computed. */
  callsProcess(node: FactNode): void;
  /** Looks at what is in doubt; undefined where nothing is. */
  settle(signal: AbortSignal): Promise<void> | undefined;
  /** Brings a node up to date; undefined where it is. Throws what its computing throws at once. */
  refresh(node: FactNode, session: FactSession): Promise<void> | undefined;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The facts of one run, or those that one fact asks for while it is computed. A class, because there are thousands. */
export class FactSession implements Facts {
  readonly signal: AbortSignal;
  /** what is being computed with it; undefined for a run */
  readonly node: FactNode | undefined;
  /** the session of whoever asked for that */
  readonly above: FactSession | undefined;
  /** what was asked for, in order, perhaps several times */
  readonly dependencies: FactNode[] = [];
  readonly #store: SessionStore;

  constructor(store: SessionStore, signal: AbortSignal, node?: FactNode, above?: FactSession) {
    this.#store = store;
    this.signal = signal;
    this.node = node;
    this.above = above;
  }

  get root(): string {
    return this.#store.root;
  }

  get environment(): Ports['environment'] {
    return this.#store.ports.environment;
  }

  get hasher(): Ports['hasher'] {
    return this.#store.ports.hasher;
  }

  get clock(): Ports['clock'] {
    return this.#store.ports.clock;
  }

  get<T>(fact: Fact<T>, key = ''): Awaitable<T> {
    return this.#ask<T>(this.#store.fact(fact as Fact<unknown>, key));
  }

  read<T>(input: Input<T>, key: string): Awaitable<T> {
    return this.#ask<T>(this.#store.input(input as Input<unknown>, key));
  }

  readFile(path: string): Awaitable<FileContent> {
    return this.read(fileInput, path);
  }

  readText(path: string): Awaitable<string | undefined> {
    return whenKnown(this.readFile(path), (content) =>
      content.kind === 'file' ? decoder.decode(content.bytes) : undefined,
    );
  }

  sha256(path: string): Awaitable<string | undefined> {
    return this.read(digestInput, path);
  }

  stat(path: string): Awaitable<FileStat | undefined> {
    return this.read(statInput, path);
  }

  readDirectory(path: string): Awaitable<readonly DirectoryEntry[] | undefined> {
    return this.read(listInput, path);
  }

  realPath(path: string): Awaitable<string | undefined> {
    return this.read(realPathInput, path);
  }

  place(path: string): Awaitable<PlaceState | undefined> {
    return this.read(placeInput, path);
  }

  tree(root: string): Awaitable<Tree> {
    return this.read(treeInput, root);
  }

  compareFolders(first: string, second: string): Awaitable<FolderComparison> {
    return this.read(compareInput, pairKey(first, second));
  }

  hashFolder(folder: string, prefix: string): Awaitable<FolderHash> {
    return this.read(hashInput, pairKey(folder, prefix));
  }

  readHeaders(folder: string, isImmutable: boolean): Awaitable<FolderHeaders> {
    return this.read(isImmutable ? fixedHeadersInput : headersInput, folder);
  }

  readSymbols(question: SymbolQuestion): Awaitable<FolderSymbols> {
    const { folder, constrained, oldestMinor, levels } = question;
    const builds = levels.map(({ level, rows, tags, tested, linked }) => [level, rows, tested, linked, ...tags].join());
    return this.read(symbolsInput(question), [folder, constrained, oldestMinor, ...builds].join('\0'));
  }

  readExports(question: ExportsQuestion, isImmutable: boolean): Awaitable<PackageExports> {
    return this.read(exportsInput(question, isImmutable), JSON.stringify(question));
  }

  readImportedNames(question: ImportedNamesQuestion): Awaitable<ImportedNames> {
    // The digest of what a package exports stands for the names of its files.
    const packages = question.packages.map(({ path, digest, lacking }) => [path, digest, ...lacking]);
    return this.read(importedNamesInput(question), JSON.stringify([question.folder, question.files, packages]));
  }

  async run(request: ProcessRequest): Promise<ProcessResult> {
    if (this.node) this.#store.callsProcess(this.node);
    const result = await this.#store.ports.processes.run(request, this.signal);
    if (result.kind === 'cancelled') throw new Cancelled();
    return result;
  }

  #ask<T>(node: FactNode): Awaitable<T> {
    if (this.signal.aborted) return Promise.reject(new Cancelled());
    // Whoever asks from outside must not be told of what rests on something that nobody has looked at.
    const settling = this.node === undefined ? this.#store.settle(this.signal) : undefined;
    if (settling) return settling.then(() => this.#answer(node));
    return this.#answer(node);
  }

  #answer<T>(node: FactNode): Awaitable<T> {
    if (node.underWay !== undefined && this.#isWithin(node))
      return Promise.reject(new Error(`fact ${node.rule.name}(${node.key}) depends on itself`));
    this.dependencies.push(node);
    try {
      const refreshed = this.#store.refresh(node, this);
      return refreshed ? refreshed.then(() => node.value as T) : (node.value as T);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Whether somebody up to the run is computing the node, and would wait for itself. */
  #isWithin(node: FactNode): boolean {
    return this.node === node || (this.above !== undefined && this.above.#isWithin(node));
  }
}
