/**
 * The names in braces of a text, sorted: one may stand twice in one language, and a translation may name its mark between the
 * names of a list.
 */
export function placeholders(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)、?\}/g), ([, name = '']) => `{${name}}`))].toSorted();
}
