import { element } from './element';

export interface FilterActions {
  /** what is typed counts now */
  readonly changed: () => void;
  /** on to what was found */
  readonly enter: () => void;
}

/** The field that filters what a page lists. `/` and Ctrl+F lead to it from anywhere on the page, and Escape empties it. */
export class FilterField {
  readonly element: HTMLInputElement;
  readonly #changed: () => void;

  constructor(words: { readonly filter: string; readonly filterHint: string }, { changed, enter }: FilterActions) {
    this.element = element('input', { type: 'search', placeholder: words.filterHint, 'aria-label': words.filter });
    this.#changed = changed;
    this.element.addEventListener('input', changed);
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
      event.preventDefault();
      enter();
    });
  }

  get value(): string {
    return this.element.value;
  }

  set value(value: string) {
    this.element.value = value;
  }

  /** @param event of the page */
  onKey(event: KeyboardEvent): void {
    const find = (event.ctrlKey || event.metaKey) && event.key === 'f';
    const slash = event.key === '/' && !(event.target instanceof HTMLInputElement);
    if (find || slash) {
      event.preventDefault();
      this.element.select();
      this.element.focus();
    } else if (event.key === 'Escape' && event.target === this.element) {
      this.element.value = '';
      this.#changed();
    }
  }
}
