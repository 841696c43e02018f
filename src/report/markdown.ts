import { severities, type Finding, type RunResult, type Severity } from '../engine/index';
import { fileName, rendered, type ReportContext } from './context';
import * as markdown from './markdownText';
import { maskIdentity, maskSecrets, type Identity } from './redact';
import { checksBySubject, unverifiedGroups } from './unverified';
import { counted, took, word } from './words';
import type { Templates } from '../engine/index';

export const markdownWords: Templates = {
  'markdown.title': 'Go environment: {verdict}',
  'markdown.tool': 'Go Preflight {version}',
  'markdown.go': 'Go {version} ({port}), GOROOT {goroot}, from {source}',
  'markdown.noGo': 'no go command ({port})',
  'markdown.goNotAsked': 'go was not run ({port})',
  'markdown.folder': 'Folder',
  'markdown.checked': 'Checked',
  'markdown.took': 'Took',
  'markdown.family': 'Family',
  'markdown.error': 'Errors',
  'markdown.warning': 'Warnings',
  'markdown.info': 'Infos',
  'markdown.hint': 'Hints',
  'markdown.passed': 'Passed',
  'markdown.notApplicable': 'Not applicable',
  'markdown.unverified': 'Not verified',
  'markdown.findings': 'Findings',
  'markdown.noFindings': 'Nothing was found.',
  'markdown.notVerified': 'What was not verified',
  'markdown.fix': 'Fix: {fix}',
};

/** "Copy Environment Report": Markdown to paste into an issue. Holds no secret, no user name and no home folder. */
export function formatMarkdown(result: RunResult, context: ReportContext, identity: Identity): string {
  const verdict = word(context.catalogue, `report.verdict.${result.summary.verdict}`);
  const page: Page = { ...context, hide: (text) => maskIdentity(maskSecrets(text, context.secrets), identity) };
  const parts = [
    `# ${word(context.catalogue, 'markdown.title', { verdict })}`,
    facts(result, page),
    table(result, page),
    findings(result, page),
    notVerified(result, page),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Foreign text reaches the page through `code` and `plain` alone, and they hide before they escape. */
interface Page extends ReportContext {
  readonly hide: (text: string) => string;
}

function facts(result: RunResult, page: Page): string {
  const { catalogue } = page;
  const { summary } = result;
  const scale = [
    counted(catalogue, 'report.modules', summary.modules),
    counted(catalogue, 'report.goFiles', summary.goFiles),
    word(catalogue, `report.profile.${result.profile}`),
  ].join(word(catalogue, 'report.comma'));
  return [
    `- ${word(catalogue, 'markdown.tool', { version: page.version })}`,
    `- ${goLine(result, page)}`,
    `- ${word(catalogue, 'markdown.folder')}: ${code(page, result.root)}`,
    `- ${word(catalogue, 'markdown.checked')}: ${scale}`,
    `- ${word(catalogue, 'markdown.took')}: ${took(summary.durationMs)}`,
  ].join('\n');
}

function goLine({ go, profile }: RunResult, page: Page): string {
  const { catalogue, port } = page;
  if (go)
    return word(catalogue, 'markdown.go', {
      version: go.version,
      port,
      goroot: code(page, go.goroot),
      source: plain(page, go.source),
    });
  return word(catalogue, profile === 'static' ? 'markdown.goNotAsked' : 'markdown.noGo', { port });
}

type Column = Severity | 'passed' | 'notApplicable' | 'unverified';
const columns: readonly Column[] = [...severities, 'passed', 'notApplicable', 'unverified'];

function table(result: RunResult, { catalogue }: Page): string {
  const rows = new Map<string, Record<Column, number>>();
  for (const outcome of result.outcomes) {
    const row = rows.get(outcome.family) ?? {
      error: 0,
      warning: 0,
      info: 0,
      hint: 0,
      passed: 0,
      notApplicable: 0,
      unverified: 0,
    };
    for (const finding of outcome.findings) row[finding.severity]++;
    if (outcome.kind === 'passed') row.passed++;
    if (outcome.kind === 'not-applicable') row.notApplicable++;
    if (outcome.unknown || outcome.kind === 'failed' || outcome.kind === 'cancelled') row.unverified++;
    rows.set(outcome.family, row);
  }
  if (rows.size === 0) return '';
  const titles = [
    word(catalogue, 'markdown.family'),
    ...columns.map((column) => word(catalogue, `markdown.${column}`)),
  ];
  return [
    `| ${titles.join(' | ')} |`,
    `| --- |${columns.map(() => ' ---: |').join('')}`,
    ...Array.from(rows, ([family, row]) => `| ${family} | ${columns.map((column) => row[column]).join(' | ')} |`),
  ].join('\n');
}

function findings(result: RunResult, page: Page): string {
  const { catalogue } = page;
  if (result.findings.length === 0) return word(catalogue, 'markdown.noFindings');
  const items = result.findings.map((finding) => findingItem(result, finding, page));
  return [`## ${word(catalogue, 'markdown.findings')}`, items.join('\n')].join('\n\n');
}

function findingItem(result: RunResult, finding: Finding, page: Page): string {
  const { catalogue } = page;
  const { location } = finding;
  const where = location
    ? `${fileName(result, page, location.file)}:${location.range.start.line + 1}:${location.range.start.column + 1}`
    : (finding.anchor ?? finding.subject);
  const severity = word(catalogue, `report.severity.${finding.severity}`);
  const line = `- **${severity}** ${code(page, finding.check)} ${code(page, where)}: ${plain(page, rendered(page, finding.message))}`;
  const [fix] = finding.fixes;
  return fix
    ? `${line}\n  - ${word(catalogue, 'markdown.fix', { fix: plain(page, rendered(page, fix.title)) })}`
    : line;
}

function notVerified(result: RunResult, page: Page): string {
  const groups = [...unverifiedGroups(result, page, 'asked'), ...unverifiedGroups(result, page, 'profile')];
  if (groups.length === 0) return '';
  const items = groups.map(
    ({ reason, outcomes }) => `- ${plain(page, reason)}: ${plain(page, checksBySubject(outcomes, page, true))}`,
  );
  return [`## ${word(page.catalogue, 'markdown.notVerified')}`, items.join('\n')].join('\n\n');
}

function code({ hide }: Page, text: string): string {
  return markdown.code(hide(text));
}

function plain({ hide }: Page, text: string): string {
  return markdown.plain(hide(text));
}
