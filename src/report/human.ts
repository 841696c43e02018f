import type { Finding, Fix, RunResult, Severity } from '../engine/index';
import { isWithin, relativeWithin } from '../base/paths';
import { codeFrame, linesOf, type Frame } from './codeFrame';
import { place, rendered, tidied, type ReportContext } from './context';
import { printable } from './printable';
import { blankSecrets } from './redact';
import { headLine, summaryLine } from './humanSummary';
import type { Style } from './style';
import { checksBySubject, unverifiedGroups } from './unverified';
import { word } from './words';

export interface HumanOptions {
  readonly style: Style;
  /** text of a file that findings are in, as it was judged; undefined where there is none to show */
  readonly source: (file: string) => string | undefined;
}

/** The report that people read in a terminal (ux.md, "The terminal"). */
export function formatHuman(result: RunResult, context: ReportContext, options: HumanOptions): string {
  if (result.nothingToCheck)
    return `${word(context.catalogue, 'report.nothingToCheck', { folder: printable(tidied(context, result.root)) })}\n`;
  const summary = summaryLine(result, context, options.style);
  const unverified = unverifiedBlocks(result, context, options.style);
  if (result.findings.length === 0 && unverified.length === 0) return `${summary}\n`;
  const lines = frameLinesBy(context, options);
  const blocks = result.findings.map((finding) => findingBlock(result, finding, context, options.style, lines));
  return `${[headLine(result, context, options.style), ...blocks, ...unverified, summary].join('\n\n')}\n`;
}

type LinesOf = (file: string) => readonly string[];

/** Lines to show of a file, made once a file: a file may hold thousands of findings. */
function frameLinesBy({ secrets }: ReportContext, { source }: HumanOptions): LinesOf {
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const lines = known.get(file) ?? shownLines(source(file), secrets);
    known.set(file, lines);
    return lines;
  };
}

function shownLines(text: string | undefined, secrets: readonly string[]): readonly string[] {
  return text === undefined || text === '' ? [] : linesOf(blankSecrets(text, secrets));
}

function findingBlock(
  result: RunResult,
  finding: Finding,
  context: ReportContext,
  style: Style,
  linesOfFile: LinesOf,
): string {
  const lines = [firstLine(result, finding, context, style)];
  const { location } = finding;
  const frame =
    location &&
    codeFrame(linesOfFile(location.file), location.range, {
      unicode: style.unicode,
      width: Math.max(40, style.columns - 8),
    });
  const gutter = ' '.repeat(Math.max(4, String(frame?.lineNumber ?? 0).length));
  if (frame) lines.push(...frameLines(frame, gutter, finding.severity, context, style));
  for (const note of notes(result, finding, context)) lines.push(style.dim(`${gutter} = ${printable(note)}`));
  return lines.join('\n');
}

/** One line for grep: place, severity, id, message. */
function firstLine(result: RunResult, finding: Finding, context: ReportContext, style: Style): string {
  const where = finding.location ? place(result, context, finding.location) : (finding.anchor ?? finding.subject);
  const severity = word(context.catalogue, `report.severity.${finding.severity}`);
  return [
    style.strong(printable(where)),
    style.severity(finding.severity, severity),
    style.dim(finding.check),
    printable(rendered(context, finding.message)),
  ].join('  ');
}

function frameLines(frame: Frame, gutter: string, severity: Severity, context: ReportContext, style: Style): string[] {
  const bar = style.dim(style.unicode ? '│' : '|');
  const mark = (style.unicode ? '━' : '^').repeat(frame.length);
  const goesOn =
    frame.continuesTo === undefined
      ? ''
      : `  ${style.dim(word(context.catalogue, 'report.continues', { line: frame.continuesTo }))}`;
  return [
    `${style.dim(String(frame.lineNumber).padStart(gutter.length))} ${bar} ${frame.text}`.trimEnd(),
    `${gutter} ${bar} ${' '.repeat(frame.indent)}${style.severity(severity, mark)}${goesOn}`,
  ];
}

function notes(result: RunResult, finding: Finding, context: ReportContext): string[] {
  const { catalogue } = context;
  const fixes = finding.fixes.map((fix, at) => {
    const line = word(catalogue, at === 0 ? 'report.fix' : 'report.or', { fix: fixWords(fix, context) });
    return word(catalogue, 'report.remark', { fix: line, remark: fixRemark(result, fix, context, at === 0) });
  });
  const related = finding.related.map((other) =>
    word(catalogue, 'report.related', {
      place: place(result, context, other),
      message: rendered(context, other.message),
    }),
  );
  const targets = finding.targets?.length
    ? [word(catalogue, 'report.targets', { targets: withAndWithoutCgo(finding.targets).join(', ') })]
    : [];
  return [...fixes, ...related, ...targets];
}

/** A command as it is typed; an edit by its title. */
function fixWords(fix: Fix, context: ReportContext): string {
  if (fix.kind === 'command') return `go ${fix.args.map(shellWord).join(' ')}`;
  if (fix.kind === 'setting')
    return fix.value === undefined ? `go env -u ${fix.key}` : `go env -w ${shellWord(`${fix.key}=${fix.value}`)}`;
  return rendered(context, fix.title);
}

function fixRemark(result: RunResult, fix: Fix, { catalogue }: ReportContext, first: boolean): string {
  if (fix.kind === 'edit') {
    const inside = fix.edits.every(({ file }) => isWithin(result.root, file));
    return word(catalogue, first && fix.safe && inside ? 'report.fix.safe' : 'report.fix.manual');
  }
  if (fix.kind === 'setting') return word(catalogue, 'report.fix.manual');
  const folder = relativeWithin(result.root, fix.cwd) ?? fix.cwd;
  if (folder !== '') return word(catalogue, fix.needsNetwork ? 'report.fix.inNetwork' : 'report.fix.in', { folder });
  return word(catalogue, fix.needsNetwork ? 'report.fix.network' : 'report.fix.manual');
}

/** Quoted for a POSIX shell where it needs to be. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function unverifiedBlocks(result: RunResult, context: ReportContext, style: Style): string[] {
  return unverifiedGroups(result, context, 'asked').map(({ reason, outcomes }) =>
    [
      style.unknown(printable(word(context.catalogue, 'report.notVerified', { reason }))),
      style.dim(`     = ${printable(checksBySubject(outcomes, context))}`),
    ].join('\n'),
  );
}

/** `linux/arm64[,cgo]` for the two builds of one target: they nearly always fail together, and twice the names say no more. */
function withAndWithoutCgo(targets: readonly string[]): readonly string[] {
  const all = new Set(targets);
  return targets.flatMap((target) => {
    if (target.endsWith(',cgo') && all.has(target.slice(0, -',cgo'.length))) return [];
    return all.has(`${target},cgo`) ? [`${target}[,cgo]`] : [target];
  });
}
