// @ts-check
/**
 * Damaged files through every parser: `npm run fuzz -- [--cases 1000000] [--seed 7]`. A failure prints its seed and its text.
 * CI runs 100,000 cases as a part of the suite `integration`.
 */
import { parseArgs } from 'node:util';
import { node, runMain } from './setup/run.mjs';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
process.env.FUZZ_CASES = values.cases;
process.env.FUZZ_SEED = values.seed;
await runMain(() => node(['scripts/mocha.mjs', 'integration', 'fuzz.test.ts', '--timeout', '3600000']));
