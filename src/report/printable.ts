/**
 * Text from a repository is foreign text: in a terminal a control character can move the cursor, recolour or hide what
 * follows, and a bidirectional override can reorder a line. They are shown as escapes, as Go would write them.
 */
const unprintable = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of printable text. */
export function printable(text: string): string {
  return text.replace(unprintable, escape);
}

function escape(character: string): string {
  const code = character.charCodeAt(0);
  if (short[character] !== undefined) return short[character];
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Whether a character stands for itself in a line of a terminal. */
export function isPrintable(character: string): boolean {
  unprintable.lastIndex = 0;
  return !unprintable.test(character);
}
