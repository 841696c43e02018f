import type { Finding, Outcome, Range, RunResult } from '../engine/index';
import { fileName, rendered, tidied, type ReportContext } from './context';
import type { Report, ReportFinding, ReportOutcome, ReportRange } from './contract';
import { writeHomeAsTilde } from './redact';

/** The report contract as text: two runs over the same files differ in durations only. */
export function formatJson(result: RunResult, context: ReportContext): string {
  return `${JSON.stringify(toReport(result, context), null, 2)}\n`;
}

export function toReport(result: RunResult, context: ReportContext): Report {
  const { go, summary } = result;
  return {
    schemaVersion: 1,
    tool: { name: 'go-preflight', version: context.version },
    root: result.root,
    profile: result.profile,
    go: go
      ? {
          version: go.version,
          goroot: writeHomeAsTilde(go.goroot, context.homeDir),
          source: tidied(context, go.source),
        }
      : null,
    summary: { ...summary, durationMs: rounded(summary.durationMs) },
    outcomes: result.outcomes.map((outcome) => reportOutcome(outcome, context)),
    findings: result.findings.map((finding) => reportFinding(result, finding, context)),
  };
}

function reportOutcome(outcome: Outcome, context: ReportContext): ReportOutcome {
  return {
    check: outcome.check,
    family: outcome.family,
    subject: outcome.subject,
    outcome: outcome.kind,
    ...(outcome.reason && { reason: rendered(context, outcome.reason) }),
    durationMs: outcome.durationUs / 1000,
  };
}

function reportFinding(result: RunResult, finding: Finding, context: ReportContext): ReportFinding {
  const { location, anchor, targets } = finding;
  return {
    check: finding.check,
    family: finding.family,
    subject: finding.subject,
    severity: finding.severity,
    confidence: finding.confidence,
    message: rendered(context, finding.message),
    fingerprint: finding.fingerprint,
    ...(location && { file: fileName(result, context, location.file), range: reportRange(location.range) }),
    ...(anchor !== undefined ? { anchor } : location ? {} : { anchor: finding.subject }),
    ...(targets && { targets }),
    related: finding.related.map((related) => ({
      file: fileName(result, context, related.file),
      range: reportRange(related.range),
      message: rendered(context, related.message),
    })),
    fixes: finding.fixes.map((fix) => ({ title: rendered(context, fix.title), kind: fix.kind, safe: fix.safe })),
  };
}

function reportRange({ start, end }: Range): ReportRange {
  return {
    start: { line: start.line + 1, column: start.column + 1 },
    end: { line: end.line + 1, column: end.column + 1 },
  };
}

/** Microseconds are noise below the resolution of what they measure. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
