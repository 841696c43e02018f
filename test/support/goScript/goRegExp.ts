/** Go's regular expressions, as scripts write them, in JavaScript's. */

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9A-Fa-f',
  punct: '!-\\/:-@\\[-`{-~',
};

/** @returns undefined for a pattern that JavaScript cannot express */
export function goRegExp(pattern: string, flags = 'm'): RegExp | undefined {
  let source = pattern.replace(/\\Q([^]*?)(?:\\E|$)/g, (_, literal: string) => quoteMeta(literal));
  let all = flags;
  for (let inline = inlineFlags(source); inline !== undefined; inline = inlineFlags(source)) {
    for (const flag of inline) if ('ims'.includes(flag) && !all.includes(flag)) all += flag;
    source = source.slice(inline.length + 3);
  }
  source = source
    .replaceAll('\\z', '$(?![^])')
    .replaceAll('\\A', '(?<![^])')
    .replace(/\[:(\^?)(\w+):\]/g, (text, not: string, name: string) => (not === '' ? (classes[name] ?? text) : text))
    .replaceAll('(?P<', '(?<');
  try {
    return new RegExp(source, all);
  } catch {
    return undefined;
  }
}

function inlineFlags(source: string): string | undefined {
  return /^\(\?([a-zA-Z]+)\)/.exec(source)?.[1];
}

/** regexp.QuoteMeta */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
