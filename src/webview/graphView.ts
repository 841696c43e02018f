import type {
  FromGraphView,
  GraphFilter,
  GraphModuleState,
  GraphState,
  GraphViewState,
  GraphWords,
} from '../protocol/index';
import { element, fill, pageHeader, plainButton, select } from './element';
import { FilterField } from './filterField';
import type { Host } from './pageHost';
import { matchingRows } from './matching';
import { moduleDetail } from './moduleDetail';
import { ModuleList } from './moduleList';

/** The elements of the page: on the left what finds a module, on the right what is known of it. */
export class GraphView {
  readonly element: HTMLElement;
  readonly #words: GraphWords;
  readonly #host: Host<FromGraphView, GraphViewState>;
  readonly #changed: () => void;
  readonly #title = element('h1');
  readonly #size = element('p', { class: 'dim' });
  readonly #notice = element('div', { class: 'notice', hidden: true });
  readonly #filter: FilterField;
  readonly #kind: HTMLSelectElement;
  readonly #count = element('p', { class: 'count dim', role: 'status' });
  readonly #list: ModuleList;
  readonly #detail: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #visited: string[] = [];
  #graph: GraphState | null | undefined;
  chosen: string | undefined;

  constructor(words: GraphWords, host: Host<FromGraphView, GraphViewState>, changed: () => void) {
    this.#words = words;
    this.#host = host;
    this.#changed = changed;
    this.#filter = new FilterField(words, { changed: () => this.#filterChanged(), enter: () => this.#list.enter() });
    this.#kind = select(words.kind, Object.entries(words.kinds));
    this.#list = new ModuleList(words, (path) => this.#visit(path));
    this.#detail = element('main', { 'aria-live': 'off' }, element('p', { class: 'dim' }, words.loading));
    this.#back = plainButton(words.back, () => this.#goBack());
    this.#back.disabled = true;
    const openGoMod = plainButton(words.openGoMod, () => host.postMessage({ kind: 'open' }));
    const refresh = plainButton(words.refresh, () => host.postMessage({ kind: 'refresh' }));
    const search = element('div', { class: 'search', role: 'search' }, this.#filter.element, this.#kind);
    this.element = element(
      'div',
      { class: 'page' },
      pageHeader([this.#title, this.#size], [this.#back, openGoMod, refresh]),
      this.#notice,
      element('div', { class: 'columns' }, element('nav', {}, search, this.#count, this.#list.element), this.#detail),
    );
    this.#kind.addEventListener('change', () => this.#filterChanged());
    this.#list.element.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#detail.querySelector('h2')?.focus();
    });
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  get query(): string {
    return this.#filter.value;
  }

  get filter(): GraphFilter {
    return this.#kind.value as GraphFilter;
  }

  restore({ query, filter }: Pick<GraphViewState, 'query' | 'filter'>): void {
    this.#filter.value = query;
    this.#kind.value = filter;
  }

  showGraph(graph: GraphState | null): void {
    this.#graph = graph;
    this.#title.textContent = graph?.own ?? '';
    this.#size.textContent = graph?.size ?? '';
    this.#showNotice(graph);
    this.#showRows();
    if (graph === null) this.#detail.replaceChildren(element('p', {}, this.#words.noGraph));
    else if (this.chosen === undefined)
      this.#detail.replaceChildren(element('p', { class: 'dim' }, this.#words.choose));
  }

  showModule(path: string, module: GraphModuleState | null): void {
    if (path !== this.chosen) return;
    if (module === null) {
      this.#detail.replaceChildren(element('p', {}, fill(this.#words.gone, path)));
      return;
    }
    const actions = {
      show: (other: string) => this.#openFromDetail(other),
      goToLine: (other: string) => this.#host.postMessage({ kind: 'open', path: other }),
    };
    const hadFocus = this.#detail.contains(document.activeElement);
    this.#detail.replaceChildren(...moduleDetail(module, this.#words, actions));
    this.#detail.scrollTop = 0;
    // What had the focus is gone: the heading says where one is now.
    if (hadFocus) this.#detail.querySelector('h2')?.focus();
  }

  /** Shows a module, in the list too. */
  open(path: string): void {
    // A filter that hides it would make the list and the page disagree.
    if (!this.#matching().some((row) => row.path === path) && this.#graph?.rows.some((row) => row.path === path)) {
      this.restore({ query: '', filter: 'all' });
      this.#showRows();
    }
    this.#list.choose(path);
    this.#visit(path);
  }

  #openFromDetail(path: string): void {
    this.#detail.querySelector('h2')?.focus();
    this.open(path);
  }

  #visit(path: string): void {
    if (path !== this.chosen) {
      if (this.chosen !== undefined) this.#visited.push(this.chosen);
      this.chosen = path;
      this.#back.disabled = this.#visited.length === 0;
      this.#changed();
    }
    this.#host.postMessage({ kind: 'module', path });
  }

  #goBack(): void {
    const path = this.#visited.pop();
    if (path === undefined) return;
    this.chosen = undefined;
    this.open(path);
    this.#back.disabled = this.#visited.length === 0;
  }

  #matching(): ReturnType<typeof matchingRows> {
    return matchingRows(this.#graph?.rows ?? [], this.query, this.filter);
  }

  #filterChanged(): void {
    this.#showRows();
    this.#changed();
  }

  #showRows(): void {
    const rows = this.#matching();
    const total = this.#graph?.rows.length ?? 0;
    this.#list.show(rows, this.chosen);
    const { noMatch, shown } = this.#words;
    this.#count.textContent = rows.length === 0 && total > 0 ? noMatch : fill(shown, rows.length, total);
  }

  /** The graph is not known where a go.mod is missing: says so, names them, and offers to get them. */
  #showNotice(graph: GraphState | null): void {
    const missing = graph?.missing ?? [];
    this.#notice.hidden = missing.length === 0;
    if (missing.length === 0) return;
    const { incomplete, incompleteOne, download } = this.#words;
    const text = missing.length === 1 ? incompleteOne : fill(incomplete, missing.length);
    const button = element('button', {}, download);
    button.addEventListener('click', () => this.#host.postMessage({ kind: 'download' }));
    const names = element('ul', {}, ...missing.slice(0, 200).map((name) => element('li', {}, name)));
    this.#notice.replaceChildren(element('details', {}, element('summary', {}, text), names), button);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey && event.key === 'ArrowLeft') {
      event.preventDefault();
      this.#goBack();
    } else this.#filter.onKey(event);
  }
}
