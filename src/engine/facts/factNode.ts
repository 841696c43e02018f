import type { Awaitable } from '../../base/awaitable';
import type { FileContent } from '../ports';
import type { Facts } from './fact';

/** What an input asks the outside world. */
export type InputKind =
  'file' | 'digest' | 'stat' | 'list' | 'real' | 'tree' | 'compare' | 'hash' | 'symbols' | 'place';

/** What a store remembers of one fact or input. */
export interface FactNode {
  /** of the fact, or what an input asks for */
  readonly name: string;
  readonly key: string;
  /** of all keys of a fact the same function: there are tens of thousands */
  readonly compute: (key: string, facts: Facts) => Awaitable<unknown>;
  readonly equals: (a: unknown, b: unknown) => boolean;
  readonly barrier: boolean;
  /** what it asks the outside world about: it must be computed again once one of them was invalidated. None for a fact */
  readonly paths: readonly string[];
  /** called a process when it was computed last */
  effect: boolean;
  value: unknown;
  dependencies: readonly FactNode[];
  /** who rests on it; most facts of the leaves have none or one. Not known before something was invalidated */
  dependents: Set<FactNode> | undefined;
  /** whether those that it rests on know it */
  connected: boolean;
  changedAt: number;
  verifiedAt: number;
  /** must be computed again: an input that may have changed, a process to ask again, or never computed */
  stale: boolean;
  /** something that it rests on, or itself, is stale: must be looked at. Where false, so it is for all that it rests on */
  suspect: boolean;
  /** where its key is noted when it becomes a suspect: somebody wants to know without asking for each of thousands */
  due: Set<string> | undefined;
  /** being computed, and not come to the first thing that it has to wait for */
  running: boolean;
  pending: Promise<void> | undefined;
}

export interface Traits {
  readonly equals: FactNode['equals'] | undefined;
  readonly barrier?: boolean | undefined;
  /** of an input */
  readonly paths?: readonly string[];
}

/** Of nearly all nodes, or until they are computed: shared. */
const none: readonly never[] = [];

export function newNode(
  name: string,
  key: string,
  compute: FactNode['compute'],
  { equals, barrier, paths = none }: Traits,
): FactNode {
  return {
    name,
    key,
    compute,
    equals: equals ?? Object.is,
    barrier: barrier === true,
    paths,
    effect: false,
    value: undefined,
    dependencies: none,
    dependents: undefined,
    connected: false,
    changedAt: 0,
    verifiedAt: 0,
    stale: true,
    suspect: true,
    due: undefined,
    running: false,
    pending: undefined,
  };
}

/** Makes what a node rests on know it. */
export function connect(node: FactNode): void {
  const dependencies = new Set(node.dependencies);
  for (const dependency of dependencies) (dependency.dependents ??= new Set()).add(node);
  node.dependencies = [...dependencies];
  node.connected = true;
}

/** As `connect`, for a node that was computed again and may rest on others now. */
export function reconnect(node: FactNode, dependencies: readonly FactNode[]): void {
  const kept = new Set(dependencies);
  for (const old of node.dependencies) if (!kept.has(old)) old.dependents?.delete(node);
  node.dependencies = dependencies;
  connect(node);
}

/** Whether an input asks for one small thing of the disk. */
export function isQuickInput({ name, paths }: FactNode): boolean {
  return paths.length === 1 && ['file', 'digest', 'stat', 'list', 'real'].includes(name);
}

/** Whether an input changes with what lies directly in its folder. */
export function looksAtEntries({ name }: FactNode): boolean {
  return name === 'list' || name === 'compare' || name === 'symbols';
}

/** Whether an input changes with everything below its folder. */
export function looksAtAllBelow({ name }: FactNode): boolean {
  return name === 'tree' || name === 'hash';
}

export function equalContent(a: FileContent, b: FileContent): boolean {
  if (a.kind !== 'file' || b.kind !== 'file') return a.kind === b.kind;
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

export function equalJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
