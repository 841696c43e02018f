import * as vscode from 'vscode';
import type { FindingState, OutcomeState, Resolution, Status } from '../../protocol/index';
import { age, familyCounts, resolutionWords, verdictWords } from '../statusText';
import { isFine, type Node } from './nodes';

/** How a row looks: sign, words, grey words, what a screen reader says. A colour is never the only sign. */
export function rowOf(node: Node): vscode.TreeItem {
  const item = new vscode.TreeItem('');
  item.id = node.id;
  switch (node.kind) {
    case 'folder':
      folderRow(item, node);
      break;
    case 'family':
      item.label = node.family.title;
      item.description = familyCounts(node.family, vscode.l10n.t);
      item.iconPath = iconOf(node.family.status);
      item.contextValue = `family ${node.family.family}`;
      item.collapsibleState = collapsed(isFine(node.family.status));
      break;
    case 'fine':
      fineRow(item, node.checks.filter(({ status }) => status === 'passed').length, node.checks.length);
      break;
    case 'check':
      checkRow(item, node);
      break;
    case 'module':
      item.label = node.subject;
      item.description = String(node.findings.length);
      item.iconPath = new vscode.ThemeIcon('package');
      item.contextValue = 'module';
      item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
      break;
    case 'finding':
      findingRow(item, node.finding);
      break;
    case 'reason':
      reasonRow(item, node.outcome);
      break;
  }
  item.accessibilityInformation ??= { label: accessibleLabel(item, node) };
  return item;
}

function folderRow(item: vscode.TreeItem, node: Extract<Node, { kind: 'folder' }>): void {
  const { result, name } = node.view;
  const words = verdictWords(result.summary.verdict, result.summary, vscode.l10n.t);
  const when = age(result.finishedAt, Date.now(), vscode.l10n.t);
  const go = result.go ? `go ${result.go.version}` : vscode.l10n.t('no go');
  item.label = node.holdsFamilies ? name : words;
  item.description = node.holdsFamilies ? `${words} · ${go} · ${when}` : `${go} · ${when}`;
  const status = ({ ready: 'passed', warnings: 'warning', broken: 'error', 'not-verified': 'unknown' } as const)[
    result.summary.verdict
  ];
  item.iconPath = iconOf(status);
  item.contextValue = 'folder';
  item.collapsibleState = node.holdsFamilies ? collapsed(status === 'passed') : vscode.TreeItemCollapsibleState.None;
}

function fineRow(item: vscode.TreeItem, passed: number, all: number): void {
  item.label = passed > 0 ? vscode.l10n.t('{0} passed', passed) : vscode.l10n.t('{0} not applicable', all);
  if (passed > 0 && all > passed) item.description = vscode.l10n.t('{0} not applicable', all - passed);
  item.iconPath = iconOf(passed > 0 ? 'passed' : 'not-applicable');
  item.contextValue = 'fine';
  item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
}

function checkRow(item: vscode.TreeItem, node: Extract<Node, { kind: 'check' }>): void {
  const { check } = node;
  const open = check.outcomes.some((outcome) => outcome.findings.length > 0);
  const hasRows = open || check.outcomes.some(({ kind, reason }) => reason !== undefined && kind !== 'not-applicable');
  item.label = check.title;
  if (check.findings > 0) item.description = String(check.findings);
  else if (check.status === 'not-applicable') item.description = check.outcomes[0]?.reason ?? '';
  item.iconPath = iconOf(check.status);
  item.contextValue = 'check';
  item.collapsibleState = hasRows ? collapsed(!open) : vscode.TreeItemCollapsibleState.None;
  item.tooltip = new vscode.MarkdownString().appendText(`${check.why}\n\n${check.fix}\n\n${check.id}`);
}

function findingRow(item: vscode.TreeItem, finding: FindingState): void {
  const { location } = finding;
  item.label = finding.message;
  item.description = location ? `${baseName(location.uri)}:${location.range.start.line + 1}` : (finding.anchor ?? '');
  item.iconPath = iconOf(finding.severity);
  item.contextValue = [
    'finding',
    ...(finding.fixes.length > 0 ? ['fixable'] : []),
    ...(location ? ['located', 'ignorable'] : []),
    ...(location && (finding.targets ?? []).length > 0 ? ['targeted'] : []),
  ].join(' ');
  item.collapsibleState = vscode.TreeItemCollapsibleState.None;
  const fixes = finding.fixes.map((fix) => `- ${fix.title}`).join('\n');
  item.tooltip = new vscode.MarkdownString().appendText(`${finding.message}\n\n${fixes}`);
  if (location)
    item.command = { command: 'goPreflight.openFinding', title: vscode.l10n.t('Go to Place'), arguments: [finding] };
}

function reasonRow(item: vscode.TreeItem, outcome: OutcomeState): void {
  item.label = outcome.reason ?? '';
  item.description = outcome.subjects.length > 1 ? vscode.l10n.t('{0} modules', outcome.subjects.length) : '';
  item.iconPath = iconOf(outcome.kind === 'findings' ? 'unknown' : outcome.kind);
  item.contextValue = ['reason', ...(outcome.resolution ? [resolutionContext(outcome.resolution)] : [])].join(' ');
  item.collapsibleState = vscode.TreeItemCollapsibleState.None;
  const missing = (outcome.missing ?? []).join('\n');
  const how = outcome.resolution ? resolutionWords(outcome.resolution, vscode.l10n.t) : '';
  item.tooltip = [outcome.reason ?? '', missing, how].filter((part) => part !== '').join('\n\n');
}

/** Names the inline action that resolves it; `package.json` binds the actions to these words. */
function resolutionContext(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'trust':
      return 'needs-trust';
    case 'locate-go':
      return 'needs-go';
    case 'consent':
    case 'profile':
      return `needs-profile needs-${resolution.profile}`;
    case 'download':
      return 'needs-download';
    case 'configure':
    case 'run-again':
      return 'needs-nothing';
  }
}

function collapsed(isClosed: boolean): vscode.TreeItemCollapsibleState {
  return isClosed ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
}

function iconOf(status: Status): vscode.ThemeIcon {
  const [icon, color] = icons[status];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

const icons: Readonly<Record<Status, readonly [icon: string, color?: string]>> = {
  error: ['error', 'list.errorForeground'],
  warning: ['warning', 'list.warningForeground'],
  failed: ['bug', 'list.errorForeground'],
  unknown: ['question', 'descriptionForeground'],
  cancelled: ['circle-slash', 'descriptionForeground'],
  info: ['info', 'notificationsInfoIcon.foreground'],
  hint: ['lightbulb'],
  passed: ['pass', 'testing.iconPassed'],
  'not-applicable': ['circle-outline', 'descriptionForeground'],
};

function statusWord(status: Status): string {
  const words: Readonly<Record<Status, string>> = {
    error: vscode.l10n.t('error'),
    warning: vscode.l10n.t('warning'),
    failed: vscode.l10n.t('the check failed'),
    unknown: vscode.l10n.t('not verified'),
    cancelled: vscode.l10n.t('cancelled'),
    info: vscode.l10n.t('information'),
    hint: vscode.l10n.t('hint'),
    passed: vscode.l10n.t('passed'),
    'not-applicable': vscode.l10n.t('not applicable'),
  };
  return words[status];
}

function accessibleLabel(item: vscode.TreeItem, node: Node): string {
  const status =
    node.kind === 'family'
      ? node.family.status
      : node.kind === 'check'
        ? node.check.status
        : node.kind === 'finding'
          ? node.finding.severity
          : undefined;
  const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
  return [label, ...(status ? [statusWord(status)] : []), item.description]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ');
}

function baseName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
