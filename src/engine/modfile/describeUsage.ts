import { say } from '../model/message';
import type { Fix } from '../model/fix';
import type { Range } from '../model/range';
import type { ModToken } from '../parse/goModLexer';
import type { ModLine } from '../parse/goModSyntax';
import { isDirectoryPath, type ModProblem } from '../parse/goModWords';
import { editFix, replaceText } from './goModFixes';
import { wordsOnLines } from './lineMistakes';
import type { ModText, SyntaxFinding } from './syntaxFinding';

const check = 'gomod-usage';

/** What to say of a directive with too few or too many words, or with words of another form. */
export function describeUsage(problem: ModProblem, file: ModText): SyntaxFinding {
  const { verb, range, line } = problem;
  const known = line.kind === 'line' ? formOf(problem, line, file) : undefined;
  const { name, word = '', at = range, fixes = [] } = known ?? { name: verb === 'exclude' ? 'require' : verb };
  return { check, message: say(`${check}.${name}`, { verb, word }), range: at, fixes };
}

interface Usage {
  /** of the message */
  readonly name: string;
  readonly word?: string;
  readonly at?: Range;
  readonly fixes?: readonly Fix[];
}

function formOf({ verb }: ModProblem, line: ModLine, file: ModText): Usage | undefined {
  const words = line.inBlock ? line.tokens : line.tokens.slice(1);
  switch (verb) {
    case 'use':
      return ofUse(words, line, file);
    case 'replace':
      return ofReplace(words, file);
    case 'godebug':
      return ofGodebug(words, line, file);
    default:
      return undefined;
  }
}

function ofUse(words: readonly ModToken[], line: ModLine, file: ModText): Usage | undefined {
  const [first, second] = words;
  if (first === undefined || second === undefined) return undefined;
  if (words.every(({ text }) => isDirectoryPath(text)))
    return { name: 'useEach', fixes: [wordsOnLines(words, line, 'use', file)] };
  const isFolder = isDirectoryPath(first.text) && words.every(({ kind, text }) => kind === 'word' && text !== '=>');
  if (!isFolder || /^v[0-9]/.test(second.text)) return undefined;
  // As it is written: there may be more than one space.
  const at = across(words);
  const quoted = `"${textAt(at, file)}"`;
  const fix = editFix(say(`${check}.fix.write`, { text: quoted }), false, replaceText(file.path, at, quoted));
  return { name: 'useQuoted', fixes: [fix] };
}

function ofReplace(words: readonly ModToken[], file: ModText): Usage | undefined {
  const write = (at: Range, text: string): readonly Fix[] => [
    editFix(say(`${check}.fix.write`, { text: text.trim() }), false, replaceText(file.path, at, text)),
  ];
  const arrow = words.find(({ text }) => text === '=>');
  if (arrow) return arrow === words.at(-1) ? { name: 'replaceTarget', at: arrow.range } : undefined;
  const other = words.find(({ text }) => /^(?:[-=~]+>|[=:]?=|\u2192|\u21d2)$/.test(text));
  if (other) return { name: 'replaceArrow', word: other.text, at: other.range, fixes: write(other.range, '=>') };
  const joined = words.find(({ kind, text }) => kind === 'word' && text.includes('=>'));
  if (joined) {
    const spaced = joined.text.replace('=>', ' => ').trim();
    return { name: 'replaceSpaces', at: joined.range, fixes: write(joined.range, spaced) };
  }
  const [before, last] = words.slice(-2);
  if (words.length < 2 || words.length > 3 || before === undefined || last === undefined || !isDirectoryPath(last.text))
    return undefined;
  const between = { start: before.range.end, end: last.range.start };
  return { name: 'replaceNoArrow', word: last.text, fixes: write(between, ' => ') };
}

function ofGodebug(words: readonly ModToken[], line: ModLine, file: ModText): Usage | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  const at = across(words);
  const write = (text: string, safe: boolean): readonly Fix[] => [
    editFix(say(`${check}.fix.write`, { text }), safe, replaceText(file.path, at, text)),
  ];
  const texts = words.map(({ text }) => text);
  const joined = texts.join('');
  if (words.length > 1 && isSetting(joined) && !texts.some(isSetting))
    return { name: 'godebugSpaces', fixes: write(joined, true) };
  if (words.length > 1 && texts.every(isSetting))
    return { name: 'godebugEach', fixes: [wordsOnLines(words, line, 'godebug', file)] };
  const inner = /^["`']([^"`']*)["`']$/.exec(first.text)?.[1];
  if (words.length === 1 && inner !== undefined && isSetting(inner))
    return { name: 'godebug', fixes: write(inner, true) };
  return words.length === 1 && /^\w+$/.test(first.text) ? { name: 'godebugValue', word: first.text } : undefined;
}

function isSetting(text: string): boolean {
  return /^[^="`',\s]+=[^="`',\s]+$/.test(text);
}

function across(words: readonly ModToken[]): Range {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) throw new Error('there is a word');
  return { start: first.range.start, end: last.range.end };
}

function textAt({ start, end }: Range, { text }: ModText): string {
  return (text.split('\n')[start.line] ?? '').slice(start.column, end.column);
}
