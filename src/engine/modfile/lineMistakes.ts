import { say } from '../model/message';
import type { EditFix, Fix } from '../model/fix';
import type { Position, Range } from '../model/range';
import type { ModToken } from '../parse/goModLexer';
import type { ModLine } from '../parse/goModSyntax';
import type { ModProblem } from '../parse/goModWords';
import { isDirectoryPath } from '../parse/goModWords';
import { directiveVerbs } from './directiveVerbs';
import { deleteDirectiveFix, editFix, replaceText } from './goModFixes';
import type { ModText, SyntaxFinding } from './syntaxFinding';

/**
 * Mistakes that people make in the lines of any directive: in the layout of its block, in comments, with commas. go tells
 * each of them by what it then misses, such as "usage: use local/dir".
 * @returns undefined where it is none of these
 */
export function lineMistake(problem: ModProblem, file: ModText): SyntaxFinding | undefined {
  const { line } = problem;
  if (line.kind !== 'line') return undefined;
  return (
    hashComment(line, file) ??
    verbInBlock(problem, line, file) ??
    entryBehindParenthesis(problem, line, file) ??
    strayBracket(problem, line, file) ??
    folderAlone(problem, line, file) ??
    commas(problem, line, file)
  );
}

/** `# shop`, as other files have comments. */
function hashComment({ tokens }: ModLine, file: ModText): SyntaxFinding | undefined {
  const hash = tokens.find(({ kind, text }) => kind === 'word' && text.startsWith('#'));
  if (hash === undefined) return undefined;
  const range = { start: hash.range.start, end: moved(hash.range.start, 1) };
  const check = 'gomod-lex-error';
  const fix = editFix(say(`${check}.fix.lineComment`), true, replaceText(file.path, range, '//'));
  return { check, message: say(`${check}.hash`, { file: file.name }), range, fixes: [fix] };
}

/** `use ./shop` or `go 1.26` inside of `use ( ... )`. */
function verbInBlock(problem: ModProblem, line: ModLine, file: ModText): SyntaxFinding | undefined {
  const [first, second] = line.tokens;
  if (!line.inBlock || first === undefined || second === undefined) return undefined;
  const { text: word, range } = first;
  const { verb } = problem;
  const check = 'gomod-usage';
  if (word === verb) {
    const edit = replaceText(file.path, { start: range.start, end: second.range.start }, '');
    const fixes = [editFix(say(`${check}.fix.deleteWord`, { word }), true, edit)];
    return { check, message: say(`${check}.verbTwice`, { verb }), range, fixes };
  }
  // A module may have such a path.
  if (problem.kind !== 'usage' && problem.kind !== 'godebug') return undefined;
  if (!directiveVerbs(file.name).includes(word)) return undefined;
  return { check, message: say(`${check}.verbInBlock`, { verb, word }), range, fixes: [] };
}

const blockVerbs = new Set(['use', 'replace', 'godebug', 'require', 'exclude', 'tool', 'ignore']);

/** `use (./shop)`, or `use (./shop` above the other folders. */
function entryBehindParenthesis({ verb }: ModProblem, line: ModLine, file: ModText): SyntaxFinding | undefined {
  const [, open, next] = line.tokens;
  const last = line.tokens.at(-1);
  if (line.inBlock || open?.kind !== '(' || next === undefined || last === undefined || !blockVerbs.has(verb))
    return undefined;
  const edits = [replaceText(file.path, { start: open.range.end, end: next.range.start }, '\n\t')];
  const inner = line.tokens.at(-2);
  if (last.kind === ')' && inner)
    edits.push(replaceText(file.path, { start: inner.range.end, end: last.range.start }, '\n'));
  const check = 'gomod-usage';
  const fixes = [editFix(say(`${check}.fix.lines`), false, ...edits)];
  return { check, message: say(`${check}.openParen`, { verb }), range: open.range, fixes };
}

