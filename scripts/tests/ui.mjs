// @ts-check
/**
 * Runs the tests that use VS Code as a person does: `node scripts/tests/ui.mjs [path substring ...] [--floor] [--grep text]
 * [--tally file]`. They drive the server build of VS Code, which npm has for Linux.
 */
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { codeServerRuns } from '../setup/codeServer.mjs';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { node, PlainError, root, runMain } from '../setup/run.mjs';
import { bundleHost, vscodeEnvironment } from './host.mjs';

await runMain(async () => {
  if (!codeServerRuns) throw new PlainError('The tests of the user interface run on Linux (x64, arm64) only.');
  await ensureDependencies();
  const outdir = path.join(root, 'out', `ui-${process.pid}`);
  const args = process.argv.slice(2);
  const floor = args.includes('--floor');
  try {
    const code = await bundleHost(outdir);
    const env = { ...process.env, ...(await vscodeEnvironment({ floor, code })) };
    const mocha = ['scripts/mocha.mjs', 'host/ui', ...args.filter((word) => word !== '--floor')];
    return await node(mocha, { env });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
});
