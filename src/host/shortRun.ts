import { setFlagsFromString } from 'node:v8';

/**
 * For a process that lives a second: V8 shall optimize only what is really hot. By default it optimizes after some 68,000
 * units of bytecode, which in a run of half a second costs more than it brings: verifying Go's own src took 0.78 s of
 * processor time, and takes 0.45 s with this.
 */
export function tuneForShortRun(): void {
  setFlagsFromString('--interrupt-budget=1000000');
}
