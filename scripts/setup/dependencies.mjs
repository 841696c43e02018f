// @ts-check
/** Brings node_modules to what package-lock.json says. Only Node's built-ins: nothing is installed yet. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { npm, PlainError, root } from './run.mjs';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} Packages */

/** The oldest Node that the product and its tools run on. */
const oldestNode = [20, 19];

export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new PlainError(`Go Preflight needs Node ${oldestNode.join('.')} or newer; this is ${version}.`);
}

/**
 * The packages of a lockfile that an installed tree lacks or has in another version. npm leaves optional packages of
 * other platforms out, so those are not missed.
 * @param {Packages} wanted @param {Packages} installed
 */
export function missingPackages(wanted, installed) {
  return Object.entries(wanted)
    .filter(([name, { version, integrity, optional, devOptional, link }]) => {
      if (name === '' || link) return false;
      const has = installed[name];
      if (has === undefined) return !(optional || devOptional);
      return has.version !== version || has.integrity !== integrity;
    })
    .map(([name]) => name.replace(/^.*node_modules\//, ''));
}

/** @param {string} file @returns {Packages} */
function packagesOf(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {}; // a torn file of an interrupted install: install again
  }
}

/** Installs the project's dependencies unless they are there. @returns {Promise<void>} */
export async function ensureDependencies() {
  requireNode();
  const modules = path.join(root, 'node_modules');
  const missing = missingPackages(
    packagesOf(path.join(root, 'package-lock.json')),
    packagesOf(path.join(modules, '.package-lock.json')),
  );
  if (missing.length === 0) return;
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // Somebody else's folder, shared by several work trees: npm ci would empty it under them.
    console.error(`node_modules is a link and lacks ${missing.slice(0, 5).join(', ')}: install where it points to.`);
    return;
  }
  console.error(`Installing ${missing.length} npm packages ...`);
  // No package of ours needs its install script, so none is run.
  const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new PlainError(
      `npm ci failed (exit code ${code}): the npm packages of the project cannot be installed. Is the registry reachable? (npm ping)`,
    );
  }
}
