import type { DirectoryEntry, FileContent, Ports, ProcessRequest, ProcessResult } from '../ports';
import type { FolderComparison, FolderHash } from '../model/contents';
import type { Tree } from '../model/tree';
import { InputIndex } from './inputIndex';

/**
 * Facts are derived queries, as in rust-analyzer's salsa: computed when first asked, remembered with what they asked for
 * themselves, and computed again only when one of those has really changed. Outcomes of checks are facts too, so an edit
 * runs again exactly the checks that it concerns.
 *
 * Between two runs, `invalidate` marks inputs (files, folders, the tree) as possibly changed. Never call it during a run.
 */

/** A rule that derives a value from a key. Declared once at module level; plain data and a pure function. */
export interface Fact<T> {
  readonly name: string;
  readonly compute: (key: string, facts: Facts) => Promise<T> | T;
  /** when a new value counts as unchanged; identity where absent */
  readonly equals?: (a: T, b: T) => boolean;
  /**
   * Much rests on it, and it seldom comes out different although what it rests on often changes: it is computed before
   * those who rest on it are put in doubt. Only for what is cheap and runs no process.
   */
  readonly barrier?: boolean;
}

/** How facts and checks look at the world. Everything asked here is remembered as a dependency of the asker. */
export interface Facts {
  /** the folder that is verified, absolute; '' where there is none */
  readonly root: string;
  readonly environment: Ports['environment'];
  readonly hasher: Ports['hasher'];
  readonly clock: Ports['clock'];
  readonly signal: AbortSignal;
  get<T>(fact: Fact<T>, key?: string): Promise<T>;
  readFile(path: string): Promise<FileContent>;
  /** text of a file, UTF-8 with replacement characters; undefined where it cannot be read */
  readText(path: string): Promise<string | undefined>;
  stat(
    path: string,
  ): Promise<
    { readonly kind: 'file' | 'directory' | 'other'; readonly size: number; readonly executable: boolean } | undefined
  >;
  readDirectory(path: string): Promise<readonly DirectoryEntry[] | undefined>;
  realPath(path: string): Promise<string | undefined>;
  tree(root: string): Promise<Tree>;
  /** the files that lie directly in two folders, byte by byte */
  compareFolders(first: string, second: string): Promise<FolderComparison>;
  /** the `h1:` hash of all files below a folder, whose names begin with `prefix` in it */
  hashFolder(folder: string, prefix: string): Promise<FolderHash>;
  /** A process call is an effect, not an input: it is run whenever the fact that asks for it is computed. */
  run(request: ProcessRequest): Promise<ProcessResult>;
}

type InputKind = 'file' | 'stat' | 'list' | 'real' | 'tree' | 'compare' | 'hash';

interface Node {
  readonly key: string;
  readonly compute: (facts: Facts) => Promise<unknown>;
  readonly equals: (a: unknown, b: unknown) => boolean;
  readonly barrier: boolean;
  /** what it asks the outside world about: it must be computed again once one of them was invalidated. None for a fact */
  readonly paths: readonly string[];
  /** called a process when it was computed last */
  effect: boolean;
  value: unknown;
  dependencies: readonly Node[];
  /** who rests on it; most facts of the leaves have none or one */
  dependents: Set<Node> | undefined;
  changedAt: number;
  verifiedAt: number;
  /** must be computed again: an input that may have changed, a process to ask again, or never computed */
  stale: boolean;
  /** something that it rests on, or itself, is stale: must be looked at. Where false, so it is for all that it rests on */
  suspect: boolean;
  /** where its key is noted when it becomes a suspect: somebody wants to know without asking for each of thousands */
  due: Set<string> | undefined;
  pending: Promise<void> | undefined;
}

interface Traits {
  readonly equals: Node['equals'] | undefined;
  readonly barrier?: boolean | undefined;
  /** of an input */
  readonly paths?: readonly string[];
}

