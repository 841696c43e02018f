import {
  say,
  settingOfSide,
  severities,
  type Comparison,
  type Difference,
  type Message,
  type Severity,
  type Side,
} from '../../engine/index';
import { cell, code, plain } from '../markdownText';
import { printable } from '../printable';
import type { Style } from '../style';
import { counted } from '../words';
import { hidden, sentence, type AnswerPage } from './page';

/** A side with the words for it. */
export interface NamedSide {
  readonly side: Side;
  /** a file as it was typed, or a folder */
  readonly name: string;
  /** taken now, not read from a file */
  readonly isMachine: boolean;
}

export interface ComparedSides {
  readonly a: NamedSide;
  readonly b: NamedSide;
  readonly comparison: Comparison;
}

/** `go-preflight diff` in a terminal: the sides, then what differs, worst first, each with what follows. */
export function comparisonText(compared: ComparedSides, page: AnswerPage, style: Style): string {
  const { comparison } = compared;
  const arrow = style.unicode ? '→' : '->';
  const blocks = severities.flatMap((severity) => {
    const lines = comparison.differences
      .filter((each) => each.severity === severity)
      .flatMap((each) => {
        const [a, b] = valuesOf(each, compared, page);
        return [
          `  ${style.strong(subjectOf(each, page))}: ${a} ${arrow} ${b}`,
          `    ${style.dim(sentence(page, each.message))}`,
        ];
      });
    return lines.length === 0
      ? []
      : [[style.severity(severity, word(`severity.${severity}`, page)), ...lines].join('\n')];
  });
  const open = comparison.notCompared.map(({ message }) => `  ${sentence(page, message)}`);
  if (open.length > 0) blocks.push([style.unknown(word('notCompared', page)), ...open].join('\n'));
  const sides = [`A  ${sideText(compared.a, page)}`, `B  ${sideText(compared.b, page)}`].join('\n');
  return `${[sides, ...blocks, style.strong(totals(comparison, page).join(style.dot))].join('\n\n')}\n`;
}

/** The same as a page of the editor, or to be pasted into an issue. */
export function comparisonMarkdown(compared: ComparedSides, page: AnswerPage): string {
  const { comparison } = compared;
  const blocks = severities.flatMap((severity) => {
    const rows = comparison.differences
      .filter((each) => each.severity === severity)
      .map((each) => {
        const [a, b] = valuesOf(each, compared, page);
        const cells = [
          code(subjectOf(each, page)),
          shown(each.a, a),
          shown(each.b, b),
          plain(sentence(page, each.message)),
        ];
        return `| ${cells.map(cell).join(' | ')} |`;
      });
    const heads = [word('head.subject', page), 'A', 'B', word('head.follows', page)];
    return rows.length === 0
      ? []
      : [
          [
            `## ${word(`severity.${severity}`, page)}`,
            '',
            `| ${heads.join(' | ')} |`,
            '| --- | --- | --- | --- |',
            ...rows,
          ].join('\n'),
        ];
  });
  const open = comparison.notCompared.map(({ message }) => `- ${plain(sentence(page, message))}`);
  if (open.length > 0) blocks.push([`## ${word('notCompared', page)}`, '', ...open].join('\n'));
  const sides = [`- A: ${plain(sideText(compared.a, page))}`, `- B: ${plain(sideText(compared.b, page))}`].join('\n');
  const head = `**${totals(comparison, page).join(' · ')}**`;
  return `${[`# ${word('title', page)}`, sides, head, ...blocks].join('\n\n')}\n`;
}

