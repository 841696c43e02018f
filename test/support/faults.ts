import * as assert from 'node:assert/strict';

/** Fails with one line a fault: a rule of the repository says at once what is against it. */
export function noFaults(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > 60 ? `\n... and ${faults.length - 60} more` : '';
  assert.fail(`${faults.length} faults:\n${faults.slice(0, 60).join('\n')}${more}`);
}
