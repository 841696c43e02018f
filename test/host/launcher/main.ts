/**
 * An executable that looks like VS Code's `code` to @vscode/test-electron: it starts the server build of VS Code, opens
 * it in Chromium, forwards what the tests print, and exits with their exit code.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArguments, type LaunchArguments } from './arguments';
import { addressOf, exposeAutomation, openBrowser, type Window } from './browser';
import { installationFromEnvironment, type Installation } from './installation';
import { folderArguments, startServer, type RunningServer } from './server';

/** A suite that hangs must not hang the run. */
const timeoutMs = Number(process.env['GO_PREFLIGHT_LAUNCH_TIMEOUT_MS'] ?? 300_000);

/** A signal or the deadline ends the launch like any other end, through the cleanup. */
function interruption(): Promise<number> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
    process.once('SIGHUP', () => resolve(129));
    setTimeout(() => {
      console.error(`The tests did not end within ${timeoutMs / 1000} s.`);
      resolve(1);
    }, timeoutMs).unref();
  });
}

async function runTests(args: LaunchArguments, installation: Installation, serverDataDir: string): Promise<number> {
  const interrupted = interruption();
  const logFile = path.join(args.userDataDir ?? serverDataDir, 'server.log');
  const { extensionsDir, userDataDir, trust } = args;
  const server = await startServer(installation, {
    ...{ serverDataDir, userDataDir, extensionsDir, trust, logFile },
    env: process.env,
  });
  try {
    const window = await openBrowser({ browser: installation.browser });
    try {
      return await Promise.race([testsInWindow(args, server, window), interrupted]);
    } finally {
      await window.browser.close().catch(() => undefined);
    }
  } finally {
    await server.stop();
  }
}

/** Opens the page and waits for the end that VS Code tells, or for the end of any part of it. */
async function testsInWindow(args: LaunchArguments, server: RunningServer, window: Window): Promise<number> {
  // VS Code's own hundreds of lines go there too; what tests print has its own file (`support/inside/runSuite.ts`).
  const log = createWriteStream(path.join(args.userDataDir ?? os.tmpdir(), 'console.log'));
  const { port } = server;
  const payload = [
    ...args.extensions.map((folder) => ['extensionDevelopmentPath', server.uriOf(folder)] as const),
    ...(args.tests ? [['extensionTestsPath', server.uriOf(args.tests)] as const] : []),
  ];
  const told = new Promise<number>((resolve, reject) => {
    exposeAutomation(window.page, { log: (type, text) => log.write(`${type} ${text}\n`), exit: resolve })
      .then(() => window.page.goto(addressOf({ port, open: args.open, payload })))
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

/** VS Code's own command line: `code --install-extension x.vsix`. */
function install(args: LaunchArguments, file: string, installation: Installation, serverDataDir: string): number {
  const server = path.join(installation.server, 'out/server-main.js');
  const { status } = spawnSync(
    installation.node,
    [server, '--install-extension', file, ...folderArguments({ ...args, serverDataDir })],
    { stdio: 'inherit', timeout: timeoutMs },
  );
  return status ?? 1;
}

async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  const installation = installationFromEnvironment(process.env);
  const serverDataDir = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-code-'));
  try {
    if (args.installExtension) return install(args, args.installExtension, installation, serverDataDir);
    return await runTests(args, installation, serverDataDir);
  } finally {
    rmSync(serverDataDir, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
