import type { MatrixCell, MatrixWords, TargetState } from '../../protocol/index';
import { element, fill } from '../element';
import { visibleRange } from '../visibleRange';
import { cellSign } from './signs';
import { isBuilt, isPackageBuilt, type FileRow, type MatrixRow } from './rows';

/** The same as in the style sheet. */
const rowHeight = 22;

/** A column of the grid: a target, by its place among all targets of the matrix. */
export interface GridColumn {
  readonly target: TargetState;
  readonly index: number;
}

/** Where the person is. Columns: 0 the file, 1 on how many ports it is built, then the targets. */
export interface GridPlace {
  readonly row: MatrixRow;
  readonly column: GridColumn | undefined;
}

export interface GridActions {
  moved(place: GridPlace | undefined): void;
  open(row: FileRow): void;
}

/** Columns before those of the targets. */
const fixedColumns = 2;

/**
 * Files by targets. Of thousands of rows only those in view have elements; the focus stays on the grid, and the active cell
 * is named by `aria-activedescendant`.
 */
export class MatrixGrid {
  readonly element = element('div', { class: 'grid', role: 'grid', tabindex: 0 });
  readonly #head = element('div', { class: 'head', role: 'row', 'aria-rowindex': 1 });
  readonly #content = element('div', { class: 'grid-content', role: 'rowgroup' });
  readonly #words: MatrixWords;
  readonly #actions: GridActions;
  #rows: readonly MatrixRow[] = [];
  #columns: readonly GridColumn[] = [];
  #ports = 0;
  #row = -1;
  #column = 0;
  #drawn = '';

