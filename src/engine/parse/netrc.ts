/** A `machine` of a .netrc file. Its secrets stay where they are: nobody here needs them. */
export interface NetrcEntry {
  readonly host: string;
  /** zero-based line of the word `machine` */
  readonly line: number;
}

/** An entry as curl, git and the rest of the world read it, word by word. */
export interface WrittenEntry extends NetrcEntry {
  readonly hasLogin: boolean;
  readonly hasPassword: boolean;
  /** a value stands in quotes, which go takes for a part of it */
  readonly quoted: boolean;
  /** some word and its value stand in two lines */
  readonly split: boolean;
}

export interface Netrc {
  /** what go takes, in its order: the first of a host counts */
  readonly taken: readonly NetrcEntry[];
  readonly written: readonly WrittenEntry[];
  /** zero-based line of `default`, which go never uses */
  readonly defaultLine: number | undefined;
  /** macro definitions, as go sees where they end: what stands in one it does not read. Zero-based lines, the end exclusive */
  readonly macros: readonly { readonly line: number; readonly end: number }[];
}

export function parseNetrc(text: string): Netrc {
  return { ...readAsGo(text), ...readWords(text) };
}

/** `parseNetrc` of cmd/go/internal/auth: line by line, in pairs of words. */
function readAsGo(text: string): Pick<Netrc, 'taken' | 'macros'> {
  const taken: NetrcEntry[] = [];
  let entry = { host: '', line: 0, login: false, password: false };
  const macros: { readonly line: number; readonly end: number }[] = [];
  let macro: number | undefined;
  const lines = text.split('\n');
  for (const [number, line] of lines.entries()) {
    if (macro !== undefined) {
      // A line feed must follow: with CR LF no line is ever empty.
      if (line === '' || number === lines.length - 1) macros.push({ line: macro, end: number });
      if (line === '') macro = undefined;
      continue;
    }
    const words = wordsOf(line);
    let at = 0;
    for (; at < words.length - 1; at += 2) {
      const [key, value = ''] = [words[at], words[at + 1]];
      if (key === 'machine') entry = { host: value, line: number, login: false, password: false };
      else if (key === 'login') entry.login = true;
      else if (key === 'password') entry.password = true;
      else if (key === 'macdef') macro = number;
      if (entry.host === '' || !entry.login || !entry.password) continue;
      taken.push({ host: entry.host, line: entry.line });
      entry = { host: '', line: 0, login: false, password: false };
    }
    // In a line of its own, as most people write it; go reads on behind any other.
    if (words[at] === 'default') break;
  }
  return { taken, macros };
}

/** Word by word, whatever line they stand in. */
function readWords(text: string): Pick<Netrc, 'written' | 'defaultLine'> {
  const written: WrittenEntry[] = [];
  let defaultLine: number | undefined;
  let inMacro = false;
  let inDefault = false;
  let key: { readonly word: string; readonly line: number } | undefined;
  const change = (part: Partial<WrittenEntry>): void => {
    const last = written.pop();
    if (last) written.push({ ...last, ...part });
  };
  for (const [number, line] of text.split(/\r?\n/).entries()) {
    if (inMacro) {
      inMacro = line.trim() !== '';
      continue;
    }
    for (const word of wordsOf(line)) {
      if (key !== undefined) {
        if (key.word === 'machine') inDefault = false;
        if (key.word === 'machine')
          written.push({
            host: word,
            line: key.line,
            hasLogin: false,
            hasPassword: false,
            quoted: false,
            split: false,
          });
        if (key.word === 'macdef') inMacro = true;
        // What stands behind default is nobody's of the hosts before it.
        else if (!inDefault) {
          if (key.word === 'login') change({ hasLogin: true });
          if (key.word === 'password') change({ hasPassword: true });
          if (word.startsWith('"')) change({ quoted: true });
          if (key.line !== number) change({ split: true });
        }
        key = undefined;
      } else if (word.startsWith('#')) break;
      else if (word === 'default') {
        inDefault = true;
        defaultLine ??= number;
      } else if (/^(?:machine|login|password|account|macdef)$/.test(word)) key = { word, line: number };
    }
  }
  return { written, defaultLine };
}

function wordsOf(line: string): readonly string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}
