import { parseArgs } from 'node:util';
import { nearestWord } from '../base/nearest';
import { languages, profiles, say, type Language, type Message } from '../engine/index';

/** One option of the command line. This table makes the parser, its errors and `--help`. */
export interface OptionDeclaration {
  readonly name: string;
  readonly short?: string;
  /** placeholder of its value in the help; a switch where absent */
  readonly value?: string;
  /** the words it takes; anything where absent */
  readonly words?: readonly string[];
  /** takes several words, separated by commas or given repeatedly */
  readonly list?: boolean;
}

/** What a question is answered in, too. */
export const answerFormats = ['human', 'json', 'markdown'] as const;
export type AnswerFormat = (typeof answerFormats)[number];
export const formats = [...answerFormats, 'sarif', 'github', 'gitlab', 'junit', 'prometheus'] as const;
export type Format = (typeof formats)[number];
export const failOnWords = ['error', 'warning', 'info', 'never'] as const;

/** In the order of the help. The help text of each is `cli.option.<name>`. */
export const optionTable = [
  { name: 'format', short: 'f', value: 'FORMAT', words: formats },
  { name: 'profile', short: 'p', value: 'PROFILE', words: profiles },
  { name: 'only', value: 'WORDS', list: true },
  { name: 'skip', value: 'WORDS', list: true },
  { name: 'fail-on', value: 'SEVERITY', words: failOnWords },
  { name: 'strict' },
  { name: 'fix' },
  { name: 'output', short: 'o', value: 'FILE' },
  { name: 'config', short: 'c', value: 'FILE' },
  { name: 'explain', value: 'ID' },
  { name: 'why', value: 'MODULE' },
  { name: 'shell' },
  { name: 'list' },
  { name: 'lang', value: 'LANGUAGE', words: languages },
  { name: 'no-color' },
  { name: 'version', short: 'v' },
  { name: 'help', short: 'h' },
] as const satisfies readonly OptionDeclaration[];

export type OptionName = (typeof optionTable)[number]['name'];

/**
 * Words that are, or may become, subcommands: in first place they never mean a folder, so that a later version does not
 * change what a script does. A folder of that name is written `./env`.
 */
export const reservedWords: readonly string[] = [
  'baseline',
  'check',
  'completion',
  'diff',
  'env',
  'explain',
  'fix',
  'help',
  'init',
  'list',
  'lsp',
  'report',
  'serve',
  'snapshot',
  'suppress',
  'targets',
  'verify',
  'version',
  'versions',
  'watch',
  'why',
];

/** Words of these that do something already; in first place. */
export const subcommands = ['diff', 'env', 'snapshot', 'targets', 'versions', 'why'] as const;
export type Subcommand = (typeof subcommands)[number];

/** Options that mean something to every subcommand: it only answers. */
const answerOptions: readonly OptionName[] = ['format', 'shell', 'lang', 'no-color', 'version', 'help'];

/** And to one of them. */
const ownOptions: Readonly<Partial<Record<Subcommand, readonly OptionName[]>>> = {
  diff: ['fail-on', 'strict'],
  snapshot: ['output'],
};

/** How many words may stand behind a subcommand: what is asked about, and a folder. */
const mostOperands: Readonly<Record<Subcommand, number>> = {
  diff: 2,
  env: 1,
  snapshot: 1,
  targets: 1,
  versions: 1,
  why: 2,
};

/** Reserved words that say what an option says. */
const wordToOption: Readonly<Record<string, string>> = {
  explain: '--explain ID',
  fix: '--fix',
  help: '--help',
  list: '--list',
  report: '--format markdown',
  version: '--version',
};

export interface Arguments {
  /** values of an option, lists taken apart; empty where it was not given */
  values(name: OptionName): readonly string[];
  /** the last value of an option */
  value(name: OptionName): string | undefined;
  has(name: OptionName): boolean;
  /** undefined: verify */
  readonly subcommand: Subcommand | undefined;
  /** what stands behind the subcommand, but for the folder; the first side of `diff`, whose second is `folder` */
  readonly subject: string | undefined;
  readonly folder: string | undefined;
}

export type Parsed =
  | { readonly kind: 'arguments'; readonly arguments: Arguments }
  /** `language`: the one that was asked for, wherever it stands: what is wrong is told in it */
  | { readonly kind: 'error'; readonly message: Message; readonly language: Language | undefined };

