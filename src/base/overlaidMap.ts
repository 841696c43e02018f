/**
 * A map in which some keys of another one have other values: for a large map of which a little changes at a time. It costs
 * what changed, and whoever worked through the map below need look at `over` alone. The keys, and their order, are those of
 * the map below.
 */
export class OverlaidMap<K, V> implements ReadonlyMap<K, V> {
  readonly under: ReadonlyMap<K, V>;
  readonly over: ReadonlyMap<K, V>;

  /** @param over of keys that `under` has */
  constructor(under: ReadonlyMap<K, V>, over: ReadonlyMap<K, V>) {
    this.under = under;
    this.over = over;
  }

  get size(): number {
    return this.under.size;
  }

  get(key: K): V | undefined {
    return this.over.has(key) ? this.over.get(key) : this.under.get(key);
  }

  has(key: K): boolean {
    return this.under.has(key);
  }

  keys(): MapIterator<K> {
    return this.under.keys();
  }

  *entries(): Generator<[K, V], undefined, unknown> {
    for (const [key, value] of this.under) yield [key, this.over.has(key) ? (this.over.get(key) as V) : value];
    return undefined;
  }

  *values(): Generator<V, undefined, unknown> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) callback(value, key, this);
  }

  [Symbol.iterator](): Generator<[K, V], undefined, unknown> {
    return this.entries();
  }
}
