import { whenKnown, type Awaitable } from '../../base/awaitable';
import type { FolderComparison, FolderHash } from '../model/contents';
import type { FolderSymbols, SymbolQuestion } from '../model/symbols';
import type { Tree } from '../model/tree';
import type { DirectoryEntry, FileContent, FileStat, PlaceState, Ports, ProcessRequest, ProcessResult } from '../ports';
import { Cancelled, type Fact, type Facts } from './fact';
import { equalContent, equalJson, type FactNode, type InputKind, type Traits } from './factNode';

/** What a session needs of its store. */
export interface SessionStore {
  readonly ports: Ports;
  readonly root: string;
  fact(name: string, key: string): FactNode | undefined;
  addFact(name: string, key: string, compute: FactNode['compute'], traits: Traits): FactNode;
  input(kind: InputKind, key: string): FactNode | undefined;
  addInput(
    kind: InputKind,
    key: string,
    read: (ports: Ports, signal: AbortSignal) => unknown,
    traits: Traits,
  ): FactNode;
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
    const known = this.#store.fact(fact.name, key);
    if (known !== undefined) return this.#ask<T>(known);
    const equals = fact.equals as FactNode['equals'] | undefined;
    const traits = { equals, barrier: fact.barrier };
    return this.#ask<T>(this.#store.addFact(fact.name, key, fact.compute, traits));
  }

  readFile(path: string): Awaitable<FileContent> {
    return this.#input('file', path, ({ files }) => files.readFile(path), equalContent);
  }

  readText(path: string): Awaitable<string | undefined> {
    return whenKnown(this.readFile(path), (content) =>
      content.kind === 'file' ? decoder.decode(content.bytes) : undefined,
    );
  }

  sha256(path: string): Awaitable<string | undefined> {
    return this.#input('digest', path, ({ hasher }) => hasher.sha256OfFile(path));
  }

  stat(path: string): Awaitable<FileStat | undefined> {
    return this.#input('stat', path, ({ files }) => files.stat(path), equalJson);
  }

  readDirectory(path: string): Awaitable<readonly DirectoryEntry[] | undefined> {
    return this.#input('list', path, ({ files }) => files.readDirectory(path), equalJson);
  }

  realPath(path: string): Awaitable<string | undefined> {
    return this.#input('real', path, ({ files }) => files.realPath(path));
  }

  place(path: string): Awaitable<PlaceState | undefined> {
    return this.#input('place', path, ({ places }) => places.look(path), equalJson);
  }

  tree(root: string): Awaitable<Tree> {
    return this.#input('tree', root, ({ tree }, signal) => tree.scan(root, signal));
  }

  compareFolders(a: string, b: string): Awaitable<FolderComparison> {
    const compare = ({ contents }: Ports, signal: AbortSignal): Promise<FolderComparison> =>
      contents.compareFolders(a, b, signal);
    return this.#input('compare', `${a}\0${b}`, compare, equalJson, [a, b]);
  }

  hashFolder(folder: string, prefix: string): Awaitable<FolderHash> {
    const hash = ({ contents }: Ports, signal: AbortSignal): Promise<FolderHash> =>
      contents.hashFolder(folder, prefix, signal);
    return this.#input('hash', folder, hash, equalJson);
  }

  readSymbols(question: SymbolQuestion): Awaitable<FolderSymbols> {
    const { folder, oldestMinor, levels } = question;
    const builds = levels.map(({ level, rows, tags }) => [level, rows, ...tags].join());
    const read = ({ contents }: Ports, signal: AbortSignal): Promise<FolderSymbols> =>
      contents.readSymbols(question, signal);
    const key = [folder, oldestMinor, ...builds].join('\0');
    return this.#input('symbols', key, read, equalJson, [folder]);
  }

  async run(request: ProcessRequest): Promise<ProcessResult> {
    if (this.node) this.node.effect = true;
    const result = await this.#store.ports.processes.run(request, this.signal);
    if (result.kind === 'cancelled') throw new Cancelled();
    return result;
  }

  #input<T>(
    kind: InputKind,
    key: string,
    read: (ports: Ports, signal: AbortSignal) => Awaitable<T>,
    equals?: (a: T, b: T) => boolean,
    paths: readonly string[] = [key],
  ): Awaitable<T> {
    const known = this.#store.input(kind, key);
    if (known !== undefined) return this.#ask<T>(known);
    const traits = { equals: equals as FactNode['equals'] | undefined, paths };
    return this.#ask<T>(this.#store.addInput(kind, key, read, traits));
  }

  #ask<T>(node: FactNode): Awaitable<T> {
    if (this.signal.aborted) return Promise.reject(new Cancelled());
    // Whoever asks from outside must not be told of what rests on something that nobody has looked at.
    const settling = this.node === undefined ? this.#store.settle(this.signal) : undefined;
    if (settling) return settling.then(() => this.#answer(node));
    return this.#answer(node);
  }

  #answer<T>(node: FactNode): Awaitable<T> {
    const isBusy = node.running || node.pending !== undefined;
    if (isBusy && this.#isWithin(node))
      return Promise.reject(new Error(`fact ${node.name}(${node.key}) depends on itself`));
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
