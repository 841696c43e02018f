import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { LspClient, type ClientOptions } from './lspClient';

const built = path.resolve('dist', 'server.js');

export interface StartOptions extends ClientOptions {
  /** the whole environment of the server */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** another copy of the bundle than the one in dist */
  readonly bundle?: string;
  /** another language server than ours, which ours is compared with */
  readonly command?: readonly [file: string, ...args: string[]];
  /** listens to what the server sends from its first word on */
  readonly prepare?: (client: LspClient) => void;
}

/** The built language server as a process of its own, as any editor starts it, with a client on its streams. */
export class ServerProcess {
  readonly client: LspClient;
  readonly child: ChildProcess;
  /** what it wrote beside the protocol: nothing, if all is well */
  stderr = '';

  private constructor(child: ChildProcess, client: LspClient) {
    this.child = child;
    this.client = client;
  }

  static async start(options: StartOptions): Promise<ServerProcess> {
    const [file, ...args] = options.command ?? ourCommand(options.bundle ?? built);
    const child = spawn(file, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...(options.env ?? process.env) },
      cwd: options.cwd ?? path.parse(process.execPath).root,
    });
    const server = new ServerProcess(child, new LspClient(child.stdout, child.stdin));
    child.stderr.on('data', (data: Buffer) => (server.stderr += data.toString()));
    options.prepare?.(server.client);
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${file} ended (${code}) and did not answer\n${server.stderr}`)));
    });
    await Promise.race([server.client.initialize(options), ended]);
    ended.catch(() => undefined);
    return server;
  }

  /** Ends it in order, or by force where it does not answer. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    const force = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await this.client.shutdown().catch(() => undefined);
    await ended;
    clearTimeout(force);
  }
}

function ourCommand(bundle: string): readonly [string, ...string[]] {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: node scripts/build.mjs makes it`);
  return [process.execPath, bundle, '--stdio'];
}
