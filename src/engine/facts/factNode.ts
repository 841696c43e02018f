import type { Fact } from './fact';
import type { Input } from './inputs';

/** How a node comes by its value. */
export type Rule = Fact<unknown> | Input<unknown>;

/** What a store remembers of one fact or input: there are tens of thousands, so what all of a rule have in common is not here. */
export interface FactNode {
  /** of all keys the same object */
  readonly rule: Rule;
  readonly key: string;
  value: unknown;
  dependencies: readonly FactNode[];
  /** who rests on it; most facts of the leaves have none or one. Not known before something was invalidated */
  dependents: Set<FactNode> | undefined;
  /** whether those that it rests on know it */
  connected: boolean;
  changedAt: number;
  verifiedAt: number;
  /**
   * - `none`: it is up to date, and so is all that it rests on
   * - `suspect`: something that it rests on may have changed: it must be looked at
   * - `stale`: it must be computed again: an input that may have changed, a process to ask again, or never computed
   */
  doubt: 'none' | 'suspect' | 'stale';
  /** being computed: until it comes to the first thing that it has to wait for a mark, then its end */
  underWay: 'started' | Promise<void> | undefined;
}

/** Of nearly all nodes, or until they are computed: shared. */
const none: readonly never[] = [];

export function newNode(rule: Rule, key: string): FactNode {
  return {
    rule,
    key,
    value: undefined,
    dependencies: none,
    dependents: undefined,
    connected: false,
    changedAt: 0,
    verifiedAt: 0,
    doubt: 'stale',
    underWay: undefined,
  };
}

/** Makes what a node rests on know it. */
export function connect(node: FactNode): void {
  const dependencies = new Set(node.dependencies);
  for (const dependency of dependencies) (dependency.dependents ??= new Set()).add(node);
  if (dependencies.size < node.dependencies.length) node.dependencies = [...dependencies];
  node.connected = true;
}

/** As `connect`, for a node that was computed again and may rest on others now. */
export function reconnect(node: FactNode, dependencies: readonly FactNode[]): void {
  const kept = new Set(dependencies);
  for (const old of node.dependencies) if (!kept.has(old)) old.dependents?.delete(node);
  node.dependencies = dependencies;
  connect(node);
}

/** What an input asks the outside world about: it must be read again once one of them was invalidated. None for a fact. */
export function pathsOf({ rule, key }: FactNode): readonly string[] {
  return 'read' in rule ? rule.paths(key) : none;
}

export function isInput({ rule }: FactNode): boolean {
  return 'read' in rule;
}

/** Whether an input asks for one small thing of the disk. */
export function isQuickInput({ rule }: FactNode): boolean {
  return 'read' in rule && rule.isQuick;
}

/** Whether an input changes with what an editor shows. */
export function seesEditors({ rule }: FactNode): boolean {
  return 'read' in rule && rule.seesEditors;
}

/** What of its folders changes an input. */
export function depthOf({ rule }: FactNode): Input<unknown>['depth'] | undefined {
  return 'read' in rule ? rule.depth : undefined;
}

export function isBarrier({ rule }: FactNode): boolean {
  return 'barrier' in rule && (rule.barrier ?? false);
}
