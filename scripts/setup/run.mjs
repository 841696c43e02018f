// @ts-check
/** Running programs from the project's scripts. Only Node's built-ins: these files run before anything is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as path from 'node:path';

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A mistake or a lack that the person can act on: printed without a stack. */
export class PlainError extends Error {}

/**
 * Runs a program with our own streams and resolves with its exit code.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number }} options
 * @returns {Promise<number>}
 */
export function run(file, args, { cwd = root, env = process.env, quiet = false, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
    });
    // Not spawn's own timeout: where the program does not exist, its timer runs on and keeps us alive.
    const deadline = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    // The child ends first and we clean up after it. A terminal sends Ctrl+C to both of us, a service manager's SIGTERM
    // reaches us alone.
    const wait = () => undefined;
    const forward = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', forward);
    const end = () => {
      clearTimeout(deadline);
      process.off('SIGINT', wait).off('SIGTERM', forward);
    };
    child.once('error', (error) => {
      end();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      end();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/**
 * Runs one of the project's scripts or an installed JavaScript program with this Node.
 * @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options]
 */
export const node = (args, options) => run(process.execPath, args, options);

/**
 * Runs npm: the one that runs us, else the one beside this Node or on PATH.
 * @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const running = process.env['npm_execpath'];
  if (running && /\.c?js$/.test(running)) return node([running, ...args], options);
  // npm on Windows is a batch file, which Node starts through a shell only; the arguments are our own.
  if (process.platform === 'win32')
    return run(process.env['ComSpec'] ?? 'cmd.exe', ['/d', '/c', 'npm', ...args], options);
  return run('npm', args, options);
}

/**
 * Whether a program can be started at all.
 * @param {string} file @param {readonly string[]} args
 */
export function works(file, args = ['--version']) {
  const { error, status } = spawnSync(file, args, { stdio: 'ignore', timeout: 30_000 });
  return error === undefined && status === 0;
}

/**
 * Runs a script's main function: a plain error is printed as one sentence.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