export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class FactStore {
  readonly #nodes = new Map<string, Node>();
  readonly #inputs = new InputIndex<Node>();
  /** barriers that something was marked below, and that nobody above was told of; when each had changed last */
  readonly #doubtful = new Map<Node, number>();
  #settling: Promise<void> | undefined;
  readonly #ports: Ports;
  readonly #root: string;
  #revision = 1;

  /** @param root the folder that is verified: one store a root */
  constructor(ports: Ports, root = '') {
    this.#ports = ports;
    this.#root = root;
  }

  /** Facts for one run; every value it computes is remembered for the next. */
  session(signal: AbortSignal): Facts {
    return this.#facts(signal, [], []);
  }

  /**
   * Marks inputs as possibly changed.
   * @param paths absolute files or folders; a folder stands for all that lies below it, and the folder above each for its listing
   */
  invalidate(paths: Iterable<string>): void {
    this.#revision++;
    for (const path of paths) {
      for (const node of this.#inputs.at(path)) this.#markStale(node);
      const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 1));
      for (const node of this.#inputs.at(parent)) if (looksAtEntries(node)) this.#markStale(node);
      for (const node of this.#inputs.below(path)) this.#markStale(node);
      for (const node of this.#inputs.above(path)) if (looksAtAllBelow(node)) this.#markStale(node);
    }
  }

  /**
   * Marks as possibly changed what nobody tells us about: answers of processes, and the inputs that `accept` takes. Values
   * that turn out equal spare the facts above them.
   * @param below only what these facts (by name) rest on; everything where absent
   */
  distrust(accept: (path: string) => boolean, below?: readonly string[], processes = true): void {
    this.#revision++;
    const distrusted = below === undefined ? this.#nodes.values() : this.#restsOn(below);
    for (const node of distrusted) {
      if ((processes && node.effect) || node.paths.some(accept)) this.#markStale(node);
    }
  }

  /** Forgets everything, as after a change of the environment. */
  clear(): void {
    this.#nodes.clear();
    this.#inputs.clear();
    this.#doubtful.clear();
    this.#revision++;
  }

  /** Whether a fact is known and nothing that it rests on has changed since. Clears it of suspicion without any waiting. */
  isCurrent<T>(fact: Fact<T>, key: string): boolean {
    const node = this.#nodes.get(`${fact.name}(${key})`);
    return node !== undefined && this.#isCurrent(node);
  }

  /** From now on the key is put into `due` whenever something that the fact rests on may have changed. */
  track<T>(fact: Fact<T>, key: string, due: Set<string>): void {
    const node = this.#nodes.get(`${fact.name}(${key})`);
    if (node === undefined || node.suspect) due.add(key);
    if (node) node.due = due;
  }

  /** How many facts are remembered; for tests and logs. */
  get size(): number {
    return this.#nodes.size;
  }

  #restsOn(names: readonly string[]): Set<Node> {
    const found = new Set<Node>();
    for (const node of this.#nodes.values()) {
      if (node.paths.length === 0 && names.some((name) => node.key.startsWith(`${name}(`))) found.add(node);
    }
    // A set may grow while it is walked: this visits everything below.
    for (const node of found) for (const dependency of node.dependencies) found.add(dependency);
    return found;
  }

  #facts(signal: AbortSignal, dependencies: Node[], chain: readonly Node[]): Facts {
    const ports = this.#ports;
    const ask = async <T>(node: Node): Promise<T> => {
      if (signal.aborted) throw new Cancelled();
      // Whoever asks from outside must not be told of what rests on something that nobody has looked at.
      if (this.#doubtful.size > 0 && chain.length === 0) await this.#settle(signal);
      if (chain.includes(node)) throw new Error(`fact ${node.key} depends on itself`);
      dependencies.push(node);
      if (!this.#isCurrent(node)) await this.#refresh(node, signal, chain);
      return node.value as T;
    };
    const input = <T>(
      kind: InputKind,
      path: string,
      read: (signal: AbortSignal) => Promise<T>,
      equals?: (a: T, b: T) => boolean,
      other?: string,
    ): Promise<T> => {
      const paths = other === undefined ? [path] : [path, other];
      const traits = { equals: equals as Node['equals'] | undefined, paths };
      return ask<T>(this.#node(`${kind}:${paths.join('\0')}`, (own) => read(own.signal), traits));
    };
    const facts: Facts = {
      root: this.#root,
      environment: ports.environment,
      hasher: ports.hasher,
      clock: ports.clock,
      signal,
      get: <T>(fact: Fact<T>, key = ''): Promise<T> =>
        ask<T>(
          this.#node(`${fact.name}(${key})`, (own) => Promise.resolve(fact.compute(key, own)), {
            equals: fact.equals as Node['equals'] | undefined,
            barrier: fact.barrier,
          }),
        ),
      readFile: (path) => input('file', path, () => ports.files.readFile(path), equalContent),
      readText: async (path) => {
        const content = await facts.readFile(path);
        return content.kind === 'file' ? decoder.decode(content.bytes) : undefined;
      },
      stat: (path) => input('stat', path, () => ports.files.stat(path), equalJson),
      readDirectory: (path) => input('list', path, () => ports.files.readDirectory(path), equalJson),
      realPath: (path) => input('real', path, () => ports.files.realPath(path)),
      tree: (root) => input('tree', root, (current) => ports.tree.scan(root, current)),
      compareFolders: (a, b) =>
        input('compare', a, (current) => ports.contents.compareFolders(a, b, current), equalJson, b),
      hashFolder: (folder, prefix) =>
        input('hash', folder, (current) => ports.contents.hashFolder(folder, prefix, current), equalJson),
      run: async (request) => {
        const asker = chain.at(-1);
        if (asker) asker.effect = true;
        const result = await ports.processes.run(request, signal);
        if (result.kind === 'cancelled') throw new Cancelled();
        return result;
      },
    };
    return facts;
  }

  #node(key: string, compute: Node['compute'], { equals, barrier, paths = [] }: Traits): Node {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node: Node = {
      key,
      compute,
      equals: equals ?? Object.is,
      barrier: barrier === true,
      paths,
      effect: false,
      value: undefined,
      dependencies: [],
      dependents: undefined,
      changedAt: 0,
      verifiedAt: 0,
      stale: true,
      suspect: true,
      due: undefined,
      pending: undefined,
    };
    this.#nodes.set(key, node);
    for (const path of paths) this.#inputs.add(path, node);
    return node;
  }

  /** Marks a node and, as suspects, all that rest on it, up to the next barriers. Who rests on a suspect is a suspect already. */
  #markStale(node: Node): void {
    node.stale = true;
    this.#suspect([node]);
  }

  #suspect(marked: Node[]): void {
    for (let next = marked.pop(); next !== undefined; next = marked.pop()) {
      if (next.suspect) continue;
      next.suspect = true;
      next.due?.add(next.key.slice(next.key.indexOf('(') + 1, -1));
      if (next.barrier) this.#doubtful.set(next, next.changedAt);
      else if (next.dependents) marked.push(...next.dependents);
    }
  }

  /** Looks at the barriers that something was marked below, and puts in doubt what rests on those that changed. */
  async #settle(signal: AbortSignal): Promise<void> {
    this.#settling ??= this.#settleAll(signal).finally(() => {
      this.#settling = undefined;
    });
    await this.#settling;
  }

  async #settleAll(signal: AbortSignal): Promise<void> {
    // A map may grow while it is walked. A revision each: a barrier that is looked at later may change one looked at before.
    for (const [node, changedAt] of this.#doubtful) {
      this.#revision++;
      let changed = true;
      try {
        if (!this.#isCurrent(node)) await this.#refresh(node, signal, []);
        changed = node.changedAt > changedAt;
      } catch (error) {
        if (error instanceof Cancelled || signal.aborted) throw new Cancelled();
        // Who asks for it meets the same error.
      }
      this.#doubtful.delete(node);
      if (changed && node.dependents) this.#suspect([...node.dependents]);
    }
    this.#revision++;
  }

  /**
   * Clears a node of suspicion without any waiting, where all that it rests on was looked at and came out the same: after
   * an edit that is so for almost everything, and thousands of promises would cost more than the edit.
   */
  #isCurrent(node: Node): boolean {
    if (!node.suspect) return true;
    if (node.stale || node.pending) return false;
    for (const dependency of node.dependencies) {
      if (!this.#isCurrent(dependency) || dependency.changedAt > node.verifiedAt) return false;
    }
    node.verifiedAt = this.#revision;
    node.suspect = false;
    return true;
  }

  async #refresh(node: Node, signal: AbortSignal, chain: readonly Node[]): Promise<void> {
    node.pending ??= this.#verify(node, signal, chain).finally(() => {
      node.pending = undefined;
    });
    await node.pending;
  }

  async #verify(node: Node, signal: AbortSignal, chain: readonly Node[]): Promise<void> {
    const revision = this.#revision;
    const below = [...chain, node];
    if (!node.stale && node.paths.length === 0) {
      let changed = false;
      for (const dependency of node.dependencies) {
        if (!this.#isCurrent(dependency)) await this.#refresh(dependency, signal, below);
        if (dependency.changedAt > node.verifiedAt) {
          changed = true;
          break;
        }
      }
      node.stale = changed;
    }
    if (node.stale) {
      const dependencies: Node[] = [];
      node.effect = false;
      const value = await node.compute(this.#facts(signal, dependencies, below));
      if (signal.aborted) throw new Cancelled();
      if (node.changedAt === 0 || !node.equals(node.value, value)) {
        node.value = value;
        node.changedAt = revision;
      }
      connect(node, new Set(dependencies));
      node.stale = false;
    }
    node.verifiedAt = revision;
    node.suspect = false;
  }
}

function connect(node: Node, dependencies: ReadonlySet<Node>): void {
  for (const old of node.dependencies) if (!dependencies.has(old)) old.dependents?.delete(node);
  for (const dependency of dependencies) (dependency.dependents ??= new Set()).add(node);
  node.dependencies = [...dependencies];
}

/** Whether an input changes with what lies directly in its folder. */
function looksAtEntries({ key }: Node): boolean {
  return key.startsWith('list:') || key.startsWith('compare:');
}

/** Whether an input changes with everything below its folder. */
function looksAtAllBelow({ key }: Node): boolean {
  return key.startsWith('tree:') || key.startsWith('hash:');
}

function equalContent(a: FileContent, b: FileContent): boolean {
  if (a.kind !== 'file' || b.kind !== 'file') return a.kind === b.kind;
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

function equalJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
