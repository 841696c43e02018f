/** One line of a cmd/go test script: `[cond] ! command args &` (cmd/internal/script, parse). */
export interface ScriptLine {
  readonly conditions: readonly Condition[];
  /** what the command's status must be */
  readonly expects: 'success' | 'failure' | 'either';
  readonly command: string;
  readonly args: readonly ScriptWord[];
  readonly background: boolean;
}

export interface Condition {
  readonly wanted: boolean;
  readonly tag: string;
}

/** Pieces of one argument; variables are expanded in those that are not quoted. */
export type ScriptWord = readonly { readonly text: string; readonly quoted: boolean }[];

/** @returns undefined for a blank line or a comment; throws for a quote without end */
export function parseScriptLine(line: string): ScriptLine | undefined {
  const words = splitWords(line);
  const conditions: Condition[] = [];
  let expects: ScriptLine['expects'] = 'success';
  let at = 0;
  for (; at < words.length; at++) {
    const word = bare(words[at]);
    const condition = word === undefined ? undefined : /^\[\s*(!?)\s*([^\]]*?)\s*\]$/.exec(word);
    if (condition) conditions.push({ wanted: condition[1] !== '!', tag: condition[2] ?? '' });
    else if (word === '!') expects = 'failure';
    else if (word === '?') expects = 'either';
    else break;
  }
  const command = bare(words[at]);
  if (command === undefined) return undefined;
  const background = bare(words.at(-1)) === '&';
  return { conditions, expects, command, args: words.slice(at + 1, background ? -1 : undefined), background };
}

/** The word, where no part of it is quoted. */
function bare(word: ScriptWord | undefined): string | undefined {
  const [only, more] = word ?? [];
  return only !== undefined && more === undefined && !only.quoted ? only.text : undefined;
}

function splitWords(line: string): readonly ScriptWord[] {
  const words: { text: string; quoted: boolean }[][] = [];
  let word: { text: string; quoted: boolean }[] = [];
  let at = 0;
  while (at < line.length) {
    const plain = /^[^\s#']+/.exec(line.slice(at))?.[0];
    if (plain !== undefined) {
      word.push({ text: plain, quoted: false });
      at += plain.length;
    } else if (line[at] === "'") {
      const quoted = /^'((?:[^']|'')*)'/.exec(line.slice(at));
      if (!quoted) throw new Error('unterminated quoted argument');
      word.push({ text: (quoted[1] ?? '').replaceAll("''", "'"), quoted: true });
      at += quoted[0].length;
    } else {
      if (word.length > 0) words.push(word);
      word = [];
      if (line[at] === '#') break;
      at++;
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}
