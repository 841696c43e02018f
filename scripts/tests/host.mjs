// @ts-check
/**
 * Runs the suites in a real VS Code: `node scripts/tests/host.mjs [name ...] [--floor] [--grep text] [--tally file]`.
 *
 * Which VS Code: the one that VSCODE_TEST_EXECUTABLE names; with VSCODE_TEST_VERSION (`stable`, `1.104.0` ...), and
 * wherever npm has no server build, the one that @vscode/test-electron downloads; else the server build from npm.
 */
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { codeServerRuns, ensureCodeServer } from '../setup/codeServer.mjs';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { ensureGopls } from '../setup/gopls.mjs';
import { node, root, runMain } from '../setup/run.mjs';
import { ensureSystemPackages } from '../setup/system.mjs';
import { testBundle } from './bundle.mjs';

const host = path.join(root, 'test/host');

/** Bundles everything that the host tests run. @param {string} outdir */
export async function bundleHost(outdir) {
  const esbuild = await import('esbuild');
  /** @type {import('esbuild').BuildOptions} */
  const shared = { ...testBundle, outExtension: { '.js': '.cjs' } };
  await rm(outdir, { recursive: true, force: true });
  await mkdir(path.join(outdir, 'suites'), { recursive: true });
  const code = path.join(outdir, 'code.cjs');
  await Promise.all([
    esbuild.build({ ...shared, entryPoints: [path.join(host, 'run.ts')], outdir }),
    esbuild.build({
      ...shared,
      entryPoints: [path.join(host, 'launcher/main.ts')],
      outfile: code,
      // By its path, because a test may empty PATH; but the system reads only so much of the line, and no spaces.
      banner: { js: `#!${/^\S{1,120}$/.test(process.execPath) ? process.execPath : '/usr/bin/env node'}` },
    }),
    bundleGoExtension(esbuild, shared, path.join(outdir, 'golang.go-0.58.0')),
    ...(await readdir(path.join(host, 'suites')))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => bundleSuiteFile(esbuild, shared, file, outdir)),
  ]);
  await chmod(code, 0o755);
  return code;
}

/** Settings of the Go extension that ours changes, declared as it declares them. */
const goSettings = {
  title: 'Go',
  properties: {
    gopls: { type: 'object', default: {}, scope: 'resource' },
    'go.buildFlags': { type: 'array', items: { type: 'string' }, default: [], scope: 'resource' },
    'go.buildTags': { type: 'string', default: '', scope: 'resource' },
  },
};

/**
 * The stand-in of the Go extension, as a folder that VS Code loads.
 * @param {import('esbuild')} esbuild @param {import('esbuild').BuildOptions} shared @param {string} folder
 */
async function bundleGoExtension(esbuild, shared, folder) {
  await mkdir(folder, { recursive: true });
  const languages = [
    { id: 'go.mod', aliases: ['Go Module File'], filenames: ['go.mod'] },
    { id: 'go.work', aliases: ['Go Work File'], filenames: ['go.work'] },
    { id: 'go.sum', aliases: ['Go Checksum File'], filenames: ['go.sum'] },
  ];
  const manifest = {
    name: 'go',
    publisher: 'golang',
    version: '0.58.0',
    engines: { vscode: '^1.104.0' },
    main: './main.cjs',
    activationEvents: ['workspaceContains:go.mod', 'onLanguage:go', 'onLanguage:go.mod'],
    contributes: { languages, configuration: goSettings },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const { packages: _inside, ...bundled } = shared;
  await esbuild.build({
    ...bundled,
    entryPoints: [path.join(host, 'standins/goExtension.ts')],
    outfile: path.join(folder, 'main.cjs'),
    external: ['vscode'],
  });
}

/**
 * A suite becomes a module that exports `run`, as VS Code wants it; a launch file stays what it is.
 * @param {typeof import('esbuild')} esbuild @param {import('esbuild').BuildOptions} shared
 * @param {string} file @param {string} outdir
 */
function bundleSuiteFile(esbuild, shared, file, outdir) {
  const source = path.join(host, 'suites', file);
  const outfile = path.join(outdir, 'suites', file.replace(/\.ts$/, '.cjs'));
  if (!file.endsWith('.suite.ts')) return esbuild.build({ ...shared, entryPoints: [source], outfile });
  const contents = `
    import { runSuite } from './inside/runSuite';
    export const run = () => runSuite(() => import(${JSON.stringify(source)}));`;
  return esbuild.build({
    ...shared,
    stdin: { contents, resolveDir: path.join(host, 'support'), loader: 'ts' },
    outfile,
  });
}

/**
 * The environment in which suites and UI tests find VS Code.
 * @param {{ floor?: boolean, code: string }} options
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function vscodeEnvironment({ floor = false, code }) {
  const own = process.env['VSCODE_TEST_EXECUTABLE'];
  const version = process.env['VSCODE_TEST_VERSION'] ?? (codeServerRuns ? undefined : floor ? '1.104.0' : 'stable');
  if (own || version) {
    const { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron');
    const executable = own ?? (await downloadAndUnzipVSCode(version));
    return {
      VSCODE_TEST_EXECUTABLE: executable,
      GO_PREFLIGHT_VSCODE_CLI: resolveCliPathFromVSCodeExecutablePath(executable),
    };
  }
  const browser = await ensureSystemPackages();
  return {
    ...(await codeServerEnvironment(floor ? 'floor' : 'current')),
    VSCODE_TEST_EXECUTABLE: code,
    GO_PREFLIGHT_VSCODE_CLI: code,
    CHROMIUM: browser,
  };
}

/**
 * What the launcher needs to start the server build.
 * @param {'current' | 'floor'} release @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function codeServerEnvironment(release = 'current') {
  const { server, node: serverNode } = await ensureCodeServer(release);
  return { GO_PREFLIGHT_CODE_SERVER: server, GO_PREFLIGHT_CODE_SERVER_NODE: serverNode };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { floor: { type: 'boolean' }, grep: { type: 'string' }, tally: { type: 'string' } },
  });
  await ensureDependencies();
  // One folder a process, so that two runs side by side do not overwrite each other.
  const outdir = path.join(root, 'out', `host-${process.pid}`);
  try {
    const code = await bundleHost(outdir);
    const gopls = await ensureGopls();
    const env = {
      ...process.env,
      GO_PREFLIGHT_GO_EXTENSION: path.join(outdir, 'golang.go-0.58.0'),
      ...(gopls ? { GO_PREFLIGHT_GOPLS: gopls } : {}),
      ...(await vscodeEnvironment({ floor: values.floor ?? false, code })),
      ...(values.grep ? { GO_PREFLIGHT_TEST_GREP: values.grep } : {}),
      ...(values.tally ? { GO_PREFLIGHT_TALLY: path.resolve(values.tally) } : {}),
    };
    return await node([path.join(outdir, 'run.cjs'), ...positionals], { env });
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(main);
