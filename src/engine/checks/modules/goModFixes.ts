import type { CommandFix, EditFix, TextEdit } from '../../model/fix';
import { say, type Message } from '../../model/message';
import type { Range } from '../../model/range';

export function editFix(title: Message, safe: boolean, ...edits: readonly TextEdit[]): EditFix {
  return { kind: 'edit', title, safe, edits };
}

export function replaceText(file: string, range: Range, newText: string): TextEdit {
  return { kind: 'text', file, range, newText };
}

/** Deletes the lines of a range, with their line ends. */
export function deleteLines(file: string, { start, end }: Range): TextEdit {
  return replaceText(file, { start: { line: start.line, column: 0 }, end: { line: end.line + 1, column: 0 } }, '');
}

export function deleteLineFix(file: string, range: Range, safe: boolean): EditFix {
  return editFix(say('shared.fix.deleteLine'), safe, deleteLines(file, range));
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
