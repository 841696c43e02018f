import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { GoModFile } from '../../parse/goMod';
import type { ModLine } from '../../parse/goModSyntax';
import type { ModWord } from '../../parse/goModWords';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { readableGoMod } from '../../modfile/readableGoMod';

export const gomodSlashslash: ModuleCheck = {
  id: 'gomod-slashslash',
  family: 'modules',
  scope: 'module',
  title: 'No path of go.mod is cut short by a comment',
  why: 'In go.mod // begins a comment wherever it stands, inside a word too: what follows is not a part of the path.',
  fix: 'Write a single slash, or put a space before the comment.',
  severity: 'info',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  messages: {
    cut: '// begins a comment, so go reads {path} here and ignores {rest}',
    'fix.slash': 'Write a single slash',
    'fix.space': 'Put a space before the comment',
  },
  run: async (module, facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    const { path: file, file: goMod } = readable.goMod;
    return found(pathsOf(goMod).flatMap((word) => cutPath(word, file)));
  },
};

interface PathOfLine {
  readonly path: ModWord;
  readonly line: ModLine;
}

/** The words that are paths and end their line. */
function pathsOf({ module, replace, tool, ignore }: GoModFile): readonly PathOfLine[] {
  const folders = replace.flatMap(({ newPath, newVersion, line }) => (newVersion ? [] : [{ path: newPath, line }]));
  return [...(module ? [module] : []), ...folders, ...tool, ...ignore];
}

function cutPath({ path, line: { suffix } }: PathOfLine, file: string): FindingDraft[] {
  const end = path.range.end;
  const start = suffix?.range.start;
  if (start?.line !== end.line || start.column !== end.column || !/^\/\/[^\s/]/.test(suffix?.text ?? '')) return [];
  const slashes = { start: end, end: { line: end.line, column: end.column + 2 } };
  return [
    {
      message: say('cut', { path: path.value, rest: suffix?.text ?? '' }),
      location: { file, range: suffix?.range ?? path.range },
      fixes: [
        editFix(say('gomod-slashslash.fix.slash'), false, replaceText(file, slashes, '/')),
        editFix(say('gomod-slashslash.fix.space'), false, replaceText(file, { start: end, end }, ' ')),
      ],
    },
  ];
}
