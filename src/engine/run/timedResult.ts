import type { CheckResult } from '../model/outcome';

/** A result and what it took. A check that threw has an error instead of a result. */
export type TimedResult = { readonly durationUs: number } & (
  { readonly result: CheckResult } | { readonly error: string }
);
