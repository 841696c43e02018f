import type { Check } from '../model/check';

/** Every check, family by family. A family's list is in its `index.ts`, sorted by id; a test compares lists and folders. */
export const allChecks: readonly Check[] = [];
