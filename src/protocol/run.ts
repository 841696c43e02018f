import type { Summary } from '../engine/index';
import { notification, request } from './rpc';

/** Why a run was asked for; shown while it runs and in the log. */
export const runReasons = ['start', 'edit', 'save', 'files', 'focus', 'settings', 'trust', 'command', 'fix'] as const;
export type RunReason = (typeof runReasons)[number];

export interface RunParams {
  /** URI of a workspace folder; every folder where absent */
  readonly folder?: string;
  /**
   * Ids of checks or families to ask anew, all else stays as it is; everything where absent. What is asked anew trusts
   * nothing that was remembered: files are read and `go` is run again.
   */
  readonly checks?: readonly string[];
  readonly reason: RunReason;
}

export interface FolderSummary {
  readonly folder: string;
  readonly summary: Summary;
}

export interface RunResponse {
  /** one a folder with Go in it, in the order of the workspace; the details went out as `stateChanged` before */
  readonly folders: readonly FolderSummary[];
}

/**
 * Verifies now. Cancel it with the request's token: the processes are killed and the request ends with the LSP error
 * RequestCancelled. It ends with ServerCancelled when its folder was closed.
 */
export const run = request<RunParams, RunResponse>('goPreflight/run');

export interface Progress {
  readonly reason: RunReason;
  /** checks that ended, of `total`; a check counts once a subject */
  readonly done: number;
  readonly total: number;
}

export interface ProgressParams {
  readonly folder: string;
  /** absent: nothing runs in this folder any more */
  readonly running?: Progress;
}

/** Server to client: a run goes on. At most ten a second, none for runs shorter than 300 ms. */
export const progressChanged = notification<ProgressParams>('goPreflight/progress');
