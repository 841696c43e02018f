import { nearestWord } from '../../base/nearest';
import { dirname } from '../../base/paths';
import type { EditFix, Fix } from '../model/fix';
import { say } from '../model/message';
import { lineRange, type Range } from '../model/range';
import type { ModLine } from '../parse/goModSyntax';
import type { ModProblem } from '../parse/goModWords';
import { describeUsage } from './describeUsage';
import { directiveVerbs } from './directiveVerbs';
import { deleteDirectiveFix, editFix, getFix, replaceText } from './goModFixes';
import { lineMistake } from './lineMistakes';
import type { ModText, SyntaxFinding } from './syntaxFinding';

/** What to say of a directive that go rejects, and how to put it right where that needs no guess. */
export function describeProblem(problem: ModProblem, file: ModText): SyntaxFinding {
  return lineMistake(problem, file) ?? describeKind(problem, file);
}

function describeKind(problem: ModProblem, file: ModText): SyntaxFinding {
  switch (problem.kind) {
    case 'unknown-directive':
      return describeUnknown(problem, file);
    case 'repeated':
      return describeRepeated(problem, file);
    case 'usage':
    case 'godebug':
      return describeUsage(problem, file);
    case 'quoting':
      return describe(problem, 'gomod-bad-quoting', 'quoting', unquoted(problem, file));
    case 'go-version':
      return describe(problem, 'gomod-go-format', 'version', goVersionFix(problem, file));
    case 'toolchain-name':
      return describe(problem, 'gomod-toolchain-format', 'name', toolchainFix(problem, file));
    case 'version':
      return describe(
        problem,
        'require-version-noncanonical',
        file.name === 'go.work' ? 'none' : 'query',
        versionFix(problem, file),
      );
    case 'version-not-canonical':
      return describe(problem, 'require-version-noncanonical', 'form', versionFix(problem, file));
    case 'major-mismatch':
      return describe(problem, 'require-major-mismatch', 'mismatch', majorFix(problem, file));
    case 'module-path':
      return describePath(problem);
    case 'replace':
      return describe(problem, 'gomod-replace-syntax', problem.fault ?? 'no-version', replaceFix(problem, file));
    case 'retract':
      return describe(problem, 'gomod-retract-syntax', retractName(problem), []);
  }
}

function describe(problem: ModProblem, check: string, name: string, fixes: readonly Fix[]): SyntaxFinding {
  const { verb, word = '', path = '', should = '', range } = problem;
  return { check, message: say(`${check}.${name}`, { verb, word, path, should }), range, fixes };
}

function describeUnknown(problem: ModProblem, file: ModText): SyntaxFinding {
  const check = 'gomod-unknown-directive';
  const { word = '', range } = problem;
  const known = directiveVerbs(file.name);
  const first = word.split(' ')[0] ?? '';
  const args = { file: file.name, word };
  if (problem.message.startsWith('unknown block') && known.includes(first))
    return { check, message: say(`${check}.block`, args), range, fixes: [] };
  const nearest = nearestWord(word, known);
  if (nearest === undefined) return { check, message: say(`${check}.unknown`, args), range, fixes: [] };
  const fix = editFix(say(`${check}.fix.nearest`, { nearest }), false, replaceText(file.path, range, nearest));
  return { check, message: say(`${check}.nearest`, { ...args, nearest }), range, fixes: [fix] };
}

function describeRepeated(problem: ModProblem, file: ModText): SyntaxFinding {
  const check = 'gomod-repeated-directive';
  const { verb, range } = problem;
  const first = directiveLines(file, verb).find((line) => line.range.start.line < range.start.line);
  const same = first !== undefined && wordsOf(first) === wordsOf(problem.line);
  const related = first && [{ file: file.path, range: first.range, message: say(`${check}.first`, { verb }) }];
  return {
    check,
    message: say(`${check}.repeated`, { file: file.name, verb }),
    range,
    ...(related && { related }),
    fixes: problem.line.kind === 'line' ? [deleteDirectiveFix({ ...file, file }, problem.line, same)] : [],
  };
}

function directiveLines({ syntax }: ModText, verb: string): readonly ModLine[] {
  return syntax.statements.flatMap((statement) => {
    if (statement.kind === 'line') return statement.tokens[0]?.text === verb ? [statement] : [];
    return statement.kind === 'block' && statement.tokens[0]?.text === verb ? statement.lines : [];
  });
}

/** The arguments, whether the line stands in a block or not. */
function wordsOf(line: ModProblem['line']): string {
  if (line.kind !== 'line') return '';
  return line.tokens
    .slice(line.inBlock ? 0 : 1)
    .map(({ text }) => text)
    .join(' ');
}

