// @ts-check
/** TypeScript of test/ made into a file that Node runs: one way for every suite, proof and benchmark. */
import { mkdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { node, root } from '../setup/run.mjs';

/** What all bundles of test/ have in common; packages stay outside. */
export const testBundle = /** @satisfies {import('esbuild').BuildOptions} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});

/**
 * Bundles a program of test/, runs it in the repository's folder, and resolves with its exit code.
 * @param {string} entry relative to the repository @param {readonly string[]} args @param {Parameters<typeof node>[1]} [options]
 */
export async function runBundled(entry, args, options) {
  // Not before the dependencies are installed. One output a process, so that two runs side by side do not meet.
  const esbuild = await import('esbuild');
  const outfile = path.join(root, 'out', `${path.basename(path.dirname(entry))}-${process.pid}.cjs`);
  await mkdir(path.dirname(outfile), { recursive: true });
  try {
    await esbuild.build({ ...testBundle, entryPoints: [entry], outfile });
    return await node([outfile, ...args], options);
  } finally {
    await rm(outfile, { force: true });
  }
}
