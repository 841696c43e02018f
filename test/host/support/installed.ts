import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const folders = new Map<string, string>();

/**
 * Packages the extension as `npm run package` does, unless GO_PREFLIGHT_VSIX names one, and has VS Code install it.
 * Returns the folder of extensions, made once a process and gone with it.
 */
export function installedExtensions(repository: string): string {
  const known = folders.get(repository);
  if (known !== undefined) return known;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gp-installed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const given = process.env['GO_PREFLIGHT_VSIX'];
  const vsix = given ?? path.join(folder, 'go-preflight.vsix');
  if (given === undefined) run(process.execPath, [path.join(repository, 'scripts/package.mjs'), vsix]);
  const extensions = path.join(folder, 'extensions');
  mkdirSync(extensions);
  run(commandLine(), [
    `--install-extension=${vsix}`,
    `--extensions-dir=${extensions}`,
    `--user-data-dir=${path.join(folder, 'profile')}`,
  ]);
  folders.set(repository, extensions);
  return extensions;
}

/** VS Code's command line; our launcher is one too. */
function commandLine(): string {
  const cli = process.env['GO_PREFLIGHT_VSCODE_CLI'];
  if (!cli)
    throw new Error('GO_PREFLIGHT_VSCODE_CLI is not set: start this through npm run test:host or npm run test:ui');
  return cli;
}

function run(file: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(file, args, { encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) {
    throw new Error(`${[file, ...args].join(' ')} failed:\n${error?.message ?? ''}\n${stdout}\n${stderr}`);
  }
}
