import { request } from './rpc';

/** Questions that a page answers. */
export const answerKinds = ['why-go', 'env', 'versions'] as const;
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

/** Answered from files and the environment; nothing is run. */
export const answerPage = request<AnswerParams, AnswerPage>('goPreflight/answer');
