export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), p95: percentile(values, 0.95) };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank: the smallest value that a part of all values does not exceed. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}
