import type { Ports } from '../ports';
import { Cancelled, type Fact, type Facts } from './fact';
import {
  connect,
  equalContent,
  equalJson,
  looksAtAllBelow,
  looksAtEntries,
  newNode,
  type FactNode,
  type InputKind,
  type Traits,
} from './factNode';
import { InputIndex } from './inputIndex';

export { Cancelled, type Fact, type Facts } from './fact';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Remembers the facts of one root, and verifies them again from below. */
export class FactStore {
  readonly #nodes = new Map<string, FactNode>();
  readonly #inputs = new InputIndex<FactNode>();
  /** barriers that something was marked below, and that nobody above was told of; when each had changed last */
  readonly #doubtful = new Map<FactNode, number>();
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

  #restsOn(names: readonly string[]): Set<FactNode> {
    const found = new Set<FactNode>();
    for (const node of this.#nodes.values()) {
      if (node.paths.length === 0 && names.some((name) => node.key.startsWith(`${name}(`))) found.add(node);
    }
    // A set may grow while it is walked: this visits everything below.
    for (const node of found) for (const dependency of node.dependencies) found.add(dependency);
    return found;
  }

  #facts(signal: AbortSignal, dependencies: FactNode[], chain: readonly FactNode[]): Facts {
    const ports = this.#ports;
    const ask = async <T>(node: FactNode): Promise<T> => {
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
      const traits = { equals: equals as FactNode['equals'] | undefined, paths };
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
            equals: fact.equals as FactNode['equals'] | undefined,
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

  #node(key: string, compute: FactNode['compute'], traits: Traits): FactNode {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node = newNode(key, compute, traits);
    this.#nodes.set(key, node);
    for (const path of node.paths) this.#inputs.add(path, node);
    return node;
  }

  /** Marks a node and, as suspects, all that rest on it, up to the next barriers. Who rests on a suspect is a suspect already. */
  #markStale(node: FactNode): void {
    node.stale = true;
    this.#suspect([node]);
  }

  #suspect(marked: FactNode[]): void {
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
  #isCurrent(node: FactNode): boolean {
    if (!node.suspect) return true;
    if (node.stale || node.pending) return false;
    for (const dependency of node.dependencies) {
      if (!this.#isCurrent(dependency) || dependency.changedAt > node.verifiedAt) return false;
    }
    node.verifiedAt = this.#revision;
    node.suspect = false;
    return true;
  }

  async #refresh(node: FactNode, signal: AbortSignal, chain: readonly FactNode[]): Promise<void> {
    node.pending ??= this.#verify(node, signal, chain).finally(() => {
      node.pending = undefined;
    });
    await node.pending;
  }

  async #verify(node: FactNode, signal: AbortSignal, chain: readonly FactNode[]): Promise<void> {
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
      const dependencies: FactNode[] = [];
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
