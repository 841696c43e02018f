import { pathToFileURL } from 'node:url';
import { report, run } from '../../src/protocol/index';
import { ServerProcess } from '../support/serverProcess';
import type { Report } from './report';

/** Verifies a folder through the language server, as an editor does: one server a folder, told of each change. */
export class ThroughServer {
  readonly #server: ServerProcess;
  readonly #folder: string;

  private constructor(server: ServerProcess, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  static async open(dir: string): Promise<ThroughServer> {
    const folder = pathToFileURL(dir).href;
    const session = { trusted: true, consent: [{ folder, profile: 'offline' as const }] };
    const server = await ServerProcess.start({
      folders: [folder],
      options: { session, locale: 'en' },
      env: process.env,
    });
    await server.client.verified(folder, 120_000);
    return new ThroughServer(server, folder);
  }

  /** @param changed a file that was written, made or deleted since the last time */
  async verify(changed?: string): Promise<Report> {
    if (changed !== undefined) await this.#server.client.watched(pathToFileURL(changed).href);
    await this.#server.client.request(run, { folder: this.#folder, reason: 'command' });
    const { json } = await this.#server.client.request(report, { folder: this.#folder });
    return JSON.parse(json) as Report;
  }

  close(): Promise<void> {
    return this.#server.stop();
  }
}
