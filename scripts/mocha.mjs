// @ts-check
/**
 * Bundles the tests of a suite and runs them with mocha in this process.
 * `node scripts/mocha.mjs unit [path substring ...] [--grep text] [--tally file] [--terse]`: suites are the folders of test/.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { root } from './setup/run.mjs';
import { testBundle } from './tests/bundle.mjs';
import { emptyTally, refusedSkips, TallyReporter } from './tests/tally.mjs';

/** @param {string} folder @returns {Promise<string[]>} */
async function testFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/**
 * Bundles test files into one CommonJS file and returns its path. Packages stay outside.
 * @param {string} suite @param {readonly string[]} filters
 */
export async function bundleTests(suite, filters = []) {
  const files = (await testFiles(path.join(root, 'test', suite))).filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  );
  if (files.length === 0) throw new Error(`test/${suite} has no test file that matches ${filters.join(', ')}`);
  // One output a process, so that two runs side by side do not overwrite each other.
  const outfile = path.join(root, 'out', 'test', `${suite.replaceAll('/', '-')}-${process.pid}.cjs`);
  await mkdir(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    ...testBundle,
    stdin: {
      contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
  });
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grep: { type: 'string' },
      timeout: { type: 'string' },
      tally: { type: 'string' },
      terse: { type: 'boolean' },
    },
  });
  const [suite = 'unit', ...filters] = positionals;
  const ci = process.env['CI'] === 'true';
  process.chdir(root);
  process.setSourceMapsEnabled(true);
  const file = await bundleTests(suite, filters);
  const tally = emptyTally();
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    // Long: it matters only where a test hangs, and a busy machine is slow, not broken.
    timeout: Number(values.timeout ?? 900_000),
    reporter: /** @type {any} */ (TallyReporter), // its type wants mocha's own base class
    reporterOptions: { tally, write: console.log, terse: values.terse ?? suite === 'unit' },
    forbidOnly: ci,
    failZero: true,
  });
  if (values.grep) mocha.grep(values.grep);
  mocha.addFile(file);
  const failures = await new Promise((resolve) => mocha.run(resolve));
  await rm(file, { force: true });
  if (values.tally) await writeFile(values.tally, JSON.stringify(tally));
  const { passed, failed, skipped } = tally;
  console.log(`${suite}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  process.exit(failures > 0 || refusedSkips(tally, { ci }).length > 0 ? 1 : 0);
}
