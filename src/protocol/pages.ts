import { request } from './rpc';

export interface PageParams {
  readonly check: string;
}

export interface Page {
  readonly check: string;
  readonly title: string;
  /** in the session's language, with its `#` title */
  readonly markdown: string;
}

/** The page of a check; null for an id that does not exist. */
export const page = request<PageParams, Page | null>('goPreflight/page');

export interface ReportParams {
  /** every folder where absent */
  readonly folder?: string;
}

/** Both faces of the last results; secrets, tokens, the user's name and the home path are redacted. */
export interface Report {
  readonly markdown: string;
  readonly json: string;
}

export const report = request<ReportParams, Report>('goPreflight/report');
