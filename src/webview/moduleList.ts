import type { GraphRow, GraphWords } from '../protocol/index';
import { element } from './element';
import { visibleRange } from './visibleRange';

/** The same as in the style sheet. */
export const rowHeight = 24;

/**
 * A list of thousands of modules, of which only those in view have elements. The focus stays on the list; the active row is
 * named by `aria-activedescendant`, and each row says how many there are, so that a screen reader counts right.
 */
export class ModuleList {
  readonly element = element('div', { class: 'rows', role: 'listbox', tabindex: 0 });
  readonly #content = element('div', { class: 'rows-content', role: 'presentation' });
  readonly #words: GraphWords;
  readonly #choose: (path: string) => void;
  #rows: readonly GraphRow[] = [];
  #active = -1;
  #drawn = '';

  constructor(words: GraphWords, choose: (path: string) => void) {
    this.#words = words;
    this.#choose = choose;
    this.element.setAttribute('aria-label', words.modules);
    this.element.append(this.#content);
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
      if (row) this.#activate(Number(row.dataset['index']));
    });
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** @param chosen path of the module that is shown beside the list */
  show(rows: readonly GraphRow[], chosen: string | undefined): void {
    this.#rows = rows;
    this.#content.style.height = `${rows.length * rowHeight}px`;
    this.#drawn = '';
    this.choose(chosen);
  }

  /** Marks a module as the one that is shown, and brings it into view. */
  choose(path: string | undefined): void {
    this.#active = this.#rows.findIndex((row) => row.path === path);
    this.#drawn = '';
    if (this.#active >= 0) this.#reveal();
    this.#draw();
  }

  /** From the filter: the list has the focus, and a row. */
  enter(): void {
    this.element.focus();
    if (this.#active < 0) this.#activate(0);
  }

  #activate(index: number): void {
    const row = this.#rows[Math.min(Math.max(index, 0), this.#rows.length - 1)];
    if (row === undefined) return;
    this.choose(row.path);
    this.#choose(row.path);
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: this.#rows.length - 1,
    };
    const index = to[event.key];
    if (index === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#activate(index);
  }

  #reveal(): void {
    const top = this.#active * rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) this.element.scrollTop = top + rowHeight - clientHeight;
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const { start, end } = visibleRange(scrollTop, clientHeight, rowHeight, this.#rows.length);
    const drawn = `${start} ${end} ${this.#active}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const rows = this.#rows.slice(start, end).map((row, at) => this.#row(row, start + at));
    // A screen reader must find the active row, even where somebody scrolled away from it.
    const active = this.#rows[this.#active];
    if (active && (this.#active < start || this.#active >= end)) rows.push(this.#row(active, this.#active));
    this.#content.replaceChildren(...rows);
    if (active) this.element.setAttribute('aria-activedescendant', idOf(this.#active));
    else this.element.removeAttribute('aria-activedescendant');
  }

  #row(row: GraphRow, index: number): HTMLElement {
    const labels = labelsOf(row, this.#words);
    const made = element(
      'div',
      {
        id: idOf(index),
        class: 'row',
        role: 'option',
        'data-index': index,
        'aria-selected': String(index === this.#active),
        'aria-setsize': this.#rows.length,
        'aria-posinset': index + 1,
        'aria-label': [row.path, row.version, ...labels].join(', '),
        title: `${row.path} ${row.version}`,
      },
      element('span', { class: 'path' }, row.path),
      ...labels.map((label) => element('span', { class: 'label' }, label)),
      element('span', { class: 'version' }, row.version),
    );
    made.style.top = `${index * rowHeight}px`;
    return made;
  }
}

function idOf(index: number): string {
  return `row-${index}`;
}

/** What is worth a word: a direct requirement at its own version is the usual. */
export function labelsOf(row: GraphRow, { labels }: GraphWords): readonly string[] {
  return [
    ...(row.missing ? [labels.missing] : []),
    ...(row.raised ? [labels.raised] : []),
    ...(row.replaced ? [labels.replaced] : []),
    ...(row.requirement === 'direct' ? [labels.direct] : []),
  ];
}
