/**
 * The `go` commands in a text that some shell will read: a makefile, a workflow, a Dockerfile, a script. No shell and no
 * format is emulated: a command counts where `go` certainly stands at the start of one, and values count where they are
 * written out. What a variable or a substitution brings in is unknown, and said to be.
 */

/** A piece of the text, with its offsets: quotes that stand around it left out. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface TagsValue extends Piece {
  /** the shell hands it over as one word whatever is in it */
  readonly quoted: boolean;
}

export interface GoInvocation {
  /** `build`, `test`, `vet` ... */
  readonly verb: string;
  /** of `go` and its verb */
  readonly start: number;
  readonly end: number;
  /** values of -tags, in order; undefined stands for one that is not written out */
  readonly tags: readonly (TagsValue | undefined)[];
  /** words behind the verb that are no flags */
  readonly operands: readonly Piece[];
  /** all words behind the verb */
  readonly words: readonly string[];
  /** it runs in another folder than the shell does at first, or perhaps: `cd` before it, `-C` */
  readonly moves: boolean;
  /** variables that are set for this command alone */
  readonly variables: ReadonlyMap<string, Piece>;
}

/** Also by its path, as that of a wrapper in the repository: `./tool/go`. Bounded, since anybody may write long ones. */
const command =
  /(?:(?:~|\.{1,2}|\$\(\w+\)|\$\{?\w+\}?)?(?:\/[\w.+-]{1,64}){0,8}\/go|\bgo|\$\(GO\)|\$\{GO\}|\$GO)[ \t]+(?:-C[ \t=]?\S+[ \t]+)?(build|test|vet|run|install|list|generate|get)(?=[ \t\r\n\\"'`;&|)]|$)/g;

export function goInvocationsIn(text: string): readonly GoInvocation[] {
  const found: GoInvocation[] = [];
  const firstMove = text.search(moving);
  for (const match of text.matchAll(command)) {
    const start = match.index;
    const prefix = prefixOf(text, start);
    if (prefix === undefined) continue;
    const end = start + match[0].length;
    const moves = / -C/.test(match[0]) || (firstMove >= 0 && firstMove < start && movesShell(text, start));
    found.push({ verb: match[1] ?? '', start, end, ...readArguments(text, end), moves, variables: prefix });
  }
  return found;
}

/** What makes commands behind it run in another folder. */
const moving = /\b(?:cd|pushd)\s|\b(?:dir|working-?directory):/i;

/** Whether what stands above may move the shell of a command: a recipe of a makefile has one for each line; of others nobody knows. */
function movesShell(text: string, at: number): boolean {
  const line = lineStartOf(text, at);
  return text.charAt(line) !== '\t' || moving.test(text.slice(line, at));
}

function lineStartOf(text: string, at: number): number {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 0 && /\\\r?\n$/.test(text.slice(0, start).slice(-3))) start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

/** Words that may stand before a command: what runs another command, and what a format puts in front of a script. */
const leading =
  /^(?:[-@+!|>{(]+|time|exec|command|env|sudo|if|then|do|else|RUN|CMD|(?!(?:name|description|title|help|label|summary):)[\w.-]+:|--[\w-]+(?:=\S*)?|[|>][-+]?)?$/;
const assignment = /^@?[-+]?@?([A-Za-z_]\w*)=([^]*)$/;

/** The variables set before a command on its line; undefined where `go` is a word of something else. */
function prefixOf(text: string, at: number): ReadonlyMap<string, Piece> | undefined {
  const lineStart = lineStartOf(text, at);
  const line = text.slice(lineStart, at);
  if (/^\s*(#|\/\/)/.test(line)) return undefined;
  const separator = /^[^]*(?:&&|\|\||[;|(`]|\$\()/.exec(line)?.[0].length ?? 0;
  const variables = new Map<string, Piece>();
  for (const word of wordsFrom(text, lineStart + separator, at)) {
    const [, name, value] = assignment.exec(word.text) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, within(text, word, value));
    else if (!leading.test(word.text)) return undefined;
  }
  return variables;
}

function readArguments(text: string, from: number): Pick<GoInvocation, 'tags' | 'operands' | 'words'> {
  const words = wordsFrom(text, from, text.length);
  const tags: (TagsValue | undefined)[] = [];
  const operands: Piece[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || word.text === '--' || word.text === '-args') break;
    const value = /^--?tags=([^]*)$/.exec(word.text)?.[1];
    if (value !== undefined) tags.push(literal(text, word, value));
    else if (/^--?tags$/.test(word.text)) {
      const next = words[++at];
      tags.push(next && literal(text, next, next.text));
    } else if (!word.text.startsWith('-')) operands.push(word);
  }
  return { tags, operands, words: words.map((word) => word.text) };
}

/** undefined where a variable, a substitution or a template is in it: `<< parameters.tags >>` of CircleCI, `@TAGS@` of a configure. */
function literal(text: string, word: Word, value: string): TagsValue | undefined {
  if (/[`%@]|\{\{|<<|\$/.test(value)) return undefined;
  return { ...within(text, word, value), quoted: word.quote !== '' };
}

/** The value of a word at its place, without the quotes around it. */
function within(text: string, word: Word, value: string): Piece {
  const at = text.slice(word.start, word.end).lastIndexOf(value);
  if (at < 0 || value === '') return { text: value, start: word.start, end: word.end };
  return { text: value, start: word.start + at, end: word.start + at + value.length };
}

/** A word without its quotes; its offsets are those of the word as written. */
interface Word extends Piece {
  /** the first quote in it, '' for none */
  readonly quote: string;
}

/** The words from here to the end of the command. */
function wordsFrom(text: string, from: number, to: number): readonly Word[] {
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
      const close = text.indexOf(character, at + 1);
      isAlone = close < 0 || close >= Math.min(to, lineEnd(text, at));
      if (isAlone) break;
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
    next: opens ? at + 1 : isAlone ? Math.min(to, lineEnd(text, at)) : at,
  };
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
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
