/**
 * A function of an object that never changes, which remembers what it said as long as somebody holds the object. Not for what
 * rests on more than the object.
 */
export function remember<K extends WeakKey, V>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { value: derive(key) }));
    return entry.value;
  };
}
