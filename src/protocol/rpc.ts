/**
 * Requests and notifications as typed names. This layer has no packages: client and server make the LSP library's
 * `RequestType` and `NotificationType` from `method`.
 */
declare const types: unique symbol;

export interface RequestMethod<Params, Result> {
  readonly method: string;
  /** for the compiler alone: never present */
  readonly [types]?: (params: Params) => Result;
}

export interface NotificationMethod<Params> {
  readonly method: string;
  /** for the compiler alone: never present */
  readonly [types]?: (params: Params) => void;
}

export function request<Params, Result>(method: string): RequestMethod<Params, Result> {
  return { method };
}

export function notification<Params>(method: string): NotificationMethod<Params> {
  return { method };
}
