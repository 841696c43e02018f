/** A piece of the text, with its offsets: quotes that stand around it left out. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A word without its quotes; its offsets are those of the word as written. */
export interface Word extends Piece {
  /** the first quote in it, '' for none */
  readonly quote: string;
}

/** The words from here to the end of the command. */
export function wordsFrom(text: string, from: number, to: number): readonly Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    const character = text.charAt(at);
    if (character === ' ' || character === '\t') at++;
    else if (/^\\\r?\n/.test(text.slice(at, at + 3))) at += text.charAt(at + 1) === '\r' ? 3 : 2;
    else if (endsCommand(character) || (character === '#' && at > from)) break;
    else {
      const word = readWord(text, at, to);
      words.push(word);
      at = word.next;
    }
  }
  return words;
}

function endsCommand(character: string): boolean {
  return '\n\r;&|)`'.includes(character);
}

function readWord(text: string, from: number, to: number): Word & { readonly next: number } {
  let value = '';
  let quote = '';
  let at = from;
  let isAlone = false;
  while (at < to && !isAlone) {
    const character = text.charAt(at);
    if (character === '$' && /[({]/.test(text.charAt(at + 1))) {
      const end = closeOf(text, at + 1, to);
      value += text.slice(at, end);
      at = end;
    } else if (character === '"' || character === "'") {
      const close = closingQuote(text, at, to);
      isAlone = close === undefined;
      if (close === undefined) break;
      quote ||= character;
      value += text.slice(at + 1, close);
      at = close + 1;
    } else if (character === ' ' || character === '\t' || endsCommand(character)) break;
    else {
      value += character;
      at++;
    }
  }
  // A lone quote belongs to another format: it opens a script, or ends one.
  const opens = isAlone && at === from;
  return {
    text: value,
    start: from,
    end: at,
    quote,
    next: opens ? at + 1 : isAlone ? lineEnd(text, at, to) : at,
  };
}

/** Of the quote that begins here, in the same line. Nothing is looked for behind the end: a text may have many of them. */
function closingQuote(text: string, open: number, to: number): number | undefined {
  const quote = text.charAt(open);
  for (let at = open + 1; at < to; at++) {
    const character = text.charAt(at);
    if (character === quote) return at;
    if (character === '\n') return undefined;
  }
  return undefined;
}

function lineEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charAt(at) !== '\n') at++;
  return at;
}

function closeOf(text: string, open: number, to: number): number {
  const opening = text.charAt(open);
  const closing = opening === '(' ? ')' : '}';
  let depth = 0;
  for (let at = open; at < to; at++) {
    const character = text.charAt(at);
    if (character === opening) depth++;
    else if (character === closing && --depth === 0) return at + 1;
    else if (character === '\n') return at;
  }
  return to;
}
