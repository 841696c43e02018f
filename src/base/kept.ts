const nothing: readonly never[] = [];

/**
 * A list that was gathered, as it is remembered: without the room to grow, which for a few elements is three quarters of it.
 * All empty ones are one.
 */
export function kept<T>(gathered: readonly T[]): readonly T[] {
  return gathered.length === 0 ? nothing : gathered.slice();
}
