import type { CheckResult } from '../model/outcome';

/** A result and what it took. A check that threw has an error instead of a result. */
export type TimedResult = { readonly durationMs: number } & (
  { readonly result: CheckResult } | { readonly error: string }
);
