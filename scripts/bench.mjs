// @ts-check
/** The benchmark, with its peers: `npm run bench -- [--projects go-src,thanos,large] [--runs 5]`. See test/bench/main.ts. */
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as esbuild from 'esbuild';
import { build } from './build.mjs';
import { node, root, runMain } from './setup/run.mjs';

async function main() {
  await build({ production: true });
  const outfile = path.join(root, 'out', `bench-${process.pid}.cjs`);
  await mkdir(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/bench/main.ts'],
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
