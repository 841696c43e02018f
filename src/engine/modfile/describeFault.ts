import { say } from '../model/message';
import type { EditFix, TextEdit } from '../model/fix';
import type { Range } from '../model/range';
import type { ModBlock, ModSyntax, SyntaxFault } from '../parse/goModSyntax';
import { editFix, replaceText } from './goModFixes';
import type { ModText, SyntaxFinding } from './syntaxFinding';

/** What to say of a fault in the layout of go.mod or go.work. */
export function describeFault(fault: SyntaxFault, { path, name: file, text, syntax }: ModText): SyntaxFinding {
  switch (fault.kind) {
    case 'character':
      return describeCharacter(fault.text, fault.range, path, file);
    case 'block-comment': {
      const edit = lineComment(fault, text, path);
      return {
        check: 'gomod-lex-error',
        message: say('gomod-lex-error.blockComment', { file }),
        range: fault.range,
        fixes: edit ? [editFix(say('gomod-lex-error.fix.lineComment'), true, edit)] : [],
      };
    }
    case 'newline-in-string':
    case 'end-in-string':
      return {
        check: 'gomod-lex-error',
        message: say('gomod-lex-error.openString', { file, text: fault.text }),
        range: fault.range,
        fixes: [closingQuote(fault, path)],
      };
    case 'unterminated-block':
      return (
        closedInLine(fault, file, path, syntax) ?? {
          check: 'gomod-unterminated-block',
          message: say('gomod-unterminated-block.unterminated', { file, verb: fault.text }),
          range: fault.range,
          fixes: closingParen(fault.range, path, syntax),
        }
      );
    case 'text-after-block':
      return {
        check: 'gomod-unterminated-block',
        message: say('gomod-unterminated-block.textAfter', { file, text: fault.text }),
        range: fault.range,
        fixes: [
          editFix(
            say('gomod-unterminated-block.fix.break'),
            false,
            replaceText(path, { start: closedAt(fault.range, syntax), end: fault.range.start }, '\n'),
          ),
        ],
      };
  }
}

function describeCharacter(text: string, range: Range, path: string, file: string): SyntaxFinding {
  const code = text.codePointAt(0) ?? 0;
  const char = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const check = 'gomod-lex-error';
  if (code === 0xfeff && range.start.line === 0 && range.start.column === 0)
    // Editors show no column for it, so an edit of columns would take the character behind.
    return {
      check,
      message: say(`${check}.bom`, { file }),
      range: { start: range.start, end: range.start },
      fixes: [
        {
          kind: 'edit',
          title: say('shared.fix.noMark'),
          safe: true,
          edits: [{ kind: 'form', file: path, form: 'no-byte-order-mark' }],
        },
      ],
    };
  if (/^\p{Z}/u.test(text)) {
    const ordinary = editFix(say(`${check}.fix.space`), true, replaceText(path, range, ' '));
    return { check, message: say(`${check}.space`, { file, char }), range, fixes: [ordinary] };
  }
  return { check, message: say(`${check}.character`, { file, char }), range, fixes: deletion(path, range) };
}

function deletion(path: string, range: Range): SyntaxFinding['fixes'] {
  return [editFix(say('gomod-lex-error.fix.delete'), true, replaceText(path, range, ''))];
}

/** A comment of one line becomes a line comment, if nothing of the directive follows it. */
function lineComment({ text, range }: SyntaxFault, whole: string, path: string): TextEdit | undefined {
  const inner = /^\/\*(.*)\*\/$/.exec(text)?.[1];
  const rest = (whole.split('\n')[range.end.line] ?? '').slice(range.end.column);
  return inner === undefined || rest.trim() !== '' ? undefined : replaceText(path, range, `// ${inner.trim()}`);
}

function closingQuote({ text, range }: SyntaxFault, path: string): EditFix {
  const column = range.start.column + text.trimEnd().length;
  const end = { line: range.start.line, column };
  return editFix(say('gomod-lex-error.fix.quote'), false, replaceText(path, { start: end, end }, text.charAt(0)));
}

function closedAt(after: Range, syntax: ModSyntax): Range['start'] {
  for (const statement of syntax.statements) {
    const end = statement.kind === 'block' ? statement.closeParen?.end : undefined;
    if (end?.line === after.start.line) return end;
  }
  return after.start;
}

/** `./shop )`: the parenthesis is there, but go takes it for a word of the line. */
function closedInLine(
  { text: verb, range }: SyntaxFault,
  file: string,
  path: string,
  syntax: ModSyntax,
): SyntaxFinding | undefined {
  const line = blockAt(range, syntax)?.lines.find(({ tokens }) => tokens.length > 1 && tokens.at(-1)?.kind === ')');
  const [before, close] = line?.tokens.slice(-2) ?? [];
  if (before === undefined || close === undefined) return undefined;
  const check = 'gomod-unterminated-block';
  const edit = replaceText(path, { start: before.range.end, end: close.range.start }, '\n');
  const fixes = [editFix(say(`${check}.fix.break`), false, edit)];
  return { check, message: say(`${check}.closeInLine`, { file, verb }), range: close.range, fixes };
}

function blockAt(range: Range, syntax: ModSyntax): ModBlock | undefined {
  return syntax.statements.find(
    (statement): statement is ModBlock => statement.kind === 'block' && statement.range.start.line === range.start.line,
  );
}

/** The block most likely ends before the next line that starts another directive, else at the end of the file. */
function closingParen(range: Range, path: string, syntax: ModSyntax): SyntaxFinding['fixes'] {
  const block = blockAt(range, syntax);
  if (block === undefined) return [];
  const verbs = new Set(['module', 'go', 'toolchain', 'godebug', 'require', 'exclude', 'replace', 'retract', 'use']);
  const next = block.lines.find((line) => line.range.start.column === 0 && verbs.has(line.tokens[0]?.text ?? ''));
  const last = block.lines.findLast((line) => next === undefined || line.range.start.line < next.range.start.line);
  const end = last?.suffix?.range.end ?? last?.range.end ?? block.openParen.end;
  return [editFix(say('gomod-unterminated-block.fix.close'), false, replaceText(path, { start: end, end }, '\n)'))];
}
