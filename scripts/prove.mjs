// @ts-check
/** The long proofs, whole: `npm run prove [-- tree ...]`. CI runs a sample of them in the suite `integration`. */
import { ensureDependencies } from './setup/dependencies.mjs';
import { runMain } from './setup/run.mjs';
import { runBundled } from './tests/bundle.mjs';

await runMain(async () => {
  await ensureDependencies();
  const { build } = await import('./build.mjs');
  await build();
  return runBundled('test/proof/main.ts', process.argv.slice(2));
});
