import type { Module } from '../../model/check';
import type { CommandFix, TextEdit } from '../../model/fix';
import { say } from '../../model/message';
import type { Range } from '../../model/range';

export function goSumPath(module: Pick<Module, 'dir'>): string {
  return `${module.dir}/go.sum`;
}

/** @param query `path@version`, or the path alone for a module that is replaced: go resolves replacements of paths only */
export function downloadFix(dir: string, query: string): CommandFix {
  return {
    kind: 'command',
    title: say('shared.fix.download', { module: query }),
    safe: false,
    args: ['mod', 'download', query],
    cwd: dir,
    touches: [`${dir}/go.mod`, `${dir}/go.sum`],
    needsNetwork: true,
  };
}

/** Deletes whole lines, with their line ends. */
export function deleteLines(file: string, first: number, last: number = first): TextEdit {
  const range: Range = { start: { line: first, column: 0 }, end: { line: last + 1, column: 0 } };
  return { kind: 'text', file, range, newText: '' };
}
