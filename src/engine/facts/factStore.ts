import { kept } from '../../base/kept';
import { sameElements } from '../../base/sameElements';
import type { Ports } from '../ports';
import { Cancelled, type Facts, type Fact } from './fact';
import {
  connect,
  depthOf,
  isBarrier,
  isInput,
  isQuickInput,
  newNode,
  pathsOf,
  reconnect,
  seesEditors,
  type FactNode,
  type Rule,
} from './factNode';
import { FactSession, type SessionStore } from './factSession';
import type { Input } from './inputs';
import { InputIndex } from './inputIndex';

export { Cancelled, type Fact, type Facts } from './fact';

/** By name, then by key. */
type Nodes = Map<string, Map<string, FactNode>>;

/** No more than an edit makes stale: then reading ahead brings nothing. */
const fewInputs = 32;

/** Remembers the facts of one root, and verifies them again from below. */
export class FactStore {
  readonly #facts: Nodes = new Map();
  readonly #inputs: Nodes = new Map();
  readonly #places = new InputIndex<FactNode>();
  /** computed, and not yet known to what they rest on: a program that runs once never asks */
  #unconnected: FactNode[] = [];
  /** of these a list of dependencies, by its last */
  readonly #lists = new Map<FactNode, readonly FactNode[]>();
  /** barriers that something was marked below, and that nobody above was told of; when each had changed last */
  readonly #doubtful = new Map<FactNode, number>();
  /** where keys of a fact are noted when they become suspects: somebody wants to know without asking for each of thousands */
  readonly #due = new Map<string, Set<string>>();
  /** called a process when they were computed last */
  readonly #processes = new Set<FactNode>();
  #settling: Promise<void> | undefined;
  readonly #sessions: SessionStore;
  #revision = 1;
  /** how many inputs that ask for one small thing are stale: few after an edit, thousands once the disk is distrusted */
  #staleInputs = 0;

