import { setFlagsFromString } from 'node:v8';

const shortMs = 400;

/**
 * For a process that may live less than a second: in the beginning V8 shall interpret, and mark nothing ahead. To optimize
 * functions takes a run of a third of a second half as much processor time again as the run, and brings it nothing; to mark
 * keeps a processor busy, for a collection that such a run does not live to see.
 */
export function optimizeLater(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-incremental-marking');
  setTimeout(optimizeNow, shortMs).unref();
}

export function optimizeNow(): void {
  setFlagsFromString('--opt');
  setFlagsFromString('--incremental-marking');
}
