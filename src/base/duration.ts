/** A duration that is short to read, in the unit that shows something: `4 ms`, `0.34 s`, `12.3 s`, `95 s`. */
export interface ShortDuration {
  readonly value: string;
  readonly unit: 'ms' | 's';
}

/** Below 10 ms in milliseconds, and never 0: a run that found everything remembered took its time too. */
export function shortDuration(milliseconds: number): ShortDuration {
  if (milliseconds < 10) return { value: String(Math.max(1, Math.round(milliseconds))), unit: 'ms' };
  const seconds = milliseconds / 1000;
  return { value: seconds.toFixed(seconds < 10 ? 2 : seconds < 60 ? 1 : 0), unit: 's' };
}
