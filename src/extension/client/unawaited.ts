/**
 * For what is told to the server in answer to an event, and nobody waits for. It fails where the server does not start, or
 * is down for good; both have been told of already, and a server that starts is told all anew. Left alone, the failure
 * would be an unhandled rejection in the log of the extension host.
 */
export function unawaited(telling: Promise<unknown>, log: { debug(message: string): void }): void {
  telling.catch((error: unknown) => log.debug(`the server was not told: ${String(error)}`));
}
