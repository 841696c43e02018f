/** One word of a list that cmd/internal/quoted splits: GOFLAGS, CC, CGO_CFLAGS ... */
export interface QuotedWord {
  /** without the quotes around it */
  readonly text: string;
  /** offsets into the value, quotes included */
  readonly start: number;
  readonly end: number;
}

export interface QuotedList {
  readonly words: readonly QuotedWord[];
  /** a quote that opens a word and is never closed: go refuses the whole value */
  readonly unterminated?: { readonly quote: string; readonly start: number };
}

/** Splits as `quoted.Split` of cmd/internal/quoted: quotes count only where they open a word; nothing is unescaped. */
export function splitQuoted(value: string): QuotedList {
  const words: QuotedWord[] = [];
  let at = 0;
  while (at < value.length) {
    const first = value.charAt(at);
    if (isSpace(first)) {
      at++;
    } else if (first === '"' || first === "'") {
      const close = value.indexOf(first, at + 1);
      if (close < 0) return { words, unterminated: { quote: first, start: at } };
      words.push({ text: value.slice(at + 1, close), start: at, end: close + 1 });
      at = close + 1;
    } else {
      let end = at;
      while (end < value.length && !isSpace(value.charAt(end))) end++;
      words.push({ text: value.slice(at, end), start: at, end });
      at = end;
    }
  }
  return { words };
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

/** Joins words so that `splitQuoted` gives them back; undefined where a word has both kinds of quotes. */
export function joinQuoted(words: readonly string[]): string | undefined {
  const joined: string[] = [];
  for (const word of words) {
    const needsQuotes = word === '' || /[ \t\n\r'"]/.test(word);
    if (!needsQuotes) joined.push(word);
    else if (!word.includes("'")) joined.push(`'${word}'`);
    else if (!word.includes('"')) joined.push(`"${word}"`);
    else return undefined;
  }
  return joined.join(' ');
}

/** A word of GOFLAGS, as cmd/go/internal/base reads it. */
export interface GoFlag extends QuotedWord {
  /** without dashes: `mod` of `-mod=mod`; '' where the word is no flag */
  readonly name: string;
  /** behind the `=`; undefined where there is none */
  readonly value: string | undefined;
}

export interface GoFlags {
  readonly flags: readonly GoFlag[];
  readonly unterminated?: QuotedList['unterminated'];
}

export function parseGoFlags(value: string): GoFlags {
  const { words, unterminated } = splitQuoted(value);
  const flags = words.map((word) => ({ ...word, ...nameAndValue(word.text) }));
  return unterminated ? { flags, unterminated } : { flags };
}

function nameAndValue(word: string): { name: string; value: string | undefined } {
  const [, name = '', , value] = /^--?([^-=][^=]*)(=([^]*))?$/.exec(word) ?? [];
  return { name, value };
}

/** The value of the last flag of that name, as go's flag package would end up with; undefined where it is not set. */
export function flagValue(flags: GoFlags, name: string): string | undefined {
  const flag = flags.flags.findLast((candidate) => candidate.name === name);
  return flag && (flag.value ?? 'true');
}
