import { weakly } from './weakly';

/**
 * As `remember`, for what is cheap to make again and takes more memory than it is worth once nobody is at work with it: the collector
 * may take it. Only for values that nobody compares by identity.
 */
export function rememberWeakly<K extends WeakKey, V extends WeakKey>(derive: (key: K) => V): (key: K) => V {
  // One for all values: a weak reference to each would take as much as many a value.
  const memory = weakly(() => new WeakMap<K, V>());
  return (key) => {
    const known = memory();
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = derive(key)));
    return value;
  };
}
