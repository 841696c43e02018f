import type { CommandFix, EditFix, TextEdit } from '../model/fix';
import { say, type Message } from '../model/message';
import type { Range } from '../model/range';
import type { ModLine, ModSyntax } from '../parse/goModSyntax';

export function editFix(title: Message, safe: boolean, ...edits: readonly TextEdit[]): EditFix {
  return { kind: 'edit', title, safe, edits };
}

export function replaceText(file: string, range: Range, newText: string): TextEdit {
  return { kind: 'text', file, range, newText };
}

/** A go.mod or go.work, for fixes that look at the lines around. */
export interface FileText {
  /** absolute */
  readonly path: string;
  readonly text: string;
  readonly file: { readonly syntax: ModSyntax };
}

/**
 * Deletes a directive as somebody who cares for the file would: with its block where it is alone in it, and with the blank
 * line above where another follows.
 */
export function deleteDirective({ path, text, file: { syntax } }: FileText, line: ModLine): TextEdit {
  const block = syntax.statements.find(
    (statement) => statement.kind === 'block' && statement.lines.length === 1 && statement.lines[0] === line,
  );
  const { start, end } = block?.kind === 'block' && block.closeParen ? block.range : line.range;
  const lines = text.split('\n');
  const blank = (at: number): boolean => (lines[at] ?? '').trim() === '';
  const first = start.line > 0 && blank(start.line - 1) && blank(end.line + 1) ? start.line - 1 : start.line;
  return replaceText(path, { start: { line: first, column: 0 }, end: { line: end.line + 1, column: 0 } }, '');
}

export function deleteDirectiveFix(file: FileText, line: ModLine, safe: boolean): EditFix {
  return editFix(say('shared.fix.deleteLine'), safe, deleteDirective(file, line));
}

/** @param dir folder of go.mod */
export function tidyFix(dir: string): CommandFix {
  return {
    kind: 'command',
    title: say('shared.fix.tidy'),
    safe: false,
    args: ['mod', 'tidy'],
    cwd: dir,
    touches: [`${dir}/go.mod`, `${dir}/go.sum`],
    needsNetwork: true,
  };
}

/** @param title whole id of the message, or its name in the check */
export function getFix(dir: string, title: Message, ...queries: readonly string[]): CommandFix {
  return {
    kind: 'command',
    title,
    safe: false,
    args: ['get', ...queries],
    cwd: dir,
    touches: [`${dir}/go.mod`, `${dir}/go.sum`],
    needsNetwork: true,
  };
}
