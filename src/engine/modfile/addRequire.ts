import type { GoModRead } from '../facts/modules/goModOf';
import type { EditFix } from '../model/fix';
import type { Message } from '../model/message';
import type { Position } from '../model/range';
import { editFix, replaceText } from './goModFixes';

/** Adds a requirement where go would put it: into the block of the direct ones in the order of paths, else as a line of its own. */
export function addRequireFix(goMod: GoModRead, path: string, version: string, title: Message): EditFix {
  const { at, text } = placeFor(goMod, path, `${path} ${version}`);
  return editFix(title, false, replaceText(goMod.path, { start: at, end: at }, text));
}

function placeFor(
  { file, text }: GoModRead,
  path: string,
  words: string,
): { readonly at: Position; readonly text: string } {
  for (const statement of file.syntax.statements) {
    if (statement.kind !== 'block' || statement.tokens[0]?.text !== 'require' || !statement.closeParen) continue;
    const own = file.require.filter(({ line }) => statement.lines.includes(line));
    if (own.length === 0 || own.every(({ indirect }) => indirect)) continue;
    const next = own.find((require) => require.path.value > path);
    const line = next?.line.range.start.line ?? statement.closeParen.start.line;
    return { at: { line, column: 0 }, text: `\t${words}\n` };
  }
  const last = file.require.at(-1)?.line.range.end.line ?? file.go?.line.range.end.line;
  const lines = text.split('\n');
  // Behind the last line of its kind, in a paragraph of its own; a last line without an end gets one.
  const isBlock = file.require.at(-1)?.line.inBlock === true;
  if (last === undefined || isBlock || last + 1 >= lines.length)
    return {
      at: { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 },
      text: `${lines.at(-1) === '' ? '' : '\n'}\nrequire ${words}\n`,
    };
  return { at: { line: last + 1, column: 0 }, text: `\nrequire ${words}\n` };
}
