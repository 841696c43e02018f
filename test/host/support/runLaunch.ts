import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import type { Tally } from '../../../scripts/tests/tally.mjs';
import { removeFolder } from '../../support/removeFolder';
import { hermeticEnvironment } from './hermetic';
import { installedExtensions } from './installed';
import type { Launch } from './launch';
import { writeProfile } from './profile';
import { writeWorkspace } from './workspaceFiles';

export interface VSCode {
  /** our launcher, or a real VS Code */
  readonly executable: string;
  readonly repository: string;
  /** where what a failed launch left is kept */
  readonly artifacts: string;
}

/** Opens one window, runs one bundled suite in it, and returns what it counted. A window that never told is a failure. */
export async function runLaunch(vscode: VSCode, name: string, suite: string, launch: Launch): Promise<Tally> {
  const title = `${name} (${launch.name})`;
  if (launch.skip !== undefined) return { passed: 0, failed: 0, skipped: [{ title, reason: launch.skip }] };
  // A short path: VS Code puts sockets into the profile, and a socket's path has about 100 characters.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gp-'));
  const output = path.join(folder, 'output.txt');
  const tallyFile = path.join(folder, 'tally.json');
  try {
    await prepare(vscode, folder, launch);
    await writeFile(output, '');
    const environment = {
      ...hermeticEnvironment(folder, launch.environment),
      GO_PREFLIGHT_TEST_OUTPUT: output,
      GO_PREFLIGHT_TEST_TALLY: tallyFile,
    };
    const failure = await openWindow(vscode, folder, suite, launch, environment);
    process.stdout.write(await readFile(output, 'utf8'));
    if (existsSync(tallyFile)) {
      const tally = JSON.parse(await readFile(tallyFile, 'utf8')) as Tally;
      if (tally.failed > 0) await keep(vscode, folder, title);
      return tally;
    }
    console.log(`  FAIL  ${title}: VS Code ended before the tests did. ${failure ?? ''}`);
    await keep(vscode, folder, title);
    return { passed: 0, failed: 1, skipped: [] };
  } finally {
    await removeFolder(folder);
  }
}

async function prepare(vscode: VSCode, folder: string, launch: Launch): Promise<void> {
  await writeProfile(path.join(folder, 'profile'), launch);
  await writeWorkspace(vscode.repository, path.join(folder, 'workspace'), launch);
  const extensions = path.join(folder, 'extensions');
  if (launch.extension !== 'installed') {
    await mkdir(extensions);
    // Beside ours as a user has them: installed. A window of the server build takes one extension under development.
    for (const beside of launch.beside ?? [])
      await cp(beside, path.join(extensions, path.basename(beside)), { recursive: true });
    return;
  }
  await cp(installedExtensions(vscode.repository), extensions, { recursive: true });
  // Something must be under development, or VS Code runs no tests: an extension that does nothing.
  await mkdir(path.join(folder, 'driver'));
  await writeFile(
    path.join(folder, 'driver', 'package.json'),
    JSON.stringify({ name: 'driver', publisher: 'go-preflight-test', version: '1.0.0', engines: { vscode: '*' } }),
  );
}

/** Returns why the run failed, if it did. */
async function openWindow(
  vscode: VSCode,
  folder: string,
  suite: string,
  launch: Launch,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const workspace = path.join(folder, 'workspace');
  const ours = launch.extension === 'installed' ? path.join(folder, 'driver') : vscode.repository;
  const launchArgs = [
    ...(launch.open === null ? [] : [path.join(workspace, launch.open ?? '.')]),
    `--user-data-dir=${path.join(folder, 'profile')}`,
    `--extensions-dir=${path.join(folder, 'extensions')}`,
    '--force-disable-user-env',
    ...(launch.language === undefined ? [] : [`--locale=${launch.language}`]),
  ];
  const extensionDevelopmentPath = [ours];
  try {
    if (launch.trusted === false)
      await openRestricted(vscode, launchArgs, extensionDevelopmentPath, suite, environment);
    else {
      await runTests({
        ...{ vscodeExecutablePath: vscode.executable, extensionDevelopmentPath, extensionTestsPath: suite, launchArgs },
        extensionTestsEnv: environment,
      });
    }
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** `runTests` always switches workspace trust off, so a window with it is opened here, with the same arguments. */
async function openRestricted(
  vscode: VSCode,
  launchArgs: readonly string[],
  extensions: readonly string[],
  suite: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const args = [
    ...launchArgs,
    ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    ...extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
    `--extensionTestsPath=${suite}`,
  ];
  const child = spawn(vscode.executable, args, { env: { ...process.env, ...environment }, stdio: 'inherit' });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))));
  });
}

async function keep(vscode: VSCode, folder: string, title: string): Promise<void> {
  const target = path.join(vscode.artifacts, title.replaceAll(/[^\w-]+/g, '-'));
  await mkdir(target, { recursive: true });
  for (const name of ['output.txt', 'profile/console.log', 'profile/server.log', 'profile/logs']) {
    const source = path.join(folder, name);
    if (existsSync(source)) await cp(source, path.join(target, path.basename(name)), { recursive: true });
  }
  console.log(`        what it left: ${target}`);
}
