import type { Connection } from './connection';

/**
 * The one connection to the server: made when it is first asked for, and shared. One that could not be made is not kept,
 * so that the next who needs it has it tried anew; nothing tries again by itself.
 */
export class OneConnection {
  readonly #connect: () => Promise<Connection>;
  #kept: Promise<Connection> | undefined;

  constructor(connect: () => Promise<Connection>) {
    this.#connect = connect;
  }

  /** For what somebody asked for. */
  demand(): Promise<Connection> {
    if (this.#kept) return this.#kept;
    const attempt = this.#connect();
    this.#kept = attempt;
    attempt.catch(() => {
      this.#kept = undefined;
    });
    return attempt;
  }

  /** For what happens by the way, and is no reason to start a server: there, under way, or undefined. */
  get begun(): Promise<Connection> | undefined {
    return this.#kept;
  }

  async restart(): Promise<void> {
    const running = await this.#kept?.catch(() => undefined);
    await (running ? running.restart() : this.demand());
  }
}
