// @ts-check
/** Programs that the tests take from the system: on Debian and Ubuntu they are installed when we are root. */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { PlainError, run, works } from './run.mjs';

/** @typedef {{ package: string, why: string, there: () => boolean }} SystemPackage */

/** Chromium's names on the distributions that we know. */
const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** The browser that shows VS Code: `CHROMIUM`, else the system's. @returns {string | undefined} */
export function findChromium() {
  const own = process.env['CHROMIUM'];
  if (own) {
    if (!existsSync(own)) throw new PlainError(`CHROMIUM names ${own}, which does not exist.`);
    return own;
  }
  return browsers.find((file) => existsSync(file));
}

/** @type {readonly SystemPackage[]} */
const wanted = [
  { package: 'chromium', why: 'it shows VS Code in the tests', there: () => findChromium() !== undefined },
  { package: 'strace', why: 'a test proves with it that no socket is opened', there: () => works('strace', ['-V']) },
  { package: 'fonts-noto-cjk', why: 'the Chinese screenshots need its glyphs', there: hasChineseFont },
];

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8', timeout: 30_000 });
  return (stdout ?? '').trim() !== '';
}

/**
 * Installs what is missing, and says plainly what cannot be. Tests skip, with their reason, without the last two.
 * @returns {Promise<string>} the path of Chromium
 */
export async function ensureSystemPackages() {
  const missing = wanted.filter(({ there }) => !there());
  if (missing.length > 0) await aptInstall(missing);
  const chromium = findChromium();
  if (chromium) return chromium;
  throw new PlainError(
    'The tests in VS Code need Chromium: install it (apt-get install chromium, as root) or name one by the environment variable CHROMIUM.',
  );
}

/** @param {readonly SystemPackage[]} missing */
async function aptInstall(missing) {
  const names = missing.map((item) => item.package);
  const needs = missing.map((item) => `${item.package} (${item.why})`).join(', ');
  if (process.platform !== 'linux' || !works('apt-get')) {
    console.error(`Missing: ${needs}. There is no apt-get here: install it with the system's package manager.`);
    return;
  }
  if (process.getuid?.() !== 0) {
    console.error(`Missing: ${needs}. Installing needs root: sudo apt-get install ${names.join(' ')}`);
    return;
  }
  console.error(`Installing from the system's package source: ${names.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, quiet: true });
  const install = ['install', '-y', '-q', '--no-install-recommends'];
  if ((await run('apt-get', [...install, ...names], { env, quiet: true })) === 0) return;
  // One unknown name fails the whole call: then one by one.
  for (const name of names) {
    if ((await run('apt-get', [...install, name], { env, quiet: true })) !== 0) {
      console.error(`apt-get cannot install ${name}.`);
    }
  }
}
