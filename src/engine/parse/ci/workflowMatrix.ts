import { getOrSet } from '../../../base/getOrSet';
import type { Range } from '../../model/range';
import type { YamlMap, YamlNode, YamlScalar } from './yamlTree';

/** `strategy.matrix` of a job, unfolded as GitHub does. */
export interface Matrix {
  /** one for each run of the job; undefined where an expression computes the matrix, or it is too large to unfold */
  readonly combinations: readonly Combination[] | undefined;
  /** entries of `exclude` that remove nothing */
  readonly idleExcludes: readonly IdleExclude[];
  /** every scalar that is written for a key, whatever becomes of it */
  readonly written: ReadonlyMap<string, readonly YamlScalar[]>;
}

/** The values of one run, by key. A value may be a scalar, or a whole tree. */
export type Combination = ReadonlyMap<string, YamlNode>;

export interface IdleExclude {
  readonly range: Range;
  /** the scalars that it names */
  readonly values: readonly { readonly key: string; readonly value: YamlScalar }[];
  /** the first value of it that its list does not have, where that is why */
  readonly absent: { readonly key: string; readonly value: YamlScalar } | undefined;
}

/** GitHub refuses a matrix of more jobs. */
const mostJobs = 256;

export function readMatrix(node: YamlNode | undefined): Matrix | undefined {
  if (node === undefined) return undefined;
  const written = writtenScalars(node);
  const unclear: Matrix = { combinations: undefined, idleExcludes: [], written };
  if (node.kind !== 'map') return unclear;
  const lists = new Map<string, readonly YamlNode[]>();
  let include: readonly YamlMap[] = [];
  let exclude: readonly YamlMap[] = [];
  for (const { key, value } of node.entries) {
    // An expression instead of a list: only a run knows.
    if (value?.kind !== 'list') return unclear;
    const maps = value.items.filter((item) => item.kind === 'map');
    if (key.text === 'include') include = maps;
    else if (key.text === 'exclude') exclude = maps;
    else lists.set(key.text, value.items);
  }
  const product = cartesian(lists);
  if (product === undefined) return unclear;
  const excluded = new Set<Combination>();
  const idleExcludes: IdleExclude[] = [];
  for (const entry of exclude) {
    const hits = product.filter((combination) => matches(combination, entry));
    for (const hit of hits) excluded.add(hit);
    if (hits.length === 0) idleExcludes.push(idleExclude(entry, lists));
  }
  const kept = product.filter((combination) => !excluded.has(combination));
  const combinations = withIncludes(kept, include, new Set(lists.keys()));
  return { combinations: combinations.length > mostJobs ? undefined : combinations, idleExcludes, written };
}

function writtenScalars(matrix: YamlNode): Map<string, YamlScalar[]> {
  const written = new Map<string, YamlScalar[]>();
  const add = (key: string, value: YamlNode | undefined): void => {
    if (value?.kind === 'scalar') getOrSet(written, key, () => []).push(value);
  };
  for (const { key, value } of matrix.kind === 'map' ? matrix.entries : []) {
    for (const item of value?.kind === 'list' ? value.items : []) {
      if (item.kind === 'scalar') add(key.text, item);
      else if (key.text === 'include' && item.kind === 'map')
        for (const own of item.entries) add(own.key.text, own.value);
    }
  }
  return written;
}

function cartesian(lists: ReadonlyMap<string, readonly YamlNode[]>): Combination[] | undefined {
  if (lists.size === 0) return [];
  let jobs = 1;
  for (const values of lists.values()) if ((jobs *= values.length) > mostJobs) return undefined;
  const product = Array.from({ length: jobs }, () => new Map<string, YamlNode>());
  // The last key changes fastest.
  let each = jobs;
  for (const [key, values] of lists) {
    each /= values.length;
    product.forEach((combination, at) => {
      const value = values[Math.floor(at / each) % values.length];
      if (value) combination.set(key, value);
    });
  }
  return product;
}

function matches(combination: Combination, entry: YamlMap): boolean {
  return entry.entries.every(({ key, value }) => equal(combination.get(key.text), value));
}

/**
 * An `include` is added to each combination whose own values it does not change, values of other includes aside; where
 * there is none it is a combination of its own.
 */
function withIncludes(
  combinations: readonly Combination[],
  includes: readonly YamlMap[],
  ownKeys: ReadonlySet<string>,
): Combination[] {
  const result: Map<string, YamlNode>[] = combinations.map((combination) => new Map(combination));
  const extra: Map<string, YamlNode>[] = [];
  for (const { entries } of includes) {
    const pairs = entries.flatMap(({ key, value }) => (value ? [[key.text, value] as const] : []));
    const fits = result.filter((combination) =>
      pairs.every(([key, value]) => !ownKeys.has(key) || equal(combination.get(key), value)),
    );
    // A value of a list stays the one that is written there: this one is equal to it.
    const added = pairs.filter(([key]) => !ownKeys.has(key));
    for (const combination of fits) for (const [key, value] of added) combination.set(key, value);
    if (fits.length === 0) extra.push(new Map(pairs));
  }
  return [...result, ...extra];
}

function equal(a: YamlNode | undefined, b: YamlNode | undefined): boolean {
  if (a?.kind === 'scalar' && b?.kind === 'scalar') return a.text === b.text;
  if (a?.kind === 'list' && b?.kind === 'list')
    return a.items.length === b.items.length && a.items.every((item, at) => equal(item, b.items[at]));
  if (a?.kind === 'map' && b?.kind === 'map') return a.entries.length === b.entries.length && holdsAll(a, b);
  return a === b;
}

function holdsAll(a: YamlMap, b: YamlMap): boolean {
  const values = new Map(a.entries.map(({ key, value }) => [key.text, value]));
  return b.entries.every(({ key, value }) => equal(values.get(key.text), value));
}

function idleExclude(entry: YamlMap, lists: ReadonlyMap<string, readonly YamlNode[]>): IdleExclude {
  const values = entry.entries.flatMap(({ key, value }) =>
    value?.kind === 'scalar' ? [{ key: key.text, value }] : [],
  );
  const absent = values.find(({ key, value }) => !lists.get(key)?.some((item) => equal(item, value)));
  return { range: entry.range, values, absent };
}
