import {
  matrixFilters,
  type ColumnFilter,
  type FromMatrixView,
  type MatrixFilter,
  type MatrixState,
  type MatrixViewState,
  type MatrixWords,
} from '../../protocol/index';
import { element, fill, option, pageHeader, plainButton, select } from '../element';
import { FilterField } from '../filterField';
import type { Host } from '../pageHost';
import { MatrixGrid, type GridColumn, type GridPlace } from './grid';
import { legendOf, placeDetail } from './placeDetail';
import { rowsOf, tagCounts } from './rows';

type Choice = Omit<MatrixViewState, 'reference'>;

/** The elements of the page: what chooses files and targets, the grid, and below it what the chosen cell means. */
export class MatrixView {
  readonly element: HTMLElement;
  readonly #words: MatrixWords;
  readonly #host: Host<FromMatrixView, MatrixViewState>;
  readonly #changed: () => void;
  readonly #title = element('h1');
  readonly #counts = element('p', { class: 'dim' });
  readonly #filter: FilterField;
  readonly #kind: HTMLSelectElement;
  readonly #tag: HTMLSelectElement;
  readonly #columns: HTMLSelectElement;
  readonly #withTag = element('input', { type: 'checkbox' });
  readonly #withTagLabel = element('label', { hidden: true });
  readonly #count = element('p', { class: 'count dim', role: 'status' });
  readonly #grid: MatrixGrid;
  readonly #detail: HTMLElement;
  #matrix: MatrixState | undefined;
  /** chosen before the tags were known */
  #wantedTag = '';

  constructor(words: MatrixWords, host: Host<FromMatrixView, MatrixViewState>, changed: () => void) {
    this.#words = words;
    this.#host = host;
    this.#changed = changed;
    this.#filter = new FilterField(words, { changed: () => this.#filtered(), enter: () => this.#grid.enter() });
    this.#kind = select(
      words.kind,
      matrixFilters.map((kind) => [kind, words.kinds[kind]] as const),
    );
    this.#tag = select(words.tag, [['', words.anyTag]]);
    const kinds: readonly ColumnFilter[] = ['named', 'all'];
    this.#columns = select(
      words.columns,
      kinds.map((kind) => [kind, words.columnKinds[kind]] as const),
    );
    this.#grid = new MatrixGrid(words, {
      moved: (place) => this.#showPlace(place),
      open: ({ path }) => host.postMessage({ kind: 'open', file: path }),
    });
    this.#detail = element('footer', {}, element('p', { class: 'dim' }, words.loading));
    const refresh = plainButton(words.refresh, () => host.postMessage({ kind: 'refresh' }));
    const controls = [this.#filter.element, this.#kind, this.#tag, this.#withTagLabel, this.#columns];
    this.element = element(
      'div',
      { class: 'page' },
      pageHeader([this.#title, this.#counts], [refresh]),
      element('div', { class: 'search', role: 'search' }, ...controls),
      this.#count,
      element('main', {}, this.#grid.element),
      this.#detail,
      legendOf(words),
    );
    this.#listen();
  }

  get choice(): Choice {
    return {
      query: this.#filter.value,
      filter: this.#kind.value as MatrixFilter,
      columns: this.#columns.value as ColumnFilter,
      tag: this.#tag.value,
      withTag: this.#withTag.checked,
    };
  }

  /** Tags that every build is to set. */
  get tags(): readonly string[] {
    const { tag, withTag } = this.choice;
    return withTag && tag !== '' ? [tag] : [];
  }

  restore({ query, filter, columns, tag, withTag }: Choice): void {
    this.#filter.value = query;
    this.#kind.value = filter;
    this.#columns.value = columns;
    this.#wantedTag = tag;
    this.#withTag.checked = withTag;
  }

  show(matrix: MatrixState): void {
    this.#matrix = matrix;
    this.#title.textContent = `${this.#words.title}: ${matrix.name}`;
    this.#counts.textContent = matrix.counts.join(' · ');
    this.#showTags(matrix);
    this.#showRows();
  }

  /** Goes to a file, whatever the filter says. */
  goTo(path: string): void {
    if (!this.#grid.goTo(path)) {
      this.restore({ query: '', filter: 'all', columns: this.choice.columns, tag: '', withTag: this.#withTag.checked });
      this.#tag.value = '';
      this.#showRows();
      this.#grid.goTo(path);
    }
    this.#grid.element.focus();
  }

  #listen(): void {
    for (const choice of [this.#kind, this.#columns]) choice.addEventListener('change', () => this.#filtered());
    this.#withTag.addEventListener('change', () => this.#tagsChanged());
    this.#tag.addEventListener('change', () => {
      const was = this.#withTag.checked;
      this.#withTag.checked = false;
      this.#showWithTag();
      this.#filtered();
      if (was) this.#tagsChanged();
    });
    this.element.addEventListener('keydown', (event) => this.#filter.onKey(event));
  }

  #filtered(): void {
    this.#showRows();
    this.#changed();
  }

  #tagsChanged(): void {
    this.#changed();
    this.#host.postMessage({ kind: 'tags', tags: this.tags });
  }

  #showTags(matrix: MatrixState): void {
    const chosen = this.#wantedTag === '' ? this.#tag.value : this.#wantedTag;
    this.#wantedTag = '';
    const options = [...tagCounts(matrix)].map(([tag, count]) => option(tag, `${tag} (${count})`));
    this.#tag.replaceChildren(option('', this.#words.anyTag), ...options);
    this.#tag.value = chosen;
    if (this.#tag.value !== chosen) this.#tag.value = '';
    this.#showWithTag();
  }

  /** Only of a tag that somebody can pass. */
  #showWithTag(): void {
    const { tag } = this.choice;
    this.#withTagLabel.hidden = this.#matrix?.ownTags.includes(tag) !== true;
    this.#withTagLabel.replaceChildren(this.#withTag, fill(this.#words.withTag, tag));
  }

  #showRows(): void {
    const matrix = this.#matrix;
    if (matrix === undefined) return;
    const rows = rowsOf(matrix, this.choice);
    const columns = matrix.targets
      .map((target, index): GridColumn => ({ target, index }))
      .filter(({ target }) => this.choice.columns === 'all' || target.origin !== 'port');
    this.#grid.show(rows, columns, matrix.ports);
    const shown = rows.filter(({ kind }) => kind === 'file').length;
    const total = matrix.packages.reduce((sum, { files }) => sum + files.length, 0);
    const { noFiles, noMatch, shown: text } = this.#words;
    this.#count.textContent = total === 0 ? noFiles : shown === 0 ? noMatch : fill(text, shown, total);
  }

  #showPlace(place: GridPlace | undefined): void {
    this.#detail.replaceChildren(
      ...placeDetail(place, this.#words, {
        open: (file) => this.#host.postMessage({ kind: 'open', file }),
        use: (target) =>
          this.#host.postMessage({ kind: 'use', target: { ...target, tags: [...target.tags, ...this.tags] } }),
      }),
    );
  }
}
