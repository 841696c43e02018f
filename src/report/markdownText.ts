/** Foreign text in Markdown: nothing in it may become markup. */

/** A code span that its content cannot leave. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...Array.from(flat.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/** Text whose characters Markdown does not read as markup; an underscore inside a word is none. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*[\]<>]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}

/** What was written as Markdown, as a cell of a table. */
export function cell(markdown: string): string {
  return markdown.replaceAll('|', '\\|');
}
