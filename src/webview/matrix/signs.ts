import type { MatrixCell } from '../../protocol/index';

/** One character a cell, so that no colour is needed to read the grid; the legend below it explains them. */
const signs: Readonly<Record<MatrixCell, string>> = {
  in: '●',
  'with-cgo': 'c',
  'without-cgo': 'n',
  perhaps: '?',
  name: 'F',
  constraint: '·',
  tag: 'T',
  ignore: 'I',
  release: 'R',
  cgo: 'C',
  documentation: 'D',
  malformed: '!',
};

export function cellSign(cell: MatrixCell): string {
  return signs[cell];
}

/** In the order of the legend. */
export const signedCells = Object.keys(signs) as readonly MatrixCell[];
