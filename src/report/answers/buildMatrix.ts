import {
  isBuilt,
  isConditional,
  matrixCounts,
  say,
  type BuildMatrix,
  type MatrixCell,
  type MatrixCondition,
  type MatrixTarget,
} from '../../engine/index';
import { displayWidth } from '../displayWidth';
import { cell as tableCell, code, plain } from '../markdownText';
import { printable } from '../printable';
import type { Style } from '../style';
import { sentence, type AnswerPage } from './page';

/** `go-preflight targets`: a line for each file that some build leaves out, with a sign for each target. */
export function buildMatrixText(matrix: BuildMatrix, page: AnswerPage, style: Style): string {
  if (matrix.packages.length === 0) return `${word('none', page)}\n`;
  const files = conditionalFiles(matrix, page);
  const columns = matrix.targets.flatMap((target, at) => (target.origin === 'port' ? [] : [{ target, at }]));
  const heads = columns.map(({ target }, at) => targetLine(target, at + 1, columns.length, page, style));
  const counts = countLines(matrix, page).map((line) => style.dim(line));
  if (files.length === 0) return `${[word('noCondition', page), '', ...counts].join('\n')}\n`;
  const width = Math.max(...files.map(({ path }) => displayWidth(path)));
  const digits = String(columns.length).length;
  const numbers = columns.map((_, at) => String(at + 1).padStart(digits)).join(' ');
  const ports = (count: number): string => `${count}/${matrix.ports}`.padStart(5);
  const lines = files.map(({ path, condition }) => {
    const signs = columns.map(({ at }) => signOf(condition.cells[at] ?? 'in', style).padStart(digits));
    const name = path + ' '.repeat(width - displayWidth(path));
    return `${name}  ${ports(condition.ports)}  ${signs.join(' ')}  ${style.dim(textOf(condition, page))}`.trimEnd();
  });
  const head = `${' '.repeat(width)}  ${' '.repeat(5)}  ${numbers}`;
  return `${[...heads, '', style.dim(head), ...lines, '', legend(style, page), ...counts].join('\n')}\n`;
}

/** The same to be pasted into an issue. */
export function buildMatrixMarkdown(matrix: BuildMatrix, page: AnswerPage): string {
  const { catalogue, hide } = page;
  const title = `# ${word('title', page)}`;
  const folder = catalogue.render(say('matrix.folder', { folder: code(hide(matrix.folder)) }));
  if (matrix.packages.length === 0) return `${[title, folder, word('none', page)].join('\n\n')}\n`;
  const files = conditionalFiles(matrix, page);
  const counts = countLines(matrix, page).map(plain);
  if (files.length === 0) return `${[title, folder, word('noCondition', page), ...counts].join('\n\n')}\n`;
  const columns = matrix.targets.flatMap((target, at) => (target.origin === 'port' ? [] : [{ target, at }]));
  const heads = [
    word('file', page),
    ...columns.map(({ target }) => code(target.name)),
    word('builtOn', page),
    word('condition', page),
  ];
  const rows = files.map(({ path, condition }) =>
    [
      code(path),
      ...columns.map(({ at }) => plain(word(`cell.${condition.cells[at] ?? 'in'}`, page))),
      `${condition.ports}/${matrix.ports}`,
      code(textOf(condition, page)),
    ].map(tableCell),
  );
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${[title, folder, lines.join('\n'), ...counts].join('\n\n')}\n`;
}

/** The same as data: every target, and of each file that some build leaves out what every target makes of it. */
export function buildMatrixJson(matrix: BuildMatrix, page: AnswerPage): string {
  const { hide } = page;
  const { files, conditional } = matrixCounts(matrix);
  const data = {
    schemaVersion: 1,
    folder: hide(matrix.folder),
    go: `1.${matrix.minor}`,
    ports: matrix.ports,
    targets: matrix.targets.map(({ name, origin, goos, goarch, cgo, tags }) => ({
      name,
      origin,
      goos,
      goarch,
      cgo: cgo ?? null,
      tags,
    })),
    fileCount: files,
    conditionalCount: conditional,
    files: conditionalFiles(matrix, page).map(({ path, condition }) => ({
      file: path,
      condition: hide(condition.text),
      builtOnPorts: condition.ports,
      built: matrix.targets.filter((_, at) => isBuilt(condition.cells[at] ?? 'in')).map(({ name }) => name),
      cells: Object.fromEntries(matrix.targets.map(({ name }, at) => [name, condition.cells[at] ?? 'in'])),
      why: Object.fromEntries([...condition.why].map(([cell, message]) => [cell, sentence(page, message)])),
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

interface ConditionalFile {
  readonly path: string;
  readonly condition: MatrixCondition;
}

function conditionalFiles({ packages, conditions }: BuildMatrix, { hide }: AnswerPage): readonly ConditionalFile[] {
  return packages.flatMap(({ path, files }) =>
    files.flatMap(({ name, condition: at }) => {
      const condition = conditions[at];
      if (condition === undefined || !isConditional(condition)) return [];
      return [{ path: printable(hide(path === '' ? name : `${path}/${name}`)), condition }];
    }),
  );
}

function targetLine(
  { name, origin }: MatrixTarget,
  number: number,
  count: number,
  page: AnswerPage,
  style: Style,
): string {
  const padded = String(number).padStart(String(count).length);
  return `${padded}  ${printable(page.hide(name))}  ${style.dim(word(`origin.${origin}`, page))}`;
}

/** What a reader without colours and without a legend would guess; letters where it takes a word. */
function signOf(cell: MatrixCell, { unicode }: Style): string {
  if (cell === 'in') return unicode ? '●' : '#';
  return letters[cell] ?? (unicode ? '·' : '.');
}

const letters: Readonly<Partial<Record<MatrixCell, string>>> = {
  'with-cgo': 'c',
  'without-cgo': 'n',
  perhaps: '?',
  tag: 't',
};

function legend(style: Style, page: AnswerPage): string {
  const cells = ['in', 'with-cgo', 'without-cgo', 'perhaps', 'tag'] as const;
  const words = cells.map((cell) => `${signOf(cell, style)} ${word(`cell.${cell}`, page)}`);
  return style.dim([...words, `${signOf('name', style)} ${word('out', page)}`].join(', '));
}

/** The condition; where there is none to print, why go leaves the file out. */
function textOf({ text, why }: MatrixCondition, page: AnswerPage): string {
  const [first] = why.values();
  return text === '' && first ? sentence(page, first) : printable(page.hide(text));
}

function countLines(matrix: BuildMatrix, page: AnswerPage): readonly string[] {
  const { minor, ports, targets } = matrix;
  const own = targets.filter(({ origin }) => origin === 'own' || origin === 'declared' || origin === 'built').length;
  return [
    sentence(page, say('matrix.count', { ...matrixCounts(matrix) })),
    sentence(page, say('matrix.universe', { minor, ports, own })),
  ];
}

function word(name: string, { catalogue }: AnswerPage): string {
  return catalogue.render(say(`matrix.${name}`));
}
