import type { Confidence, Family, OutcomeKind, Profile, Severity, Summary } from '../engine/index';

/**
 * The report contract (DESIGN.md, "The report contract"). Other programs build on it: a change that is not an addition
 * raises `schemaVersion`. `schemas/report.schema.json` says the same to other languages; a test compares them.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'go-preflight'; readonly version: string };
  readonly root: string;
  readonly profile: Profile;
  readonly go: { readonly version: string; readonly goroot: string; readonly source: string } | null;
  readonly summary: Summary;
  readonly outcomes: readonly ReportOutcome[];
  readonly findings: readonly ReportFinding[];
}

export interface ReportOutcome {
  readonly check: string;
  readonly family: Family;
  readonly subject: string;
  readonly outcome: OutcomeKind;
  readonly reason?: string;
  readonly durationMs: number;
}

export interface ReportFinding {
  readonly check: string;
  readonly family: Family;
  readonly subject: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly fingerprint: string;
  readonly file?: string;
  readonly range?: ReportRange;
  readonly anchor?: string;
  readonly targets?: readonly string[];
  readonly related: readonly ReportRelated[];
  readonly fixes: readonly ReportFix[];
}

export interface ReportRelated {
  readonly file: string;
  readonly range: ReportRange;
  readonly message: string;
}

export interface ReportFix {
  readonly title: string;
  readonly kind: 'edit' | 'command' | 'setting';
  readonly safe: boolean;
}

/** One-based, end exclusive, columns in UTF-16 code units. */
export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

export interface ReportPosition {
  readonly line: number;
  readonly column: number;
}
