import { severities, type RunResult } from '../engine/index';
import { tidied, type ReportContext } from './context';
import { printable } from './printable';
import type { Style } from './style';
import { needsSummary } from './unverified';
import { counted, took, word } from './words';

/** `go 1.26.8 (linux/amd64, /usr/local/go) · 3 modules · 2,113 Go files · static and offline checks`. */
export function headLine(result: RunResult, context: ReportContext, style: Style): string {
  const { catalogue } = context;
  return [
    ...goWords(result, context),
    counted(catalogue, 'report.modules', result.summary.modules),
    counted(catalogue, 'report.goFiles', result.summary.goFiles),
    word(catalogue, `report.profile.${result.profile}`),
  ].join(style.dot);
}

function goWords({ go, profile }: RunResult, context: ReportContext): string[] {
  const { catalogue, port } = context;
  if (go)
    return [word(catalogue, 'report.go', { version: go.version, port, goroot: printable(tidied(context, go.goroot)) })];
  // A static run does not look for one.
  return profile === 'static' ? [] : [word(catalogue, 'report.noGo')];
}

/** `2 errors, 1 warning · 61 checks passed · 3 not verified (...) · 0.34 s`, or `Ready: 64 checks passed · 0.29 s`. */
export function summaryLine(result: RunResult, context: ReportContext, style: Style): string {
  const { catalogue } = context;
  const { summary } = result;
  const counts = severities
    .filter((severity) => summary[severity] > 0)
    .map((severity) => style.severity(severity, counted(catalogue, `report.${severity}`, summary[severity])));
  const unverified = summary.unknown + summary.failed;
  const comma = word(catalogue, 'report.comma');
  const parts = [
    ...(counts.length > 0 ? [counts.join(comma)] : []),
    counted(catalogue, 'report.passed', summary.passed),
    ...(unverified > 0
      ? [
          word(catalogue, 'report.because', {
            what: counted(catalogue, 'report.unverified', unverified),
            why: needsSummary(result, context).map(printable).join(comma),
          }),
        ]
      : []),
    ...(summary.cancelled > 0 ? [counted(catalogue, 'report.cancelled', summary.cancelled)] : []),
    took(summary.durationMs),
  ];
  return `${verdictPrefix(result, context, style)}${parts.join(style.dot)}`;
}

/** Errors and warnings tell the verdict themselves; the other two verdicts need their word. */
function verdictPrefix({ summary }: RunResult, { catalogue }: ReportContext, style: Style): string {
  if (summary.verdict !== 'ready' && summary.verdict !== 'not-verified') return '';
  const verdict = word(catalogue, `report.verdict.${summary.verdict}`);
  const text = word(catalogue, 'report.verdictPrefix', { verdict });
  return summary.verdict === 'ready' ? style.good(text) : style.unknown(text);
}
