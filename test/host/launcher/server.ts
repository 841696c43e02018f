import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CodeServer } from './installation';

export interface ServerOptions {
  /** holds data/ (the user's profile) and exts/ where no other folder is named */
  readonly serverDataDir: string;
  readonly userDataDir?: string | undefined;
  readonly extensionsDir?: string | undefined;
  /** Restricted Mode is possible */
  readonly trust: boolean;
  /** the whole environment of the server, its extension hosts and what they start */
  readonly env: NodeJS.ProcessEnv;
  /** where its output goes */
  readonly logFile: string;
}

export interface RunningServer {
  readonly port: number;
  /** `vscode-remote://` address of a file on this machine */
  uriOf(file: string): string;
  /** settles when the process ends, whatever the reason */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

const startTimeoutMs = 300_000;

/** Arguments that name the folders of a profile: also for `--install-extension`. */
export function folderArguments(
  options: Pick<ServerOptions, 'serverDataDir' | 'userDataDir' | 'extensionsDir'>,
): string[] {
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', options.serverDataDir],
    ...(options.userDataDir === undefined ? [] : ['--user-data-dir', options.userDataDir]),
    ...['--extensions-dir', options.extensionsDir ?? path.join(options.serverDataDir, 'exts')],
  ];
}

/** Starts VS Code's server on a free port of the loopback interface. It dies with us, even when we are killed. */
export async function startServer(codeServer: CodeServer, options: ServerOptions): Promise<RunningServer> {
  const args = [
    path.join(codeServer.server, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-telemetry'],
    // Makes the server honour the payload of the page's address; without it a built server ignores tests.
    '--enable-smoke-test-driver',
    // Else the login shell's environment is laid over ours, and a PATH that a test prepared is lost.
    '--force-disable-user-env',
    ...(options.trust ? [] : ['--disable-workspace-trust']),
    ...folderArguments(options),
  ];
  const child = spawn(codeServer.node, args, {
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`the server ended (${signal ?? `exit code ${code}`})`));
  });
  const sentinel = startSentinel(child);
  const stop = async (): Promise<void> => {
    await stopGroup(child, exited);
    sentinel?.kill('SIGKILL');
    log.end();
  };
  try {
    const port = await readPort(child, exited);
    return { port, uriOf: (file) => `vscode-remote://localhost:${port}${file}`, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A taken port makes the server say so and live on without ever serving: that is a failure too. */
async function readPort(child: ChildProcess, exited: Promise<string>): Promise<number> {
  let output = '';
  return new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => fail('VS Code did not start in time'), startTimeoutMs);
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`${why}\n${output.slice(-2000)}`));
    };
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /Web UI available at http:\/\/[^:\s]+:(\d+)/.exec(output)?.[1];
      if (output.includes('EADDRINUSE')) fail('the port is taken');
      if (port === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', read);
      child.stderr?.off('data', read);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void exited.then(fail);
  });
}

/**
 * A shell that waits for our end: its standard input closes when we are gone, also by SIGKILL, and it ends the server's
 * process group then.
 */
function startSentinel(server: ChildProcess): ChildProcess | undefined {
  if (server.pid === undefined) return undefined;
  const script = 'read -r _; kill -TERM "-$1"; sleep 2; kill -KILL "-$1"';
  const sentinel = spawn('/bin/sh', ['-c', script, 'sentinel', String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  sentinel.unref();
  return sentinel;
}

async function stopGroup(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.pid === undefined) return;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!signalGroup(child.pid, signal)) return;
    await Promise.race([exited, wait(3000)]);
    // The group outlives its leader as long as an extension host or a child of it runs.
    for (let i = 0; i < 20 && signalGroup(child.pid, 0); i++) await wait(50);
  }
}

/** False where the group is gone. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
