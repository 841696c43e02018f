import { request } from './rpc';

/**
 * Questions that a page answers; `why-go-shell` asks the person's shell as well, which runs its start files; `diff` holds a
 * snapshot or a Go binary against the folder.
 */
export const answerKinds = ['why-go', 'why-go-shell', 'env', 'versions', 'diff'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface AnswerParams {
  readonly kind: AnswerKind;
  /** a workspace folder */
  readonly folder: string;
  /** a module's folder, relative to it; `.` for itself */
  readonly module: string;
  /** of `diff`: URI of the file to compare with */
  readonly other?: string;
}

export interface AnswerPage {
  /** in the session's language, with its `#` title; secrets are masked */
  readonly markdown: string;
}

/**
 * Answered from files and the environment; nothing is run but, in a trusted workspace, a shell where it is asked for, and
 * `go version -m` for a comparison.
 */
export const answerPage = request<AnswerParams, AnswerPage>('goPreflight/answer');

export interface SnapshotParams {
  /** a workspace folder */
  readonly folder: string;
}

export interface SnapshotFile {
  /** what belongs into the file: `schemas/snapshot.schema.json`, without secrets, account names and the home folder */
  readonly json: string;
}

/** The environment of a folder as it is now. */
export const snapshot = request<SnapshotParams, SnapshotFile>('goPreflight/snapshot');
