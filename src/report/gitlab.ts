import type { Finding, RunResult, Severity } from '../engine/index';
import { rendered, type ReportContext } from './context';
import { messageAt, repositoryPlace } from './repositoryPlace';
import { word } from './words';

const severities = { error: 'critical', warning: 'major', info: 'info', hint: 'info' } as const satisfies Record<
  Severity,
  string
>;

/** An entry of GitLab's Code Quality report: what it reads of the format of Code Climate. */
interface CodeQualityEntry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: (typeof severities)[Severity];
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/**
 * A Code Quality report of GitLab. A finding for which the repository has no file stands at the folder itself.
 * @param top absolute folder of the repository
 */
export function formatGitlab(result: RunResult, context: ReportContext, top: string): string {
  const used = new Map<string, number>();
  const entries = result.findings.map((finding) =>
    entryOf(result, finding, unique(finding.fingerprint, used), context, top),
  );
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function entryOf(
  result: RunResult,
  finding: Finding,
  fingerprint: string,
  context: ReportContext,
  top: string,
): CodeQualityEntry {
  const { path, range } = repositoryPlace(result, finding, top) ?? { path: '.', range: undefined };
  const [fix] = finding.fixes;
  const message = messageAt(result, finding, context, top);
  return {
    description: fix ? word(context.catalogue, 'ci.withFix', { message, fix: rendered(context, fix.title) }) : message,
    check_name: finding.check,
    fingerprint,
    severity: severities[finding.severity],
    location: { path, lines: { begin: (range?.start.line ?? 0) + 1, end: (range?.end.line ?? 0) + 1 } },
  };
}

/** GitLab takes two entries with one fingerprint for one. */
function unique(fingerprint: string, used: Map<string, number>): string {
  const times = used.get(fingerprint) ?? 0;
  used.set(fingerprint, times + 1);
  return times === 0 ? fingerprint : `${fingerprint}-${times + 1}`;
}