/** @param argv what follows the program's name */
export function parseArguments(argv: readonly string[]): Parsed {
  const table: readonly OptionDeclaration[] = optionTable;
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      table.map(({ name, short, value }) => [
        name,
        { type: value ? ('string' as const) : ('boolean' as const), multiple: true, ...(short && { short }) },
      ]),
    ),
  });
  const language = languages.find((one) => tokens.some((token) => isValueOf(token, 'lang', one)));
  const found = new Map<string, string[]>();
  const words: { text: string; afterTerminator: boolean }[] = [];
  let terminated = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') terminated = true;
    else if (token.kind === 'positional') words.push({ text: token.value, afterTerminator: terminated });
    else {
      const option = table.find(({ name }) => name === token.name);
      const problem = option ? valueProblem(option, token) : unknownOption(token.rawName);
      if (problem) return { kind: 'error', message: problem, language };
      found.set(token.name, [...(found.get(token.name) ?? []), ...split(option, token.value)]);
    }
  }
  const first = words[0];
  const subcommand =
    first && !first.afterTerminator ? subcommands.find((candidate) => candidate === first.text) : undefined;
  const operands = subcommand === undefined ? words : words.slice(1);
  const asksShell = found.has('shell') && !(subcommand === 'why' && operands[0]?.text === 'go');
  const problem = asksShell
    ? say('cli.shellOnlyForWhyGo')
    : subcommand === undefined
      ? (folderProblem(words) ?? (found.has('output') ? say('cli.outputOnlyForSnapshot') : undefined))
      : operandProblem(
          subcommand,
          operands.map(({ text }) => text),
          [...found.keys()],
        );
  if (problem) return { kind: 'error', message: problem, language };
  const asksAbout = subcommand === 'why' || subcommand === 'diff';
  return {
    kind: 'arguments',
    arguments: {
      values: (name) => found.get(name) ?? [],
      value: (name) => found.get(name)?.at(-1),
      has: (name) => found.has(name),
      subcommand,
      subject: asksAbout ? operands[0]?.text : undefined,
      folder: operands[asksAbout ? 1 : 0]?.text,
    },
  };
}

function isValueOf(token: { readonly kind: string; readonly name?: string }, name: string, value: string): boolean {
  return token.kind === 'option' && token.name === name && 'value' in token && token.value === value;
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function split(option: OptionDeclaration | undefined, value: string | undefined): string[] {
  if (value === undefined) return [];
  if (option?.list !== true) return [value];
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function valueProblem(option: OptionDeclaration, token: OptionToken): Message | undefined {
  const { rawName: written, value, inlineValue } = token;
  if (option.value === undefined) return value === undefined ? undefined : say('cli.noValue', { option: written });
  const { words } = option;
  // `--fix --list` must not take the next option as its value; a value that starts with a dash is written `--only=-x`.
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('-') && value.length > 1))
    return words
      ? say('cli.missingWord', { option: written, words: words.join(', ') })
      : say('cli.missingValue', { option: written, value: option.value });
  if (words === undefined || words.includes(value)) return undefined;
  const nearest = nearestWord(value, words);
  const args = { option: written, value, words: words.join(', ') };
  return nearest === undefined ? say('cli.wrongWord', args) : say('cli.wrongWordNearest', { ...args, nearest });
}

function unknownOption(written: string): Message {
  const known = (optionTable as readonly OptionDeclaration[]).map(({ name }) => `--${name}`);
  const nearest = nearestWord(written, known);
  return nearest === undefined
    ? say('cli.unknownOption', { option: written })
    : say('cli.unknownOptionNearest', { option: written, nearest });
}

function operandProblem(
  subcommand: Subcommand,
  operands: readonly string[],
  options: readonly string[],
): Message | undefined {
  const known: readonly string[] = [...answerOptions, ...(ownOptions[subcommand] ?? [])];
  const foreign = options.find((name) => !known.includes(name));
  if (foreign !== undefined) return say('cli.optionNotFor', { option: `--${foreign}`, subcommand });
  const isAlone = operands.length === 0 && !options.includes('help') && !options.includes('version');
  if (isAlone && subcommand === 'why') return say('cli.whyWhat');
  if (isAlone && subcommand === 'diff') return say('cli.diffWhat');
  const extra = operands[mostOperands[subcommand]];
  return extra === undefined ? undefined : say('cli.oneTooMany', { subcommand, word: extra });
}

function folderProblem(folders: readonly { text: string; afterTerminator: boolean }[]): Message | undefined {
  const [first, second] = folders;
  if (first && !first.afterTerminator && reservedWords.includes(first.text)) {
    const option = wordToOption[first.text];
    return option === undefined
      ? say('cli.reservedWord', { word: first.text })
      : say('cli.reservedWordOption', { word: first.text, option });
  }
  return first && second ? say('cli.oneFolder', { first: first.text, second: second.text }) : undefined;
}

/** A word that names no folder may have been meant for a subcommand; what looks like a path was not. */
export function noSuchFolder(typed: string): Message {
  const longer = subcommands.find((word) => typed.startsWith(word));
  const nearest = /^[a-z]+$/i.test(typed) ? (longer ?? nearestWord(typed, subcommands)) : undefined;
  return nearest === undefined
    ? say('cli.noSuchFolder', { folder: typed })
    : say('cli.noSuchFolderNearest', { folder: typed, nearest });
}
