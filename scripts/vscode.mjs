// @ts-check
/**
 * `npm run vscode` opens a VS Code with the extension on a copy of the example workspace, so that fixes may be tried;
 * `npm run vscode -- DIR` opens a folder of yours. It is the `code` on PATH, and where there is none, the server build of
 * VS Code from npm, shown by your browser.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { codeServerRuns } from './setup/codeServer.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { node, PlainError, root, run, runMain, works } from './setup/run.mjs';

await runMain(async () => {
  await ensureDependencies();
  const { build } = await import('./build.mjs');
  await build();
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'go-preflight-'));
  try {
    return await open(scratch, process.argv[2]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});

/** @param {string} scratch @param {string | undefined} chosen */
async function open(scratch, chosen) {
  const folder = chosen ? path.resolve(process.env['INIT_CWD'] ?? '.', chosen) : path.join(scratch, 'shop');
  if (!chosen) await cp(path.join(root, 'examples/shop'), folder, { recursive: true });
  const args = [`--extensionDevelopmentPath=${root}`, folder];
  if (works('code')) return run('code', ['--new-window', '--wait', ...args]);
  if (!codeServerRuns) {
    throw new PlainError(
      'There is no code on PATH. In VS Code, run "Shell Command: Install \'code\' command in PATH", or install VS Code.',
    );
  }
  const { bundleHost, codeServerEnvironment } = await import('./tests/host.mjs');
  const code = await bundleHost(path.join(root, 'out', `vscode-${process.pid}`));
  try {
    return await node([code, ...args], { env: { ...process.env, ...(await codeServerEnvironment()) } });
  } finally {
    await rm(path.dirname(code), { recursive: true, force: true });
  }
}