function retractName(problem: ModProblem): string {
  if (problem.message.startsWith('no module directive')) return 'noModule';
  if (problem.message.includes('malformed module path')) return 'malformedPath';
  return problem.message.startsWith('unexpected token') ? 'extra' : 'form';
}

function describePath(problem: ModProblem): SyntaxFinding {
  const path = problem.word ?? '';
  const name = path.startsWith('gopkg.in/') ? 'gopkg' : 'end';
  const end = path.slice(path.lastIndexOf('/'));
  const check = 'require-path-invalid';
  return { check, message: say(`${check}.${name}`, { path, end }), range: problem.range, fixes: [] };
}

/** The text without the quotes around it, or in the quotes that go knows. A space inside them made two words of it. */
function unquoted({ word = '', range }: ModProblem, file: ModText): readonly EditFix[] {
  const { line, column } = range.start;
  const rest = (file.text.split('\n')[line] ?? '').slice(column);
  const pair = /^(['`])([^"'`\\]+)\1(?!\S)/.exec(rest);
  const inner = pair?.[2] ?? word.replace(/^["'`]/, '').replace(/["'`]$/, '');
  if (inner === '' || /["'`\\]/.test(inner)) return [];
  const text = /[\s,()[\]{}]|\/\/|\/\*/.test(inner) ? `"${inner}"` : inner;
  const whole = pair ? lineRange(line, column, column + pair[0].length) : range;
  const title = say('gomod-bad-quoting.fix.unquote', { text });
  return [editFix(title, pair !== null, replaceText(file.path, whole, text))];
}

/** Only what the word itself says: no release is guessed. */
function goVersionFix({ word = '', range }: ModProblem, file: ModText): readonly EditFix[] {
  const text = /^["'`]?(?:go|v)?([1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?)(?:\.[x*]|\.)?["'`]?$/.exec(
    word,
  )?.[1];
  if (text === undefined) return [];
  return [editFix(say('gomod-go-format.fix.write', { text }), true, replaceText(file.path, range, text))];
}

function toolchainFix({ word = '', range }: ModProblem, file: ModText): readonly EditFix[] {
  const text = /^["'`]?(?:go|v)?(1\.[0-9]+(?:\.[0-9]+)?)["'`]?$/.exec(word)?.[1];
  if (text === undefined) return [];
  const name = `go${text}`;
  const title = say('gomod-toolchain-format.fix.write', { text: name });
  return [editFix(title, true, replaceText(file.path, range, name))];
}

/** Build metadata means nothing to go. Which release a short version or a branch means, only the network knows. */
function versionFix({ verb, word = '', path = '', should, range }: ModProblem, file: ModText): readonly Fix[] {
  const check = 'require-version-noncanonical';
  if (should !== undefined && word.startsWith(`${should}+`))
    return [editFix(say(`${check}.fix.write`, { should }), true, replaceText(file.path, range, should))];
  if (verb !== 'require') return [];
  const query = `${path}@${word}`;
  return [getFix(dirname(file.path), say(`${check}.fix.get`, { query }), query)];
}

function majorFix({ verb, word = '', path = '', range, line }: ModProblem, file: ModText): readonly EditFix[] {
  const major = /^v([2-9]|[1-9][0-9]+)\./.exec(word)?.[1];
  const takesSuffix = !path.startsWith('gopkg.in/') && !/\/v[0-9]+$/.test(path) && line.kind === 'line';
  if (major === undefined || !takesSuffix || verb === 'retract' || word.includes('+')) return [];
  const title = say('require-major-mismatch.fix.incompatible', { version: `${word}+incompatible` });
  return [editFix(title, false, replaceText(file.path, range, `${word}+incompatible`))];
}

function replaceFix({ word = '', range, fault }: ModProblem, file: ModText): readonly EditFix[] {
  const check = 'gomod-replace-syntax';
  const write = (text: string, safe: boolean): readonly EditFix[] => [
    editFix(say(`${check}.fix.write`, { text }), safe, replaceText(file.path, range, text)),
  ];
  switch (fault ?? 'no-version') {
    case 'at-version': {
      const [path = '', version = '', more] = word.split('@');
      return more === undefined && path !== '' && version !== '' ? write(`${path} ${version}`, true) : [];
    }
    case 'backslash':
      return write(word.replaceAll('\\', '/'), false);
    case 'folder-with-version':
      return [
        editFix(say(`${check}.fix.dropVersion`), false, replaceText(file.path, withSpaceBefore(range, file), '')),
      ];
    case 'no-version':
      // A folder needs `./` in front; what looks like a module path needs a version that only its author knows.
      return word.includes('.') || word.startsWith('~') ? [] : write(`./${word}`, false);
  }
}

function withSpaceBefore({ start, end }: Range, file: ModText): Range {
  const before = (file.text.split('\n')[start.line] ?? '').slice(0, start.column);
  return { start: { line: start.line, column: before.trimEnd().length }, end };
}
