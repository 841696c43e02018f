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
