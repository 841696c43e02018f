import type { Check, CheckMeta } from '../../model/check';
import { configInvalid } from './config-invalid';

/** Checks of what the repository says about checks; they know the others by name only. */
export function policyChecks(others: readonly CheckMeta[]): readonly Check[] {
  return [configInvalid(others)];
}
