import { setFlagsFromString } from 'node:v8';

const shortMs = 400;

/**
 * For a process that may live less than a second: in the beginning V8 shall interpret. To optimize functions takes a run of
 * a third of a second half as much processor time again as the run, and brings it nothing.
 */
export function optimizeLater(): void {
  setFlagsFromString('--no-opt');
  setTimeout(optimizeNow, shortMs).unref();
}

export function optimizeNow(): void {
  setFlagsFromString('--opt');
}