/** A bracket where a directive begins. */
function strayBracket({ kind }: ModProblem, line: ModLine, file: ModText): SyntaxFinding | undefined {
  const [first] = line.tokens;
  if (kind !== 'unknown-directive' || first === undefined || !/^[()[\]{}]$/.test(first.text)) return undefined;
  const check = 'gomod-unterminated-block';
  const name = first.text === '(' ? 'openAlone' : first.text === ')' ? 'closeAlone' : 'brace';
  const isRest = first.text !== ')' || bracketsBeside(line, file);
  const fixes = isRest ? [] : [deleteDirectiveFix({ ...file, file }, line, false)];
  return { check, message: say(`${check}.${name}`, { word: first.text }), range: first.range, fixes };
}

/** A folder outside of a block, as one stands in `use ( ... )`. */
function folderAlone({ kind }: ModProblem, line: ModLine, file: ModText): SyntaxFinding | undefined {
  const [first, second] = line.tokens;
  if (kind !== 'unknown-directive' || file.name !== 'go.work' || line.inBlock || first === undefined || second)
    return undefined;
  if (!isDirectoryPath(first.text)) return undefined;
  const check = 'gomod-unknown-directive';
  const text = `use ${first.text}`;
  const fix = editFix(say(`${check}.fix.nearest`, { nearest: text }), false, replaceText(file.path, first.range, text));
  const fixes = bracketsBeside(line, file) ? [] : [fix];
  return { check, message: say(`${check}.folder`, { word: first.text }), range: first.range, fixes };
}

/** Whether brackets are at fault in other lines: then this line is one of a block that go does not see. */
function bracketsBeside(line: ModLine, { problems }: ModText): boolean {
  return problems.some(
    ({ line: other }) =>
      other.kind === 'line' && other !== line && other.tokens.some(({ text }) => /^[()[\]{}]$/.test(text)),
  );
}

/** Only intervals of `retract` have commas. */
function commas({ verb }: ModProblem, line: ModLine, file: ModText): SyntaxFinding | undefined {
  const comma = line.tokens.find(({ kind }) => kind === ',');
  if (comma === undefined || verb === 'retract') return undefined;
  const check = 'gomod-usage';
  const fixes = eachOnItsLine(line, verb, file);
  return { check, message: say(`${check}.comma`, { file: file.name }), range: comma.range, fixes };
}

/** Begins a new line behind each comma. One at the end goes. */
function eachOnItsLine(line: ModLine, verb: string, file: ModText): readonly Fix[] {
  const { tokens } = line;
  const edits = tokens.flatMap((token, at) => {
    if (token.kind !== ',') return [];
    const before = tokens[at - 1];
    if (before === undefined || before.kind === ',') return [];
    const next = tokens[at + 1];
    const end = next?.range.start ?? token.range.end;
    return [replaceText(file.path, { start: before.range.end, end }, next ? entryStart(line, verb, file) : '')];
  });
  const isMeant = tokens.every(({ kind }) => kind === 'word' || kind === 'string' || kind === ',');
  if (!isMeant || edits.length < tokens.filter(({ kind }) => kind === ',').length) return [];
  return [editFix(say('gomod-usage.fix.lines'), tokens.at(-1)?.kind === ',' && edits.length === 1, ...edits)];
}

/** What stands before an entry on a line of its own. */
export function entryStart({ inBlock, range }: ModLine, verb: string, { text }: ModText): string {
  const indent = (text.split('\n')[range.start.line] ?? '').slice(0, range.start.column);
  return inBlock ? `\n${indent}` : `\n${indent}${verb} `;
}

/** The fix that begins a new line before every word but the first. */
export function wordsOnLines(words: readonly ModToken[], line: ModLine, verb: string, file: ModText): EditFix {
  const edits = words.slice(1).map((word, at) => {
    const between: Range = { start: (words[at] ?? word).range.end, end: word.range.start };
    return replaceText(file.path, between, entryStart(line, verb, file));
  });
  return editFix(say('gomod-usage.fix.lines'), false, ...edits);
}

function moved({ line, column }: Position, by: number): Position {
  return { line, column: column + by };
}
