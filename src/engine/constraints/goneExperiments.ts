/**
 * Experiments that Go has no more: their tags are set by nobody, and GOEXPERIMENT stops go with "unknown GOEXPERIMENT".
 * By name, the N of the first go1.N without it (internal/goexperiment of Go 1.21 to 1.27); of what was gone before, 21.
 */
const goneSince: Readonly<Record<string, number>> = {
  aliastypeparams: 26,
  allocheaders: 23,
  cacheprog: 26,
  coverageredesign: 25,
  exectracer2: 23,
  goroutineleakprofile: 27,
  pacerredesign: 21,
  pagetrace: 23,
  range: 23,
  rangefunc: 26,
  regabidefer: 21,
  regabig: 21,
  regabireflect: 21,
  spinbitmutex: 25,
  swissmap: 26,
  synchashtriemap: 26,
  synctest: 26,
  unified: 21,
};

const prefix = 'goexperiment.';

/** The N of the first go1.N that has the experiment of a tag `goexperiment.X` no more; undefined for all others. */
export function experimentGoneSince(tag: string): number | undefined {
  const name = tag.startsWith(prefix) ? tag.slice(prefix.length) : '';
  return Object.hasOwn(goneSince, name) ? goneSince[name] : undefined;
}
