/**
 * As `remember`, for what is cheap to make again and takes more memory than it is worth once nobody is at work with it: the collector
 * may take it. Only for values that nobody compares by identity.
 */
export function rememberWeakly<K extends WeakKey, V extends WeakKey>(derive: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, WeakRef<V>>();
  return (key) => {
    let value = known.get(key)?.deref();
    if (value === undefined) known.set(key, new WeakRef((value = derive(key))));
    return value;
  };
}
