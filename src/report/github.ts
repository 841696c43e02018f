import { compareSeverity, type Finding, type RunResult, type Severity } from '../engine/index';
import { rendered, type ReportContext } from './context';
import { summaryLine } from './humanSummary';
import { messageAt, repositoryPlace, type RepositoryPlace } from './repositoryPlace';
import { createStyle } from './style';
import { checksBySubject, unverifiedGroups } from './unverified';
import { word } from './words';

/** Hints are left out: a pull request is no place for style. */
const commands: Readonly<Partial<Record<Severity, string>>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands of GitHub Actions, which it shows at the lines of a pull request, then a line for who reads the log. Worst
 * first: of each kind it shows ten a step.
 * @param top absolute folder of the repository
 */
export function formatGithub(result: RunResult, context: ReportContext, top: string): string {
  const worstFirst = result.findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  const style = createStyle({ colours: false, unicode: true, columns: 120 });
  return [
    ...worstFirst.flatMap((finding) => annotation(result, finding, context, top)),
    ...notVerified(result, context),
    summaryLine(result, context, style),
    '',
  ].join('\n');
}

function annotation(result: RunResult, finding: Finding, context: ReportContext, top: string): string[] {
  const kind = commands[finding.severity];
  if (kind === undefined) return [];
  const [fix] = finding.fixes;
  const lines = [
    messageAt(result, finding, context, top),
    ...(fix ? [word(context.catalogue, 'ci.fix', { fix: rendered(context, fix.title) })] : []),
  ];
  const at = repositoryPlace(result, finding, top);
  return [command(kind, { ...(at && placeOf(at)), title: finding.check }, lines.join('\n'))];
}

/** Columns count only where a range lies in one line. */
function placeOf({ path, range }: RepositoryPlace): Readonly<Record<string, string | number>> {
  if (!range) return { file: path, line: 1 };
  const { start, end } = range;
  const lines = { file: path, line: start.line + 1, endLine: end.line + 1 };
  return start.line === end.line ? { ...lines, col: start.column + 1, endColumn: end.column + 1 } : lines;
}

function notVerified(result: RunResult, context: ReportContext): string[] {
  const { catalogue } = context;
  return unverifiedGroups(result, context, 'asked').map(({ reason, outcomes }) =>
    command(
      'notice',
      { title: word(catalogue, 'ci.notVerifiedTitle') },
      word(catalogue, 'ci.notVerified', { checks: checksBySubject(outcomes, context), reason }),
    ),
  );
}

/** Escaped as `@actions/core` does it (packages/core/src/command.ts of actions/toolkit). */
function command(name: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${list.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