/** The same as data. */
export function comparisonJson({ a, b, comparison }: ComparedSides, page: AnswerPage): string {
  const value = (subject: string, text: string | undefined): string | null =>
    text === undefined ? null : hidden(subject, text, page.hide);
  const data = {
    schemaVersion: 1,
    a: sideData(a, page),
    b: sideData(b, page),
    summary: {
      ...Object.fromEntries(
        (['error', 'warning', 'info'] as const).map((severity) => [severity, countOf(comparison, severity)]),
      ),
      notCompared: comparison.notCompared.length,
    },
    differences: comparison.differences.map((each) => ({
      severity: each.severity,
      topic: each.topic,
      subject: page.hide(each.subject),
      ...(each.within !== undefined && { module: page.hide(each.within) }),
      a: value(each.subject, each.a),
      b: value(each.subject, each.b),
      message: sentence(page, each.message),
    })),
    notCompared: comparison.notCompared.map(({ topic, message, couldBeError }) => ({
      topic,
      message: sentence(page, message),
      couldBeError,
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function sideData(named: NamedSide, { hide }: AnswerPage): object {
  const { side } = named;
  const port = portOf(side) ?? null;
  const name = hide(named.name);
  if (side.kind === 'binary') return { kind: 'binary', name, port, go: side.info.go, path: hide(side.info.path) };
  const { takenAt, toolchain, tool } = side.snapshot;
  const go = toolchain.runs?.toolchain ?? null;
  return { kind: named.isMachine ? 'machine' : 'snapshot', name, port, go, takenAt, tool: tool.version };
}

function sideText(named: NamedSide, page: AnswerPage): string {
  const { side, isMachine } = named;
  const name = named.name;
  const port = portOf(side);
  const message = (): Message => {
    if (side.kind === 'binary')
      return port === undefined ? say('diff.side.binaryUnknown', { name }) : say('diff.side.binary', { name, port });
    const args = { name, port: port ?? '', time: timeText(side.snapshot.takenAt) };
    return say(isMachine ? 'diff.side.machine' : 'diff.side.snapshot', args);
  };
  return sentence(page, message());
}

function portOf(side: Side): string | undefined {
  const [goos, goarch] = ['GOOS', 'GOARCH'].map((name) => settingOfSide(side, name));
  return goos === undefined || goarch === undefined ? undefined : `${goos}/${goarch}`;
}

/** `2026-11-21 18:00 UTC`; what is no such time stays as it is. */
function timeText(time: string): string {
  return time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/, '$1 $2 UTC');
}

function subjectOf({ subject, within }: Difference, page: AnswerPage): string {
  const name = printable(page.hide(subject));
  return within === undefined ? name : sentence(page, say('diff.within', { subject: name, module: within }));
}

/** Both values in words, a variable with the layer that it comes from. */
function valuesOf(difference: Difference, { a, b }: ComparedSides, page: AnswerPage): readonly [string, string] {
  const text = (value: string | undefined, { side }: NamedSide): string => {
    if (value === undefined) return word('none', page);
    if (value === '') return word('empty', page);
    const masked = printable(hidden(difference.subject, value, page.hide));
    const variable = side.kind === 'environment' ? side.variables.get(difference.subject) : undefined;
    const source = variable?.value === value ? variable.source : 'default';
    if (source === 'default' || source === 'computed') return masked;
    return page.catalogue.render(
      say('diff.source', { value: masked, source: page.catalogue.render(say(`whereFrom.${source}`)) }),
    );
  };
  return [text(difference.a, a), text(difference.b, b)];
}

/** A value as code, a word for "nothing" as a word. */
function shown(value: string | undefined, text: string): string {
  return value === undefined || value === '' ? plain(text) : code(text);
}

function totals({ differences, notCompared }: Comparison, page: AnswerPage): readonly string[] {
  const counts = severities.flatMap((severity) => {
    const n = differences.filter((each) => each.severity === severity).length;
    return n === 0 ? [] : [counted(page.catalogue, `report.${severity}`, n)];
  });
  const open = notCompared.length === 0 ? [] : [word('notComparedCount', page, { n: notCompared.length })];
  return [...(counts.length > 0 ? counts : [word('same', page)]), ...open];
}

function countOf({ differences }: Comparison, severity: Severity): number {
  return differences.filter((each) => each.severity === severity).length;
}

function word(id: string, { catalogue }: AnswerPage, args: Message['args'] = {}): string {
  return catalogue.render(say(`diff.${id}`, args));
}
