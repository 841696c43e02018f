import { shortDuration } from '../base/duration';
import type { FamilyState, FolderResult, Resolution, Summary, Verdict } from '../protocol/index';
import type { FolderView } from './results';

/** Translates; `vscode.l10n.t` in the editor, plain in tests. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

export interface StatusText {
  readonly text: string;
  readonly background: 'error' | undefined;
  /** what a screen reader says */
  readonly label: string;
}

const icons: Readonly<Record<Verdict, string>> = {
  ready: '$(pass)',
  warnings: '$(warning)',
  broken: '$(error)',
  'not-verified': '$(question)',
};

/** Worst first: what a window with several folders shows. */
const worst: readonly Verdict[] = ['broken', 'not-verified', 'warnings', 'ready'];

/** The one status bar item: verdict and counts over all folders; undefined where there is no Go. */
export function statusText(folders: readonly FolderView[], isRunning: boolean, t: Translate): StatusText | undefined {
  if (folders.length === 0)
    return isRunning
      ? { text: `$(loading~spin) Go`, background: undefined, label: t('Verifying the Go environment') }
      : undefined;
  const verdict = worst.find((word) => folders.some(({ result }) => result.summary.verdict === word)) ?? 'ready';
  const sum = (key: 'error' | 'warning'): number =>
    folders.reduce((total, { result }) => total + result.summary[key], 0);
  const words = verdictWords(verdict, { error: sum('error'), warning: sum('warning') }, t);
  const icon = isRunning ? '$(loading~spin)' : icons[verdict];
  const label = isRunning ? t('{0}, verifying again', words) : words;
  return { text: `${icon} ${words}`, background: verdict === 'broken' ? 'error' : undefined, label };
}

/** "Go ready", "Go: 2 warnings", "Go: 3 errors", "Go: not verified". */
export function verdictWords(verdict: Verdict, count: Pick<Summary, 'error' | 'warning'>, t: Translate): string {
  switch (verdict) {
    case 'ready':
      return t('Go ready');
    case 'warnings':
      return t('Go: {0}', warnings(count.warning, t));
    case 'broken':
      return t('Go: {0}', errors(count.error, t));
    case 'not-verified':
      return t('Go: not verified');
  }
}

export function errors(count: number, t: Translate): string {
  return count === 1 ? t('1 error') : t('{0} errors', count);
}

export function warnings(count: number, t: Translate): string {
  return count === 1 ? t('1 warning') : t('{0} warnings', count);
}

/** "Go environment: 2 errors, 1 warning; 3 not verified": the line at the end of a run that a person asked for. */
export function closingLine(summaries: readonly Summary[], t: Translate): string {
  const sum = (key: 'error' | 'warning' | 'passed'): number =>
    summaries.reduce((total, summary) => total + summary[key], 0);
  const unverified = summaries.reduce(
    (total, { unknown, failed, cancelled }) => total + unknown + failed + cancelled,
    0,
  );
  const parts = [
    ...(sum('error') > 0 ? [errors(sum('error'), t)] : []),
    ...(sum('warning') > 0 ? [warnings(sum('warning'), t)] : []),
  ];
  const found = parts.length > 0 ? parts.join(t(', ')) : t('ready, {0} checks passed', sum('passed'));
  const line = t('Go environment: {0}', found);
  return unverified > 0 ? t('{0}; {1} not verified', line, unverified) : line;
}

/** "just now", "3 min ago", "2 h ago". */
export function age(finishedAt: number, now: number, t: Translate): string {
  const minutes = Math.floor((now - finishedAt) / 60_000);
  if (minutes < 1) return t('just now');
  return minutes < 60 ? t('{0} min ago', minutes) : t('{0} h ago', Math.floor(minutes / 60));
}

/** The tooltip as Markdown: a table a folder, then what was not verified and how to have it verified. */
export function tooltip(folders: readonly FolderView[], now: number, t: Translate): string {
  return folders.map((folder) => folderTooltip(folder, folders.length > 1, now, t)).join('\n\n---\n\n');
}

function folderTooltip({ name, result, failure }: FolderView, named: boolean, now: number, t: Translate): string {
  const { summary, go } = result;
  const title = named
    ? t('{0}: {1}', name, verdictWords(summary.verdict, summary, t))
    : verdictWords(summary.verdict, summary, t);
  const rows: [string, string][] = [
    [t('Go'), go ? `${go.version} (${go.path}, ${go.source})` : t('not found')],
    [t('Modules'), String(summary.modules)],
    [t('Go files'), String(summary.goFiles)],
    [t('Verified'), verified(result, now, t)],
    ...result.families.map((family): [string, string] => [family.title, familyCounts(family, t)]),
  ];
  const table = [`| | |`, '|---|---|', ...rows.map(([key, value]) => `| ${cell(key)} | ${cell(value)} |`)].join('\n');
  const unverified = result.unverified.map(
    ({ count, reasons, resolution }) =>
      `- ${t('{0} not verified', count)}: ${cell(reasons[0] ?? '')}. ${resolutionWords(resolution, t)}`,
  );
  const trouble = failure === undefined ? [] : [t('The last run failed: {0}', failure)];
  return [`**${cell(title)}**`, table, ...trouble, unverified.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** "3 min ago, in 0.34 s, profile offline". */
function verified({ finishedAt, profile, summary }: FolderResult, now: number, t: Translate): string {
  const when = age(finishedAt, now, t);
  const { value, unit } = shortDuration(summary.durationMs);
  return unit === 's'
    ? t('{0}, in {1} s, profile {2}', when, value, profile)
    : t('{0}, in {1} ms, profile {2}', when, value, profile);
}

/** Text inside a Markdown table cell, with nothing that Markdown or an icon would take for its own: `a@v1` is no address. */
function cell(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#|$!]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replace(/\s+/g, ' ');
}

/** "2 errors, 1 warning, 12 passed". */
export function familyCounts(family: FamilyState, t: Translate): string {
  const { counts } = family;
  const unverified = counts.unknown + counts.failed + counts.cancelled;
  const notes = counts.info + counts.hint;
  const parts = [
    ...(counts.error > 0 ? [errors(counts.error, t)] : []),
    ...(counts.warning > 0 ? [warnings(counts.warning, t)] : []),
    ...(notes > 0 ? [notes === 1 ? t('1 note') : t('{0} notes', notes)] : []),
    ...(unverified > 0 ? [t('{0} not verified', unverified)] : []),
    ...(counts.passed > 0 ? [t('{0} passed', counts.passed)] : []),
  ];
  return parts.length > 0 ? parts.join(t(', ')) : t('not applicable');
}

/** What a person can do about something that was not verified. */
export function resolutionWords(resolution: Resolution, t: Translate): string {
  switch (resolution.kind) {
    case 'trust':
      return t('Trust the workspace to have it verified.');
    case 'consent':
    case 'profile':
      return t('Choose the profile "{0}" to have it verified.', resolution.profile);
    case 'locate-go':
      return t('Choose the go command to have it verified.');
    case 'download':
      return t('Download the missing modules to have it verified.');
    case 'configure':
      return t('Complete the settings to have it verified.');
    case 'run-again':
      return t('Verify again.');
  }
}
