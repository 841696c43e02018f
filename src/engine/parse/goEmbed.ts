import { GoCursor } from './goCursor';
import { goFields } from './goSpace';
import { unquoteGoString } from './goString';

/** The patterns of the `//go:embed` lines of a Go file that imports "embed", as go/build reads them (`parseGoEmbed`). */
export function embedPatterns(text: string): readonly string[] {
  if (!text.includes('//go:embed')) return [];
  const cursor = new GoCursor(text);
  cursor.skipCode(true);
  return cursor.comments.flatMap(({ start, end, block }) => {
    const comment = text.slice(start, end);
    return block || !/^\/\/go:embed\s/.test(comment) ? [] : (parseArguments(comment.slice('//go:embed'.length)) ?? []);
  });
}

/** @returns undefined for a malformed line, which go passes over */
function parseArguments(text: string): readonly string[] | undefined {
  const found: string[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const quote = rest[0];
    if (quote !== '"' && quote !== '`') {
      const [word] = goFields(rest);
      if (word === undefined) break;
      found.push(word.text);
      rest = rest.slice(word.text.length).trimStart();
      continue;
    }
    const literal = (quote === '`' ? /^`[^`]*`/ : /^"(?:[^"\\]|\\.)*"/).exec(rest)?.[0];
    const value = literal === undefined ? undefined : unquoteGoString(literal);
    if (literal === undefined || value === undefined) return undefined;
    found.push(value);
    rest = rest.slice(literal.length);
    if (rest !== '' && !/^\s/.test(rest)) return undefined;
    rest = rest.trimStart();
  }
  return found;
}
