// @ts-check
/**
 * A real VS Code from npm alone: the server build that code-server carries, with the Node it wants. It is kept outside the
 * checkout, `~/.cache/go-preflight/vscode-<version>`, and used again as long as the version is the same.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { npm, PlainError } from './run.mjs';

/**
 * @typedef {{ codeServer: string, codeServerIntegrity: string, node: string }} Release
 * @typedef {{ server: string, node: string, version: string }} CodeServer the folder with out/server-main.js, its Node
 */

/** @satisfies {Record<string, Release>} */
const releases = {
  current: {
    codeServer: '4.139.1',
    codeServerIntegrity:
      'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    node: '24.21.0',
  },
  /** The oldest VS Code that package.json allows, 1.104. */
  floor: {
    codeServer: '4.104.0',
    codeServerIntegrity:
      'sha512-wSo8KOqN/HnhAPkZ+aKviR61xx97KrYpvy9oomXhSwoM+1l5t8Mfuffx5or3Ew1PoJh2u2Y4fxIEi3Wn5++vfg==',
    node: '22.23.3',
  },
};

/** npm has Node for Linux as a package; elsewhere the official VS Code is downloaded. */
export const codeServerRuns = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);

export function cacheFolder() {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'go-preflight');
}

/**
 * Installs a release unless the cache has it.
 * @param {keyof typeof releases} name @returns {Promise<CodeServer>}
 */
export async function ensureCodeServer(name = 'current') {
  const release = releases[name];
  const folder = path.join(cacheFolder(), `vscode-${release.codeServer}`);
  if (!isComplete(folder, release)) {
    console.error(`Installing VS Code (code-server ${release.codeServer}) into ${folder}, once; about 800 MB ...`);
    await install(folder, release);
  }
  const found = places(folder);
  await replaceLogger(found.server);
  return { ...found, version: release.codeServer };
}

/** What writes logs is native and not built: a module of ours does it. @param {string} server */
async function replaceLogger(server) {
  const file = path.join(server, 'node_modules/@vscode/spdlog/index.js');
  const [ours, there] = await Promise.all([
    readFile(new URL('spdlog.cjs', import.meta.url), 'utf8'),
    readFile(file, 'utf8'),
  ]);
  if (ours === there) return;
  const scratch = `${file}.${process.pid}`;
  await writeFile(scratch, ours);
  await rename(scratch, file);
}

/** @param {string} folder */
function places(folder) {
  const modules = path.join(folder, 'node_modules');
  return {
    server: path.join(modules, 'code-server/lib/vscode'),
    node: path.join(modules, `node-linux-${process.arch}/bin/node`),
  };
}

/**
 * npm writes its own list last, so that an interrupted install is seen.
 * @param {string} folder @param {Release} release
 */
function isComplete(folder, release) {
  const { server, node } = places(folder);
  const list = path.join(folder, 'node_modules/.package-lock.json');
  if (![list, node, path.join(server, 'node_modules/.package-lock.json')].every((file) => existsSync(file)))
    return false;
  const { packages } = JSON.parse(readFileSync(list, 'utf8'));
  return (
    packages['node_modules/code-server']?.integrity === release.codeServerIntegrity &&
    packages[`node_modules/node-linux-${process.arch}`]?.version === release.node
  );
}

/** @param {string} folder @param {Release} release */
async function install(folder, release) {
  await mkdir(path.dirname(folder), { recursive: true });
  const scratch = await mkdtemp(`${folder}.installing-`);
  try {
    await writeFile(path.join(scratch, 'package.json'), '{ "private": true }\n');
    await npmInstall(scratch, [`code-server@${release.codeServer}`, `node-linux-${process.arch}@${release.node}`]);
    const { server, node } = places(scratch);
    await npmInstall(server, ['--omit=dev'], path.dirname(node));
    if (!isComplete(scratch, release))
      throw new PlainError(`code-server ${release.codeServer} is not the one we know.`);
    // Another run may have been faster: its copy is as good.
    if (isComplete(folder, release)) return;
    await rm(folder, { recursive: true, force: true });
    await rename(scratch, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * No native part is built: the terminal, which the floor misses then, no test needs; for its logs see `spdlog.cjs`.
 * @param {string} cwd @param {readonly string[]} args @param {string} [nodeFolder] comes first on PATH
 */
async function npmInstall(cwd, args, nodeFolder) {
  // npm hands its own settings to what it runs as npm_config_*: those of the project must not reach another folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_(?!execpath)/i.test(key)));
  if (nodeFolder) env['PATH'] = `${nodeFolder}${path.delimiter}${env['PATH'] ?? ''}`;
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await npm(['install', ...flags, ...args], { cwd, env, quiet: true });
  if (code !== 0) {
    throw new PlainError(`VS Code for the tests cannot be installed: npm install ${args.join(' ')} failed in ${cwd}.`);
  }
}
