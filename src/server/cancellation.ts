import type { CancellationToken } from 'vscode-languageserver/node';

/** A signal that fires when the client cancels its request. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  // The connection owns the token and drops it, with its listeners, when the request has ended.
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
