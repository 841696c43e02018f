// @ts-check
/**
 * The benchmark, with its peers:
 *
 *     npm run bench -- [--projects go-src,go-cmd,thanos,large] [--peers none|quick|all] [--runs 5] [--parts commands,wholeFiles,servers,engine,modules,extension]
 *
 * `quick` peers (grep, `go list`) take some minutes with everything else; `all` adds gopls, `go vet -buildtag`, `go mod tidy
 * -diff` and `go mod verify`, and takes most of an hour. It installs what it needs and says what it could not measure.
 */
import { mkdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureGopls } from './setup/gopls.mjs';
import { node, PlainError, root, runMain } from './setup/run.mjs';
import { runBundled, testBundle } from './tests/bundle.mjs';

/**
 * What to measure, and with what: test/bench/main.ts gets it as JSON.
 * @typedef {{ value: string } | { why: string }} Tool its path, or why there is none
 * @typedef {{
 *   projects: readonly string[], peers: 'none' | 'quick' | 'all', parts: readonly string[], runs: number,
 *   vsix: string, gopls?: Tool, vscode?: Tool, activationSuite: string
 * }} Plan `gopls` and `vscode` are missing where nobody asked for them
 */

const choices = {
  projects: ['go-src', 'go-cmd', 'thanos', 'large'],
  parts: ['commands', 'wholeFiles', 'servers', 'engine', 'modules', 'extension'],
  peers: ['none', 'quick', 'all'],
};

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      projects: { type: 'string', default: choices.projects.join(',') },
      parts: { type: 'string', default: choices.parts.join(',') },
      peers: { type: 'string', default: 'quick' },
      runs: { type: 'string', default: '5' },
    },
  });
  const projects = chosen('projects', values.projects);
  const parts = chosen('parts', values.parts);
  const peers = /** @type {Plan['peers']} */ (chosen('peers', values.peers)[0]);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new PlainError('--runs is a number of one or more.');
  await ensureDependencies();
  const work = path.join(root, 'out', `bench-${process.pid}`);
  try {
    await mkdir(work, { recursive: true });
    const vsix = path.join(work, 'go-preflight.vsix');
    // Builds dist for production on its way: what users have is what is measured.
    if ((await node([path.join(root, 'scripts/package.mjs'), vsix], { quiet: true })) !== 0) {
      throw new PlainError('The extension cannot be packaged.');
    }
    const activationSuite = path.join(work, 'activation.cjs');
    const { env, vscode } = parts.includes('extension') ? await prepareVSCode(work, activationSuite) : {};
    /** @type {Plan} */
    const plan = {
      ...{ projects, parts, peers, runs, vsix, activationSuite },
      ...(peers === 'all' && parts.includes('servers') ? { gopls: await prepareGopls() } : {}),
      ...(vscode ? { vscode } : {}),
    };
    return await runBundled('test/bench/main.ts', [JSON.stringify(plan)], {
      env: { ...process.env, ...env, GO_PREFLIGHT_VSIX: vsix },
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
});

/** @param {keyof typeof choices} option @param {string} value */
function chosen(option, value) {
  const words = value.split(',');
  const strange = words.find((word) => !choices[option].includes(word));
  if (strange === undefined) return words;
  throw new PlainError(`--${option} does not know ${strange}: it takes ${choices[option].join(', ')}.`);
}

/** @returns {Promise<Tool>} */
async function prepareGopls() {
  const binary = await ensureGopls();
  return binary ? { value: binary } : { why: 'it could not be installed: no go, or no network' };
}

/**
 * A machine without a VS Code measures the rest.
 * @param {string} work @param {string} suite @returns {Promise<{ env?: NodeJS.ProcessEnv, vscode: Tool }>}
 */
async function prepareVSCode(work, suite) {
  const { bundleHost, vscodeEnvironment } = await import('./tests/host.mjs');
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({ ...testBundle, entryPoints: ['test/bench/activation.suite.ts'], outfile: suite });
    const env = await vscodeEnvironment({ code: await bundleHost(path.join(work, 'host')) });
    return { env, vscode: { value: env['VSCODE_TEST_EXECUTABLE'] ?? '' } };
  } catch (error) {
    return { vscode: { why: error instanceof Error ? error.message : String(error) } };
  }
}
