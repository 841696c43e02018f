/** Texts and characters as Go's `%q` prints them: messages of go quote what they are about. */

const named: Readonly<Record<string, string>> = {
  '\u0007': 'a',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
  '\\': '\\',
  "'": "'",
};

/** A text as `%q` prints it. */
export function quoteGoString(text: string): string {
  const body = Array.from(text, (char) =>
    char === '"' ? '\\"' : char === "'" ? char : quoteGoRune(char).slice(1, -1),
  );
  return `"${body.join('')}"`;
}

/** One character as `%q` prints it. */
export function quoteGoRune(char: string): string {
  const name = named[char];
  if (name !== undefined) return `'\\${name}'`;
  if (/^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return `'${char}'`;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x80) return `'\\x${hex.padStart(2, '0')}'`;
  return code < 0x10000 ? `'\\u${hex.padStart(4, '0')}'` : `'\\U${hex.padStart(8, '0')}'`;
}
