import { request } from './rpc';

/** Questions that a page answers; `why-go-shell` asks the person's shell as well, which runs its start files. */
export const answerKinds = ['why-go', 'why-go-shell', 'env', 'versions'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export interface AnswerParams {
  readonly kind: AnswerKind;
  /** a workspace folder */
  readonly folder: string;
  /** a module's folder, relative to it; `.` for itself */
  readonly module: string;
}

export interface AnswerPage {
  /** in the session's language, with its `#` title; secrets are masked */
  readonly markdown: string;
}

/** Answered from files and the environment; nothing is run but a shell where it is asked for in a trusted workspace. */
export const answerPage = request<AnswerParams, AnswerPage>('goPreflight/answer');
