import { say, type VersionRow, type VersionTable } from '../../engine/index';
import { displayWidth } from '../displayWidth';
import { cell, code, plain } from '../markdownText';
import { printable } from '../printable';
import type { Style } from '../style';
import { sentence, type AnswerPage } from './page';

/** `go-preflight versions` in a terminal: a line for each place, which an editor can jump to. */
export function versionTableText(table: VersionTable, page: AnswerPage, style: Style): string {
  if (table.rows.length === 0) return `${word('none', page)}\n`;
  const rows = table.rows.map((row) => [
    placeOf(row, page),
    aboutOf(row, page),
    versionOf(row, page),
    word(row.meaning, page),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  const lines = table.rows.map((row, at) => {
    const cells = (rows[at] ?? []).map((text, column) => text + ' '.repeat((widths[column] ?? 0) - displayWidth(text)));
    const remarks = row.remarks.map((remark) => sentence(page, remark)).join(style.dot);
    const coloured = isBad(row) ? style.severity('warning', remarks) : style.dim(remarks);
    return [...cells, coloured].join('  ').trimEnd();
  });
  return `${[...lines, '', ...closing(table, page).map((line) => style.dim(line))].join('\n')}\n`;
}

/** The same as a page of the editor, or to be pasted into an issue. */
export function versionTableMarkdown(
  table: VersionTable,
  page: AnswerPage,
  linkTo: (row: VersionRow) => string | undefined = () => undefined,
): string {
  const title = `# ${word('title', page)}`;
  const folder = page.catalogue.render(say('versions.folder', { folder: code(page.hide(table.folder)) }));
  if (table.rows.length === 0) return `${[title, folder, word('none', page)].join('\n\n')}\n`;
  const heads = ['place', 'about', 'version', 'meaning', 'remarks'].map((name) => word(name, page));
  const rows = table.rows.map((row) => {
    const place = code(placeOf(row, page));
    const link = linkTo(row);
    return [
      link === undefined ? place : `[${place}](<${link}>)`,
      plain(aboutOf(row, page)),
      row.text === '' ? plain(versionOf(row, page)) : code(versionOf(row, page)),
      plain(word(row.meaning, page)),
      row.remarks.map((remark) => plain(sentence(page, remark))).join('; '),
    ].map(cell);
  });
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${[title, folder, lines.join('\n'), ...closing(table, page).map(plain)].join('\n\n')}\n`;
}

/** The same as data. */
export function versionTableJson({ folder, rows, supported, asOf }: VersionTable, page: AnswerPage): string {
  const { hide } = page;
  const data = {
    schemaVersion: 1,
    folder: hide(folder),
    supported,
    asOf,
    sources: rows.map((row) => {
      const { path, kind, place, text, version, meaning, oneOfMany, switching, standing, endedSince } = row;
      const { start, end } = row.range;
      return {
        file: hide(path),
        range: {
          start: { line: start.line + 1, column: start.column + 1 },
          end: { line: end.line + 1, column: end.column + 1 },
        },
        kind,
        about: hide(place),
        written: hide(row.float ?? text),
        version,
        meaning,
        oneOfMany,
        switching,
        standing,
        endedSince: endedSince ?? null,
        remarks: row.remarks.map((remark) => sentence(page, remark)),
      };
    }),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function word(name: string, { catalogue }: AnswerPage): string {
  return catalogue.render(say(`versions.${name}`));
}

function placeOf({ path, range: { start } }: VersionRow, { hide }: AnswerPage): string {
  return printable(hide(`${path}:${start.line + 1}:${start.column + 1}`));
}

function aboutOf({ kind, place }: VersionRow, { hide }: AnswerPage): string {
  return printable(hide(place === '' ? kind : place));
}

function versionOf({ text, float }: VersionRow, page: AnswerPage): string {
  return text === '' ? word('default', page) : printable(page.hide(float ?? text));
}

function isBad({ standing, endedSince, float }: VersionRow): boolean {
  return standing === 'too-old' || endedSince !== undefined || float !== undefined;
}

/** What the table comes to, and which lines of releases are repaired. */
function closing({ rows, supported, asOf }: VersionTable, page: AnswerPage): readonly string[] {
  const count = say('versions.count', {
    places: rows.length,
    files: new Set(rows.map(({ path }) => path)).size,
    old: rows.filter(({ standing }) => standing === 'too-old').length,
    ended: rows.filter(({ endedSince }) => endedSince !== undefined).length,
  });
  const lines = supported.toReversed().join(', ');
  return [sentence(page, count), sentence(page, say('versions.supported', { lines, date: asOf }))];
}
