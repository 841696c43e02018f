import { request } from './rpc';

/** A finding that shows on certain targets. Argument of the command `vetFinding`, too. */
export interface VetParams {
  /** URI of the workspace folder */
  readonly folder: string;
  readonly fingerprint: string;
}

export type VetAnswer =
  /** the finding is gone, or names no target */
  | { readonly kind: 'none' }
  | { readonly kind: 'not-trusted'; readonly reason: string }
  | { readonly kind: 'confirmed' | 'refuted' | 'undecided'; readonly said: string };

/**
 * `go vet` for one of the finding's targets; what it says is shown on the finding until a file changes. It compiles, so the
 * client asks it only when the person agreed to the profile build. Cancellable.
 */
export const vet = request<VetParams, VetAnswer>('goPreflight/vet');
