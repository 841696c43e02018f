/** White space as Go's unicode.IsSpace has it. JavaScript's `\s` and `trim()` differ at U+0085 and U+FEFF. */
const space = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const leading = new RegExp(`^[${space}]+`);
const runs = new RegExp(`[^${space}]+`, 'g');
const one = new RegExp(`[${space}]`);

/** Nearly all texts begin and end in one: then no regular expression has to be run, or even compiled. */
function isPrinted(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** strings.TrimSpace of Go. */
export function trimGoSpace(text: string): string {
  if (isPrinted(text.charCodeAt(0)) && isPrinted(text.charCodeAt(text.length - 1))) return text;
  let end = text.length;
  while (end > 0 && one.test(text.charAt(end - 1))) end--;
  return text.slice(leadingGoSpace(text.slice(0, end)), end);
}

/** How many UTF-16 units of white space `text` starts with. */
export function leadingGoSpace(text: string): number {
  if (isPrinted(text.charCodeAt(0))) return 0;
  return leading.exec(text)?.[0].length ?? 0;
}

export interface Field {
  readonly text: string;
  /** UTF-16 offset in the text given */
  readonly start: number;
}

/** strings.Fields of Go, with offsets. */
export function goFields(text: string): readonly Field[] {
  return Array.from(text.matchAll(runs), (match) => ({ text: match[0], start: match.index }));
}
