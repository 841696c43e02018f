import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { Cancelled } from '../engine/index';
import type { ServerContext } from './serverContext';

/** A cancelled request ends with the error that LSP has for it; what fails unexpectedly is logged with its stack. */
export async function answer<T>(
  task: () => Promise<T>,
  { log }: ServerContext,
  method: string,
): Promise<T | ResponseError<undefined>> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Cancelled) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (error instanceof ResponseError) return error as ResponseError<undefined>;
    log.failure(method, error);
    return new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
  }
}
