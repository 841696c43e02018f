/**
 * An executable that looks like VS Code's `code` to @vscode/test-electron: it starts the server build of VS Code, opens
 * it in Chromium, forwards what the tests print, and exits with their exit code.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { removeFolder } from '../../support/removeFolder';
import { parseArguments, type LaunchArguments } from './arguments';
import { addressOf, exposeAutomation, openBrowser, type Window } from './browser';
import { installedBrowser, installedCodeServer } from './installation';
import { folderArguments, startServer, type RunningServer } from './server';

/** A suite that hangs must not hang the run. */
const timeoutMs = Number(process.env['GO_PREFLIGHT_LAUNCH_TIMEOUT_MS'] ?? 1_200_000);

/** A signal or the deadline ends the launch like any other end, through the cleanup. */
function interruption(deadlineMs: number | undefined): Promise<number> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
    process.once('SIGHUP', () => resolve(129));
    if (deadlineMs === undefined) return;
    setTimeout(() => {
      console.error(`The tests did not end within ${deadlineMs / 1000} s.`);
      resolve(1);
    }, deadlineMs).unref();
  });
}

/** Starts the server; then the tests run in Chromium, or without tests a person opens the address in an own browser. */
async function openWindow(args: LaunchArguments, serverDataDir: string): Promise<number> {
  const interrupted = interruption(args.tests === undefined ? undefined : timeoutMs);
  const { extensionsDir, userDataDir, trust } = args;
  const logFile = path.join(userDataDir ?? serverDataDir, 'server.log');
  // A test may give its window a PATH without anything on it; we and Chromium need what there really is.
  const { GO_PREFLIGHT_OUTER_PATH: outerPath, ...env } = process.env;
  if (outerPath !== undefined) process.env['PATH'] = outerPath;
  const options = { serverDataDir, userDataDir, extensionsDir, trust, logFile, env };
  const server = await startServer(installedCodeServer(), options);
  try {
    if (args.tests === undefined) {
      console.log(`VS Code is open at ${addressIn(server, args)}\nCtrl+C ends it.`);
      return await Promise.race([interrupted, server.exited.then(() => 1)]);
    }
    const window = await openBrowser({ browser: installedBrowser() });
    try {
      return await Promise.race([testsInWindow(args, server, window), interrupted]);
    } finally {
      await window.browser.close().catch(() => undefined);
    }
  } finally {
    await server.stop();
  }
}

function addressIn(server: RunningServer, { extensions, tests, open }: LaunchArguments): string {
  const payload = [
    ...extensions.map((folder) => ['extensionDevelopmentPath', server.uriOf(folder)] as const),
    ...(tests === undefined ? [] : [['extensionTestsPath', server.uriOf(tests)] as const]),
  ];
  return addressOf({ port: server.port, open, payload });
}

/** Opens the page and waits for the end that VS Code tells, or for the end of any part of it. */
async function testsInWindow(args: LaunchArguments, server: RunningServer, window: Window): Promise<number> {
  // VS Code's own hundreds of lines go there too; what tests print has its own file (`support/inside/runSuite.ts`).
  const log = createWriteStream(path.join(args.userDataDir ?? os.tmpdir(), 'console.log'));
  const told = new Promise<number>((resolve, reject) => {
    exposeAutomation(window.page, { log: (type, text) => log.write(`${type} ${text}\n`), exit: resolve })
      .then(() => window.page.goto(addressIn(server, args)))
      .catch(reject);
  });
  const ended = new Promise<string>((resolve) => {
    window.page.once('crash', () => resolve('the page crashed'));
    window.browser.once('disconnected', () => resolve('Chromium ended'));
    void server.exited.then(resolve);
  });
  const why = ended.then((reason) => {
    throw new Error(['VS Code ended before the tests did:', reason, ...window.problems].join('\n'));
  });
  try {
    return await Promise.race([told, why]);
  } finally {
    why.catch(() => undefined);
    log.end();
  }
}

/** VS Code's own command line: `code --install-extension=x.vsix`. */
function install(args: LaunchArguments, file: string, serverDataDir: string): number {
  const { server, node } = installedCodeServer();
  const main = path.join(server, 'out/server-main.js');
  const { status } = spawnSync(
    node,
    [main, '--install-extension', file, ...folderArguments({ ...args, serverDataDir })],
    { stdio: 'inherit', timeout: timeoutMs },
  );
  return status ?? 1;
}

async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  if (args.userDataDir !== undefined) mkdirSync(args.userDataDir, { recursive: true });
  // Inside the profile where there is one: whoever made that removes both, even when we are killed.
  const serverDataDir = mkdtempSync(path.join(args.userDataDir ?? os.tmpdir(), 'go-preflight-code-'));
  try {
    if (args.installExtension) return install(args, args.installExtension, serverDataDir);
    return await openWindow(args, serverDataDir);
  } finally {
    await removeFolder(serverDataDir);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