  constructor(words: MatrixWords, actions: GridActions) {
    this.#words = words;
    this.#actions = actions;
    this.element.setAttribute('aria-label', words.matrix);
    this.element.append(this.#head, this.#content);
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', ({ target }) => this.#onClick(target));
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  show(rows: readonly MatrixRow[], columns: readonly GridColumn[], ports: number): void {
    const before = this.place;
    this.#rows = rows;
    this.#columns = columns;
    this.#ports = ports;
    this.#content.style.height = `${rows.length * rowHeight}px`;
    this.element.style.setProperty('--columns', String(columns.length));
    this.element.setAttribute('aria-rowcount', String(rows.length + 1));
    this.element.setAttribute('aria-colcount', String(columns.length + fixedColumns));
    this.#drawHead();
    this.#row = rows.findIndex((row) => before !== undefined && nameOf(row) === nameOf(before.row));
    const column = columns.findIndex(({ target }) => target.name === before?.column?.target.name);
    this.#column = column < 0 ? Math.min(this.#column, fixedColumns - 1) : column + fixedColumns;
    this.#drawn = '';
    this.#draw();
    this.#actions.moved(this.place);
  }

  get place(): GridPlace | undefined {
    const row = this.#rows[this.#row];
    return row && { row, column: this.#columns[this.#column - fixedColumns] };
  }

  /** Goes to a file, in the column of the machine's own target. */
  goTo(path: string): boolean {
    const index = this.#rows.findIndex((row) => row.kind === 'file' && row.path === path);
    if (index < 0) return false;
    const own = this.#columns.findIndex(({ target }) => target.origin === 'own');
    this.#move(index, own < 0 ? 0 : own + fixedColumns);
    return true;
  }

  /** From the filter: the grid has the focus, and a cell. */
  enter(): void {
    this.element.focus();
    if (this.#row < 0)
      this.#move(
        this.#rows.findIndex(({ kind }) => kind === 'file'),
        0,
      );
  }

  #move(row: number, column: number): void {
    if (this.#rows.length === 0) return;
    this.#row = Math.min(Math.max(row, 0), this.#rows.length - 1);
    this.#column = Math.min(Math.max(column, 0), this.#columns.length + fixedColumns - 1);
    this.#reveal();
    this.#drawn = '';
    this.#draw();
    this.#actions.moved(this.place);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((this.element.clientHeight - this.#head.offsetHeight) / rowHeight) - 1);
    const last = this.#columns.length + fixedColumns - 1;
    const plain: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [this.#row + 1, this.#column],
      ArrowUp: [this.#row - 1, this.#column],
      ArrowRight: [this.#row, this.#column + 1],
      ArrowLeft: [this.#row, this.#column - 1],
      PageDown: [this.#row + page, this.#column],
      PageUp: [this.#row - page, this.#column],
      Home: [this.#row, 0],
      End: [this.#row, last],
    };
    const withControl: typeof plain = { Home: [0, 0], End: [this.#rows.length - 1, last] };
    const to = (event.ctrlKey ? withControl : plain)[event.key];
    if (to) this.#move(...to);
    else if (event.key === 'Enter') this.#openActive();
    else return;
    event.preventDefault();
  }

  #openActive(): void {
    const row = this.#rows[this.#row];
    if (row?.kind === 'file') this.#actions.open(row);
  }

  #onClick(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
    const row = cell?.closest<HTMLElement>('[data-row]');
    if (!cell || !row) return;
    const column = Number(cell.dataset['column']);
    this.#move(Number(row.dataset['row']), column);
    if (column === 0) this.#openActive();
  }

  #reveal(): void {
    const top = this.#row * rowHeight;
    const { scrollTop, clientHeight } = this.element;
    const height = clientHeight - this.#head.offsetHeight;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > scrollTop + height) this.element.scrollTop = top + rowHeight - height;
    const cell = this.#head.children[this.#column];
    const [name, count] = this.#head.children;
    if (this.#column < fixedColumns || !(cell instanceof HTMLElement)) return;
    const fixed = [name, count].reduce((sum, each) => sum + (each instanceof HTMLElement ? each.offsetWidth : 0), 0);
    const { scrollLeft, clientWidth } = this.element;
    if (cell.offsetLeft < scrollLeft + fixed) this.element.scrollLeft = cell.offsetLeft - fixed;
    else if (cell.offsetLeft + cell.offsetWidth > scrollLeft + clientWidth)
      this.element.scrollLeft = cell.offsetLeft + cell.offsetWidth - clientWidth;
  }

  #drawHead(): void {
    const { file, ports, origins } = this.#words;
    this.#head.replaceChildren(
      element('div', { class: 'file', role: 'columnheader', 'aria-colindex': 1 }, file),
      element('div', { class: 'ports', role: 'columnheader', 'aria-colindex': 2 }, ports),
      ...this.#columns.map(({ target }, at) =>
        element(
          'div',
          {
            class: `target ${target.origin}`,
            role: 'columnheader',
            'aria-colindex': at + fixedColumns + 1,
            'aria-label': `${target.name}, ${origins[target.origin]}`,
            title: `${target.name}\n${origins[target.origin]}`,
          },
          element('span', {}, target.name),
        ),
      ),
    );
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const { start, end } = visibleRange(scrollTop, clientHeight, rowHeight, this.#rows.length);
    const drawn = `${start} ${end} ${this.#row} ${this.#column}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const rows = this.#rows.slice(start, end).map((row, at) => this.#line(row, start + at));
    // A screen reader must find the active cell, even where somebody scrolled away from it.
    const active = this.#rows[this.#row];
    if (active && (this.#row < start || this.#row >= end)) rows.push(this.#line(active, this.#row));
    this.#content.replaceChildren(...rows);
    if (active) this.element.setAttribute('aria-activedescendant', idOf(this.#row, this.#column));
    else this.element.removeAttribute('aria-activedescendant');
  }

  #line(row: MatrixRow, index: number): HTMLElement {
    const cells = row.kind === 'file' ? this.#fileCells(row, index) : this.#packageCells(row, index);
    const line = element(
      'div',
      { class: `line of-${row.kind}`, role: 'row', 'aria-rowindex': index + 2, 'data-row': index },
      ...cells,
    );
    line.style.top = `${index * rowHeight}px`;
    return line;
  }

  #fileCells(row: FileRow, index: number): readonly HTMLElement[] {
    const { condition, path, name } = row;
    const { cells, builtOn, everywhere } = this.#words;
    const built = fill(builtOn, condition.ports, this.#ports);
    const label = [path, condition.text === '' ? everywhere : condition.text].join(', ');
    return [
      this.#cell(index, 0, 'file', { role: 'rowheader', 'aria-label': label, title: path }, name),
      this.#cell(index, 1, 'ports', { 'aria-label': `${path}: ${built}` }, `${condition.ports}/${this.#ports}`),
      ...this.#columns.map(({ target, index: at }, column) => {
        const cell: MatrixCell = condition.cells[at] ?? 'in';
        const why = condition.why[cell];
        const said = `${path}, ${target.name}: ${cells[cell]}`;
        const title = `${target.name}: ${cells[cell]}${why === undefined ? '' : `\n${why}`}`;
        const kind = `sign ${cell === 'in' ? 'in' : isBuilt(cell) ? 'partly' : 'out'}`;
        return this.#cell(index, column + fixedColumns, kind, { 'aria-label': said, title }, cellSign(cell));
      }),
    ];
  }

  #packageCells(row: Extract<MatrixRow, { kind: 'package' }>, index: number): readonly HTMLElement[] {
    const { packageBuilt, packageEmpty } = this.#words;
    return [
      this.#cell(index, 0, 'file', { role: 'rowheader', title: row.label }, row.label),
      this.#cell(index, 1, 'ports', {}, ''),
      ...this.#columns.map(({ target, index: at }, column) => {
        const built = isPackageBuilt(row, at);
        const said = `${row.label}, ${target.name}: ${built ? packageBuilt : packageEmpty}`;
        const kind = `sign ${built ? 'has' : 'lacks'}`;
        return this.#cell(index, column + fixedColumns, kind, { 'aria-label': said, title: said }, built ? '' : '○');
      }),
    ];
  }

  #cell(
    row: number,
    column: number,
    kind: string,
    attributes: Readonly<Record<string, string>>,
    text: string,
  ): HTMLElement {
    const isActive = row === this.#row && column === this.#column;
    return element(
      'div',
      {
        role: 'gridcell',
        ...attributes,
        id: idOf(row, column),
        class: isActive ? `${kind} active` : kind,
        'aria-colindex': column + 1,
        'data-column': column,
        ...(isActive && { 'aria-selected': 'true' }),
      },
      text,
    );
  }
}

function nameOf(row: MatrixRow): string {
  return row.kind === 'file' ? row.path : `${row.label}/`;
}

function idOf(row: number, column: number): string {
  return `cell-${row}-${column}`;
}
