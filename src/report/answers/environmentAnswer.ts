import {
  isSet,
  say,
  type EnvironmentAnswer,
  type EnvironmentRow,
  type Location,
  type Message,
  type VariableLayer,
} from '../../engine/index';
import { displayWidth } from '../displayWidth';
import { cell, code, plain } from '../markdownText';
import { printable } from '../printable';
import type { Style } from '../style';
import { hidden, placeText, sentence, type AnswerPage } from './page';

/** Values longer than this push their source to a line of its own. */
const widest = 60;

/** `go-preflight env` in a terminal: what somebody set, each with what it hides, then the defaults. */
export function environmentText(answer: EnvironmentAnswer, page: AnswerPage, style: Style): string {
  const word = (id: string): string => page.catalogue.render(say(`whereFrom.${id}`));
  const set = answer.rows.filter(isSet);
  const defaults = answer.rows.filter((row) => !isSet(row));
  const width = Math.min(
    widest,
    Math.max(0, ...answer.rows.map((row) => displayWidth(assignment(row, page))).filter((each) => each <= widest)),
  );
  const block = (title: string, rows: readonly EnvironmentRow[]): string[] =>
    rows.length === 0
      ? []
      : [[style.strong(title), ...rows.flatMap((row) => rowText(row, page, style, width))].join('\n')];
  const remarks = remarksOn(answer, page).map((remark) => style.dim(remark));
  return `${[
    ...block(word('set'), set),
    ...block(word('defaults'), defaults),
    ...(remarks.length > 0 ? [remarks.join('\n')] : []),
  ].join('\n\n')}\n`;
}

function rowText(row: EnvironmentRow, page: AnswerPage, style: Style, width: number): readonly string[] {
  const text = assignment(row, page);
  const source = style.dim(sourceOf(row, page));
  const gap = ' '.repeat(Math.max(0, width - displayWidth(text)));
  const first = displayWidth(text) > width ? [`  ${text}`, `    ${source}`] : [`  ${text}${gap}  ${source}`];
  return [...first, ...below(row, page).map((line) => `    ${line}`)];
}

/** What stands under a variable: hidden values, what settings give to others, notes. */
function below(row: EnvironmentRow, page: AnswerPage): readonly string[] {
  const value = (text: string): string => printable(hidden(row.name, text, page.hide));
  return [
    ...hiddenLayers(row).map((layer) => {
      const text = page.catalogue.render(say('whereFrom.hidden', { value: `${row.name}=${value(layer.value)}` }));
      return `${text}  ${layerPlace(layer, page)}`;
    }),
    ...row.elsewhere.map((each) => {
      const args = { setting: each.setting, value: `${row.name}=${value(each.value)}` };
      return `${page.catalogue.render(say('whereFrom.elsewhere', args))}  ${shown(each.location, page)}`;
    }),
    ...row.notes.map((note) => sentence(page, note)),
  ];
}

/** Layers that have a value and do not count; the built-in default is hidden by everything and not worth a line. */
function hiddenLayers({ layers, source, value }: EnvironmentRow): readonly VariableLayer[] {
  const winner = layers.find((layer) => layer.source === source && layer.value === value);
  return layers.filter((layer) => layer !== winner && layer.source !== 'default');
}

function assignment({ name, value }: EnvironmentRow, page: AnswerPage): string {
  return `${name}=${printable(hidden(name, value, page.hide))}`;
}

function sourceOf(row: EnvironmentRow, page: AnswerPage): string {
  const { source, value, layers } = row;
  const layer = layers.find((each) => each.source === source && each.value === value);
  return layer ? layerPlace(layer, page) : page.catalogue.render(say(`whereFrom.${source}`));
}

function layerPlace({ source, location }: VariableLayer, page: AnswerPage): string {
  const words = page.catalogue.render(say(`whereFrom.${source}`));
  return location === undefined ? words : `${words} (${shown(location, page)})`;
}

function shown(location: Location, { hide }: AnswerPage): string {
  return printable(hide(placeText(location)));
}

/** What concerns the file of `go env -w` as a whole. */
function remarksOn({ userFile, ignored }: EnvironmentAnswer, page: AnswerPage): readonly string[] {
  const state: readonly Message[] =
    userFile.state === 'off'
      ? [say('whereFrom.off')]
      : userFile.state === 'unreadable'
        ? [say('whereFrom.unreadable', { path: userFile.path ?? '' })]
        : [];
  return [
    ...state.map((message) => sentence(page, message)),
    ...ignored.map(
      ({ location, text }) => `${shown(location, page)}  ${sentence(page, say('whereFrom.ignoredLine', { text }))}`,
    ),
  ];
}

/** The same as data. */
export function environmentJson(answer: EnvironmentAnswer, page: AnswerPage): string {
  const { hide } = page;
  const data = {
    schemaVersion: 1,
    folder: hide(answer.folder),
    goenv: {
      path: answer.userFile.path === undefined ? null : hide(answer.userFile.path),
      state: answer.userFile.state,
    },
    variables: answer.rows.map((row) => ({
      name: row.name,
      value: hidden(row.name, row.value, hide),
      source: row.source,
      layers: row.layers.map(({ source, value, location }) => ({
        source,
        value: hidden(row.name, value, hide),
        ...(location && place(location, page)),
      })),
      elsewhere: row.elsewhere.map(({ setting, value, location }) => ({
        setting,
        value: hidden(row.name, value, hide),
        ...place(location, page),
      })),
      notes: row.notes.map((note) => sentence(page, note)),
    })),
    ignoredLines: answer.ignored.map(({ location, text }) => ({ text: hide(text), ...place(location, page) })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function place({ file, range }: Location, { hide }: AnswerPage): object {
  return { file: hide(file), line: range.start.line + 1, column: range.start.column + 1 };
}

/** The same as a page of the editor, or to be pasted into an issue. */
export function environmentMarkdown(answer: EnvironmentAnswer, page: AnswerPage): string {
  const word = (id: string): string => page.catalogue.render(say(`whereFrom.${id}`));
  const table = (title: string, rows: readonly EnvironmentRow[]): readonly string[] =>
    rows.length === 0
      ? []
      : [
          [
            `## ${title}`,
            '',
            `| ${word('variable')} | ${word('source')} |`,
            '| --- | --- |',
            ...rows.map((row) => {
              const lines = [sourceOf(row, page), ...below(row, page)].map(plain);
              return `| ${cell(code(assignment(row, page)))} | ${cell(lines.join('<br>'))} |`;
            }),
          ].join('\n'),
        ];
  const remarks = remarksOn(answer, page).map((remark) => `- ${plain(remark)}`);
  const folder = page.catalogue.render(say('whereFrom.folder', { folder: code(page.hide(answer.folder)) }));
  return `${[
    `# ${word('title')}`,
    folder,
    ...table(word('set'), answer.rows.filter(isSet)),
    ...table(
      word('defaults'),
      answer.rows.filter((row) => !isSet(row)),
    ),
    ...(remarks.length > 0 ? [remarks.join('\n')] : []),
  ].join('\n\n')}\n`;
}
