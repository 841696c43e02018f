// @ts-check
/** The long proofs, whole: `npm run prove [-- tree ...]`. CI runs a sample of them in the suite `integration`. */
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as esbuild from 'esbuild';
import { build } from './build.mjs';
import { node, root, runMain } from './setup/run.mjs';

async function main() {
  await build();
  const outfile = path.join(root, 'out', `prove-${process.pid}.cjs`);
  await mkdir(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/proof/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return node([outfile, ...process.argv.slice(2)]);
}

await runMain(main);