  /** @param root the folder that is verified: one store a root */
  constructor(ports: Ports, root = '') {
    this.#sessions = {
      ports,
      root,
      fact: (fact, key) => nodeOf(this.#facts, fact, key) ?? add(this.#facts, fact, key),
      input: (input, key) => nodeOf(this.#inputs, input, key) ?? this.#addInput(input, key),
      callsProcess: (node) => this.#processes.add(node),
      settle: (signal) => (this.#doubtful.size > 0 ? this.#settle(signal) : undefined),
      refresh: (node, session) => (this.#isCurrent(node) ? undefined : this.#refresh(node, session)),
    };
  }

  /** Facts for one run; every value it computes is remembered for the next. */
  session(signal: AbortSignal): Facts {
    return new FactSession(this.#sessions, signal);
  }

  /**
   * Marks inputs as possibly changed.
   * @param paths absolute files or folders; a folder stands for all that lies below it, and the folder above each for its listing
   */
  invalidate(paths: Iterable<string>): void {
    this.#revision++;
    this.connect();
    for (const path of paths) {
      for (const node of this.#places.at(path)) this.#markStale(node);
      const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 1));
      for (const node of this.#places.at(parent)) if (depthOf(node) === 'entries') this.#markStale(node);
      for (const node of this.#places.below(path)) this.#markStale(node);
      for (const node of this.#places.above(path)) if (depthOf(node) === 'below') this.#markStale(node);
    }
  }

  /**
   * As `invalidate`, where only what an editor shows of files changed, and nothing on disk: their texts, and the trees that they
   * lie in. What folders list, and what the disk says of files, is not asked again at every key.
   */
  invalidateTexts(paths: Iterable<string>): void {
    this.#revision++;
    this.connect();
    for (const path of paths) {
      for (const node of this.#places.at(path)) if (seesEditors(node)) this.#markStale(node);
      for (const node of this.#places.above(path))
        if (seesEditors(node) && depthOf(node) === 'below') this.#markStale(node);
    }
  }

  /**
   * Marks as possibly changed what nobody tells us about: answers of processes, and the inputs that `accept` takes. Values
   * that turn out equal spare the facts above them.
   * @param below only what these facts (by name) rest on; everything where absent
   */
  distrust(accept: (path: string) => boolean, below?: readonly string[], processes = true): void {
    this.#revision++;
    this.connect();
    const distrusted = below === undefined ? this.#all() : this.#restsOn(below);
    for (const node of distrusted) {
      if ((processes && this.#processes.has(node)) || pathsOf(node).some(accept)) this.#markStale(node);
    }
  }

  /** Forgets everything, as after a change of the environment. */
  clear(): void {
    this.#facts.clear();
    this.#inputs.clear();
    this.#places.clear();
    this.#unconnected = [];
    this.#lists.clear();
    this.#doubtful.clear();
    this.#processes.clear();
    this.#due.clear();
    this.#staleInputs = 0;
    this.#revision++;
  }

  /**
   * Whether something that was asked rests on a file or on the listing of its folder: of a file that appears, or changes, and
   * that nobody would expect. What lies in a tree is another question, for everything does.
   */
  restsOn(path: string): boolean {
    if (this.#places.at(path).length > 0) return true;
    return this.#places
      .at(path.slice(0, Math.max(path.lastIndexOf('/'), 1)))
      .some((node) => depthOf(node) === 'entries');
  }

  /** Whether a fact is known and nothing that it rests on has changed since. Clears it of suspicion without any waiting. */
  isCurrent<T>(fact: Fact<T>, key: string): boolean {
    const node = nodeOf(this.#facts, fact, key);
    return node !== undefined && this.#isCurrent(node);
  }

  /**
   * From now on the key is put into `due` whenever something that the fact rests on may have changed; so are other keys of the fact,
   * that were asked for once.
   */
  track<T>(fact: Fact<T>, key: string, due: Set<string>): void {
    const node = nodeOf(this.#facts, fact, key);
    if (node === undefined || node.doubt !== 'none') due.add(key);
    this.#due.set(fact.name, due);
  }

  /** How many facts are remembered; for tests and logs. */
  get size(): number {
    return [...this.#all()].length;
  }

  *#all(): Iterable<FactNode> {
    for (const nodes of [this.#facts, this.#inputs]) for (const byKey of nodes.values()) yield* byKey.values();
  }

  #restsOn(names: readonly string[]): Set<FactNode> {
    const found = new Set<FactNode>(names.flatMap((name) => [...(this.#facts.get(name)?.values() ?? [])]));
    // A set may grow while it is walked: this visits everything below.
    for (const node of found) for (const dependency of node.dependencies) found.add(dependency);
    return found;
  }

  #addInput(input: Input<unknown>, key: string): FactNode {
    const node = add(this.#inputs, input, key);
    for (const path of input.paths(key)) this.#places.add(path, node);
    if (input.isQuick) this.#staleInputs++;
    return node;
  }

  /** The checks of a module rest on the same few facts, by dozens: they share a list. */
  #shared(dependencies: readonly FactNode[]): readonly FactNode[] {
    const last = dependencies.at(-1);
    const known = last && this.#lists.get(last);
    if (known && sameElements(known, dependencies)) return known;
    const own = kept(dependencies);
    if (last) this.#lists.set(last, own);
    return own;
  }

  /** Lets everything know who rests on it: done at leisure, the first change need not wait for it. */
  connect(): void {
    for (const node of this.#unconnected) connect(node);
    this.#unconnected = [];
    this.#lists.clear();
  }

  /** Marks a node and, as suspects, all that rest on it, up to the next barriers. Who rests on a suspect is a suspect already. */
  #markStale(node: FactNode): void {
    if (node.doubt !== 'stale' && isQuickInput(node)) this.#staleInputs++;
    this.#suspect([node]);
    node.doubt = 'stale';
  }

  #suspect(marked: FactNode[]): void {
    for (let next = marked.pop(); next !== undefined; next = marked.pop()) {
      if (next.doubt !== 'none') continue;
      next.doubt = 'suspect';
      this.#due.get(next.rule.name)?.add(next.key);
      if (isBarrier(next)) this.#doubtful.set(next, next.changedAt);
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
        if (!this.#isCurrent(node)) await this.#refresh(node, new FactSession(this.#sessions, signal));
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
    if (node.doubt === 'none') return true;
    if (node.doubt === 'stale' || node.underWay) return false;
    for (const dependency of node.dependencies) {
      if (!this.#isCurrent(dependency) || dependency.changedAt > node.verifiedAt) return false;
    }
    node.verifiedAt = this.#revision;
    node.doubt = 'none';
    return true;
  }

  /** @returns undefined where the node is up to date now, without any waiting */
  #refresh(node: FactNode, session: FactSession): Promise<void> | undefined {
    if (node.underWay instanceof Promise) return this.#join(node, node.underWay, session);
    const refreshing =
      node.doubt === 'stale' ? this.#compute(node, session, this.#revision) : this.#verify(node, session);
    // Whoever asks meanwhile waits for the same.
    const underWay = refreshing?.finally(() => {
      node.underWay = undefined;
    });
    node.underWay = underWay;
    return underWay;
  }

  /** A run that was cancelled may have left something under way: its end is not that of the next one. */
  async #join(node: FactNode, pending: Promise<void>, session: FactSession): Promise<void> {
    try {
      await pending;
    } catch (error) {
      if (!(error instanceof Cancelled) || session.signal.aborted) throw error;
      if (!this.#isCurrent(node)) await this.#refresh(node, session);
    }
  }

  /** Computes it again only where something that it rests on has really changed. */
  async #verify(node: FactNode, session: FactSession): Promise<void> {
    const revision = this.#revision;
    const own = new FactSession(this.#sessions, session.signal, node, session);
    const ahead = this.#staleInputs > fewInputs ? this.#readAhead(node, own) : [];
    try {
      for (const dependency of node.dependencies) {
        if (!this.#isCurrent(dependency)) await this.#refresh(dependency, own);
        if (dependency.changedAt > node.verifiedAt) {
          node.doubt = 'stale';
          await this.#compute(node, session, revision);
          return;
        }
      }
      node.verifiedAt = revision;
      node.doubt = 'none';
    } finally {
      // What is still being read when the run has ended would count as fresh, whatever changes meanwhile.
      if (ahead.length > 0 && !session.signal.aborted) await Promise.all(ahead);
    }
  }

  /**
   * What a node rests on is verified in turn, for what comes later may not be asked for any more. But files may as well be
   * read all at once: of a go.sum there are thousands.
   */
  #readAhead(node: FactNode, session: FactSession): readonly Promise<void>[] {
    const ahead: Promise<void>[] = [];
    const read = (input: FactNode): void => {
      const reading = input.doubt === 'stale' && isQuickInput(input) ? this.#refresh(input, session) : undefined;
      // Whoever waits for it meets the same error.
      if (reading) ahead.push(reading.catch(() => undefined));
    };
    for (const dependency of node.dependencies) {
      if (dependency.doubt === 'none') continue;
      if (isInput(dependency)) read(dependency);
      else for (const below of dependency.dependencies) read(below);
    }
    return ahead;
  }

  #compute(node: FactNode, session: FactSession, revision: number): Promise<void> | undefined {
    const own = new FactSession(this.#sessions, session.signal, node, session);
    this.#processes.delete(node);
    const { underWay } = node;
    node.underWay = 'started';
    let value;
    try {
      const { rule, key } = node;
      value = 'read' in rule ? rule.read(key, this.#sessions.ports, session.signal) : rule.compute(key, own);
    } finally {
      node.underWay = underWay;
    }
    if (value instanceof Promise) return value.then((later) => this.#finish(node, later, own, revision));
    this.#finish(node, value, own, revision);
    return undefined;
  }

  #finish(node: FactNode, value: unknown, { signal, dependencies }: FactSession, revision: number): void {
    if (signal.aborted) throw new Cancelled();
    if (node.changedAt === 0 || !(node.rule.equals ?? Object.is)(node.value, value)) {
      node.value = value;
      node.changedAt = revision;
    }
    if (node.connected) reconnect(node, dependencies);
    else {
      node.dependencies = this.#shared(dependencies);
      if (dependencies.length > 0) this.#unconnected.push(node);
    }
    if (node.doubt === 'stale' && isQuickInput(node)) this.#staleInputs--;
    node.doubt = 'none';
    node.verifiedAt = revision;
  }
}

function nodeOf(nodes: Nodes, { name }: Pick<Rule, 'name'>, key: string): FactNode | undefined {
  return nodes.get(name)?.get(key);
}

function add(nodes: Nodes, rule: Rule, key: string): FactNode {
  const node = newNode(rule, key);
  let byKey = nodes.get(rule.name);
  if (byKey === undefined) nodes.set(rule.name, (byKey = new Map<string, FactNode>()));
  byKey.set(key, node);
  return node;
}
