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
    const bundle = options.bundle ?? built;
    if (!existsSync(bundle)) throw new Error(`${bundle} is missing: node scripts/build.mjs makes it`);
    const child = spawn(process.execPath, [bundle, '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...(options.env ?? process.env) },
      cwd: options.cwd ?? path.parse(bundle).root,
    });
    const server = new ServerProcess(child, new LspClient(child.stdout, child.stdin));
    child.stderr.on('data', (data: Buffer) => (server.stderr += data.toString()));
    await server.client.initialize(options);
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
