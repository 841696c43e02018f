export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An element with attributes and children. Texts become text nodes, so nothing that a go.mod says is ever read as HTML.
 * An attribute that is undefined or false is left out.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  made.append(...children);
  return made;
}

/** `{0}` and so on. */
export function fill(template: string, ...args: readonly (string | number)[]): string {
  return template.replaceAll(/\{(\d)\}/g, (whole, at: string) => String(args[Number(at)] ?? whole));
}

/** A list to choose from, by value and text. */
export function select(label: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return element('select', { 'aria-label': label }, ...options.map(([value, text]) => option(value, text)));
}

export function option(value: string, text: string): HTMLOptionElement {
  return element('option', { value }, text);
}

/** The top of a page: what it is about, and what can be done with all of it. */
export function pageHeader(names: readonly HTMLElement[], buttons: readonly HTMLElement[]): HTMLElement {
  return element(
    'header',
    { class: 'top' },
    element('div', { class: 'names' }, ...names),
    element('div', { class: 'buttons' }, ...buttons),
  );
}

/** A button that is not the first thing one would do. */
export function plainButton(text: string, clicked: () => void): HTMLButtonElement {
  const button = element('button', { class: 'plain' }, text);
  button.addEventListener('click', clicked);
  return button;
}
