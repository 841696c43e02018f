import type { MatrixWords, TargetState } from '../../protocol/index';
import { element } from '../element';
import type { GridPlace } from './grid';
import { isPackageBuilt } from './rows';
import { cellSign, signedCells } from './signs';

export interface PlaceActions {
  open(file: string): void;
  use(target: TargetState): void;
}

/** What the cell that is chosen means, in words, and what can be done there. */
export function placeDetail(
  place: GridPlace | undefined,
  words: MatrixWords,
  actions: PlaceActions,
): readonly HTMLElement[] {
  if (place === undefined) return [element('p', { class: 'dim' }, words.choose)];
  const { row, column } = place;
  const buttons: HTMLElement[] = [];
  if (row.kind === 'file') buttons.push(button(words.openFile, () => actions.open(row.path)));
  if (column) buttons.push(button(words.useTarget, () => actions.use(column.target)));
  const name = row.kind === 'file' ? row.path : row.label;
  const head = element('strong', {}, column ? `${name} · ${column.target.name}` : name);
  return [
    element('p', { class: 'said' }, head, ' ', element('span', {}, sentence(place, words))),
    element('p', { class: 'dim condition' }, row.kind === 'file' ? conditionOf(row.condition.text, words) : ''),
    element('div', { class: 'buttons' }, ...buttons),
  ];
}

function sentence({ row, column }: GridPlace, words: MatrixWords): string {
  if (column === undefined) return '';
  if (row.kind === 'package') return isPackageBuilt(row, column.index) ? words.packageBuilt : words.packageEmpty;
  const cell = row.condition.cells[column.index] ?? 'in';
  const why = row.condition.why[cell];
  return [words.cells[cell], ...(why === undefined ? [] : [why])].join(' — ');
}

function conditionOf(text: string, { condition, everywhere }: MatrixWords): string {
  return text === '' ? everywhere : `${condition}: ${text}`;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = element('button', { class: 'plain' }, text);
  made.addEventListener('click', act);
  return made;
}

/** What the signs of the grid mean. */
export function legendOf(words: MatrixWords): HTMLElement {
  const entries = signedCells.map((cell) =>
    element(
      'li',
      {},
      element('span', { class: 'sign', 'aria-hidden': 'true' }, cellSign(cell)),
      ' ',
      words.cells[cell],
    ),
  );
  const none = element(
    'li',
    {},
    element('span', { class: 'sign', 'aria-hidden': 'true' }, '○'),
    ' ',
    words.packageEmpty,
  );
  return element('ul', { class: 'legend dim', 'aria-label': words.legend }, ...entries, none);
}
