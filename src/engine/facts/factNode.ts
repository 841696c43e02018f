import type { FileContent } from '../ports';
import type { Facts } from './fact';

/** What an input asks the outside world. */
export type InputKind = 'file' | 'stat' | 'list' | 'real' | 'tree' | 'compare' | 'hash';

/** What a store remembers of one fact or input. */
export interface FactNode {
  readonly key: string;
  readonly compute: (facts: Facts) => Promise<unknown>;
  readonly equals: (a: unknown, b: unknown) => boolean;
  readonly barrier: boolean;
  /** what it asks the outside world about: it must be computed again once one of them was invalidated. None for a fact */
  readonly paths: readonly string[];
  /** called a process when it was computed last */
  effect: boolean;
  value: unknown;
  dependencies: readonly FactNode[];
  /** who rests on it; most facts of the leaves have none or one */
  dependents: Set<FactNode> | undefined;
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

export interface Traits {
  readonly equals: FactNode['equals'] | undefined;
  readonly barrier?: boolean | undefined;
  /** of an input */
  readonly paths?: readonly string[];
}

export function newNode(key: string, compute: FactNode['compute'], { equals, barrier, paths = [] }: Traits): FactNode {
  return {
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
}

/** Remembers what a node rests on, and there that it does. */
export function connect(node: FactNode, dependencies: ReadonlySet<FactNode>): void {
  for (const old of node.dependencies) if (!dependencies.has(old)) old.dependents?.delete(node);
  for (const dependency of dependencies) (dependency.dependents ??= new Set()).add(node);
  node.dependencies = [...dependencies];
}

/** Whether an input changes with what lies directly in its folder. */
export function looksAtEntries({ key }: FactNode): boolean {
  return key.startsWith('list:') || key.startsWith('compare:');
}

/** Whether an input changes with everything below its folder. */
export function looksAtAllBelow({ key }: FactNode): boolean {
  return key.startsWith('tree:') || key.startsWith('hash:');
}

export function equalContent(a: FileContent, b: FileContent): boolean {
  if (a.kind !== 'file' || b.kind !== 'file') return a.kind === b.kind;
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

export function equalJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
