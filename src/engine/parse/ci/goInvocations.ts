/**
 * The `go` commands in a text that some shell will read: a makefile, a workflow, a Dockerfile, a script. No shell and no
 * format is emulated: a command counts where `go` certainly stands at the start of one, and values count where they are
 * written out. What a variable or a substitution brings in is unknown, and said to be.
 */

import { takesNextWord } from './flagsWithValue';
import { LogicalLines, type LogicalLine } from './logicalLines';
import { wordsFrom, type Piece, type Word } from './shellWords';

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
  /** words of it only a run knows, flags perhaps: `$(BUILDFLAGS)` */
  readonly isOpen: boolean;
  /** it runs in another folder than the shell does at first, or perhaps: `cd` before it, `-C` */
  readonly moves: boolean;
  /** variables that are set for this command alone */
  readonly variables: ReadonlyMap<string, Piece>;
}

/** Also by its path, as that of a wrapper in the repository: `./tool/go`. Bounded, since anybody may write long ones. */
const command =
  /(?:(?:~|\.{1,2}|\$\(\w+\)|\$\{?\w+\}?)?(?:\/[\w.+-]{1,64}){0,8}\/go|\bgo|\$\(GO\)|\$\{GO\}|\$GO)[ \t]+(?:-C[ \t=]?\S+[ \t]+)?(build|test|vet|run|install|list|generate|get)(?=[ \t\r\n\\"'`;&|)]|$)/g;

/** Whether a text may build something: asked before it is parsed. */
export const runsGo = /\bgo (?:build|test|vet|install)\b/;

export function goInvocationsIn(text: string): readonly GoInvocation[] {
  const found: GoInvocation[] = [];
  const lines = new LogicalLines(text);
  const moves = new Moves(text);
  let behind = 0;
  for (const match of text.matchAll(command)) {
    const start = match.index;
    const end = start + match[0].length;
    const line = lines.at(start);
    const prefix = line.isComment ? undefined : prefixOf(text, line.start, behind, start);
    behind = end;
    if (prefix === undefined) continue;
    const hasMoved = / -C/.test(match[0]) || moves.isMoved(line, start);
    found.push({
      verb: match[1] ?? '',
      start,
      end,
      ...readArguments(text, end),
      moves: hasMoved,
      variables: prefix,
    });
  }
  return found;
}

/** Where the shell of a command may have gone elsewhere. Asked from the begin of the text to its end. */
class Moves {
  readonly #text: string;
  /** looked for once somebody asks */
  #places: readonly number[] | undefined;
  #passed = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A recipe of a makefile has one shell for each line; of others nobody knows. */
  isMoved(line: LogicalLine, at: number): boolean {
    const places = (this.#places ??= [...this.#text.matchAll(moving)].map(({ index }) => index));
    while ((places[this.#passed] ?? Infinity) < at) this.#passed++;
    const last = places[this.#passed - 1];
    return last !== undefined && (!line.isRecipe || last >= line.start);
  }
}

/** What makes commands behind it run in another folder. */
const moving = /\b(?:cd|pushd)\s|\b(?:dir|working-?directory):/gi;

/** Words that may stand before a command: what runs another command, and what a format puts in front of a script. */
const leading =
  /^(?:[-@+!|>{(]+|time|exec|command|env|sudo|if|then|do|else|RUN|CMD|(?!(?:name|description|title|help|label|summary):)[\w.-]+:|--[\w-]+(?:=\S*)?|[|>][-+]?)?$/;
const assignment = /^@?[-+]?@?([A-Za-z_]\w*)=([^]*)$/;

/**
 * The variables set before a command on its line; undefined where `go` is a word of something else.
 * @param behind the last `go` before it, of whose command these words are where nothing separates the two
 */
function prefixOf(text: string, lineStart: number, behind: number, at: number): ReadonlyMap<string, Piece> | undefined {
  const from = Math.max(lineStart, behind);
  const own = separatorBefore(text, from, at);
  if (own === undefined && behind > lineStart) return undefined;
  const variables = new Map<string, Piece>();
  for (const word of wordsFrom(text, own ?? lineStart, at)) {
    const [, name, value] = assignment.exec(word.text) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, within(text, word, value));
    else if (!leading.test(word.text)) return undefined;
  }
  return variables;
}

/** Where the command begins that the last separator opens. A single & is often one of a URL, or of a name. */
function separatorBefore(text: string, from: number, to: number): number | undefined {
  for (let at = to - 1; at >= from; at--) {
    const character = text.charAt(at);
    if (';|(`'.includes(character) || (character === '&' && at > from && text.charAt(at - 1) === '&')) return at + 1;
  }
  return undefined;
}

function readArguments(text: string, from: number): Pick<GoInvocation, 'tags' | 'operands' | 'isOpen' | 'words'> {
  const to = Math.min(text.length, from + longest);
  const words = wordsFrom(text, from, to);
  const isCut = to < text.length && words.at(-1)?.end === to;
  const tags: (TagsValue | undefined)[] = [];
  const operands: Piece[] = [];
  let isOpen = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || word.text === '--' || word.text === '-args') break;
    const value = /^--?tags=([^]*)$/.exec(word.text)?.[1];
    if (value !== undefined) tags.push(literal(text, word, value));
    else if (/^--?tags$/.test(word.text)) {
      const next = words[++at];
      tags.push(next && literal(text, next, next.text));
    } else if (!word.text.startsWith('-')) {
      operands.push(word);
      isOpen ||= variable.test(word.text) && !takesNextWord(words[at - 1]?.text ?? '');
    }
  }
  return { tags: isCut ? [...tags, undefined] : tags, operands, isOpen, words: words.map((word) => word.text) };
}

/** Of a longer command nobody reads more: commands in commands would be read again and again. */
const longest = 4096;

/** A word that a variable or a template fills. */
const variable = /^\$(?:\w+|\(.*\)|\{.*\})$/s;

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
