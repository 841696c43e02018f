/** Does something that may be large: V8 may take room for it. */
export type LargeWork = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Between large runs lie hours of edits. V8 would keep what room the last one took, garbage in it, for the next: told to be
 * sparing, it lets the young generation shrink again and gives back pages that are nearly empty, with the collection that the next
 * edits bring, or by itself after some seconds of rest. A large run would take half as much processor time again under it.
 * @param setFlag of V8, for all threads of the process
 */
export function sparingHeap(setFlag: (flag: string) => void): LargeWork {
  let underWay = 0;
  return async (work) => {
    if (underWay++ === 0) setFlag('--no-optimize-for-size');
    try {
      return await work();
    } finally {
      if (--underWay === 0) setFlag('--optimize-for-size');
    }
  };
}
