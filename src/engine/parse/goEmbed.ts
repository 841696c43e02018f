import { GoCursor } from './goCursor';
import { goFields } from './goSpace';
import { unquoteGoString } from './goString';

/** A pattern of a `//go:embed` line and where it stands, with its quotes. */
export interface EmbedPattern {
  readonly pattern: string;
  /** UTF-16 offsets */
  readonly start: number;
  readonly end: number;
}

/** The patterns of the `//go:embed` lines of a Go file that imports "embed", as go/build reads them (`parseGoEmbed`). */
export function embedPatterns(text: string): readonly string[] {
  return embedLines(text).map(({ pattern }) => pattern);
}

/** The same with their places. */
export function embedLines(text: string): readonly EmbedPattern[] {
  if (!text.includes('//go:embed')) return [];
  const cursor = new GoCursor(text);
  cursor.skipCode(true);
  return cursor.comments.flatMap(({ start, end, block }) => {
    const comment = text.slice(start, end);
    if (block || !/^\/\/go:embed\s/.test(comment)) return [];
    return parseArguments(comment.slice(directive.length), start + directive.length) ?? [];
  });
}

const directive = '//go:embed';

/**
 * @param offset where the text stands in its file
 * @returns undefined for a malformed line, which go passes over
 */
function parseArguments(text: string, offset: number): readonly EmbedPattern[] | undefined {
  const found: EmbedPattern[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const start = offset + text.length - rest.length;
    const quote = rest[0];
    if (quote !== '"' && quote !== '`') {
      const [word] = goFields(rest);
      if (word === undefined) break;
      found.push({ pattern: word.text, start, end: start + word.text.length });
      rest = rest.slice(word.text.length).trimStart();
      continue;
    }
    const literal = (quote === '`' ? /^`[^`]*`/ : /^"(?:[^"\\]|\\.)*"/).exec(rest)?.[0];
    const value = literal === undefined ? undefined : unquoteGoString(literal);
    if (literal === undefined || value === undefined) return undefined;
    found.push({ pattern: value, start, end: start + literal.length });
    rest = rest.slice(literal.length);
    if (rest !== '' && !/^\s/.test(rest)) return undefined;
    rest = rest.trimStart();
  }
  return found;
}
