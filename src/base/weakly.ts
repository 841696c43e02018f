/**
 * What is made when it is asked for, and made again where the collector has taken it meanwhile: for memories that are worth their
 * place only while somebody is at work with them. Nobody may compare by identity what comes out of them.
 */
export function weakly<T extends WeakKey>(make: () => T): () => T {
  let known: WeakRef<T> | undefined;
  return () => {
    let value = known?.deref();
    if (value === undefined) known = new WeakRef((value = make()));
    return value;
  };
}
