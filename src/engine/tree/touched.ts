/** Which names of a folder are read again; `all` also means every folder below. */
export type Touched = 'all' | ReadonlyMap<string, TouchedBelow>;

export interface TouchedBelow {
  /** the name itself was told: what stands there may be something else now */
  whole: boolean;
  below: Map<string, TouchedBelow>;
}

/** @param paths relative to the root; '' is the root, with all below it */
export function touchedBy(paths: readonly string[]): Touched {
  const touched = new Map<string, TouchedBelow>();
  for (const path of paths) {
    if (path === '') return 'all';
    let names = touched;
    const parts = path.split('/');
    for (const [at, part] of parts.entries()) {
      let below = names.get(part);
      if (below === undefined) names.set(part, (below = { whole: false, below: new Map() }));
      if (at === parts.length - 1) below.whole = true;
      names = below.below;
    }
  }
  return touched;
}
