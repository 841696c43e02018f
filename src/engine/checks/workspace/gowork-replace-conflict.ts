import { isAbsolutePath, joinPath, relativePath } from '../../../base/paths';
import type { GoWorkRead } from '../../facts/modules/workspaceOf';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { judgeWorkspaces, shownFolder } from './workspaces';

interface Replacement {
  readonly file: string;
  readonly dir: string;
  readonly replace: ReplaceDirective;
  /** what it leads to, comparable: an absolute folder, or path@version */
  readonly target: string;
}

export const goworkReplaceConflict: RootCheck = {
  id: 'gowork-replace-conflict',
  family: 'workspace',
  scope: 'root',
  title: 'The modules of a workspace replace a module alike',
  why: 'A workspace has one build list, so go cannot follow two different replacements of one module and stops.',
  fix: 'Make the replacements alike, or decide with a replace in go.work, which overrides both.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflict:
      '{module} is replaced by {target} here and by {other} in {folder}; every go command in the workspace stops',
    within: 'go.work replaces {module} by {target} here and by {other} above; every go command in the workspace stops',
    other: 'replaced by {other} here',
    'fix.decide': 'Decide in go.work: {module} is replaced by {target}',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) => {
      const within = conflictsWithin(work);
      if (within.length > 0) return within;
      const decided = new Set(work.file.replace.map(keyOf));
      const first = new Map<string, Replacement>();
      return replacements(work).flatMap((own) => {
        const key = keyOf(own.replace);
        // go.work decides for all.
        if (decided.has(key) || decided.has(own.replace.oldPath.value)) return [];
        const other = first.get(key);
        if (other === undefined) {
          first.set(key, own);
          return [];
        }
        if (other.target === own.target) return [];
        const words = { target: own.replace.newPath.value, other: other.replace.newPath.value };
        return [
          {
            message: say('conflict', {
              module: own.replace.oldPath.value,
              ...words,
              folder: shownFolder(work, other.dir),
            }),
            location: { file: own.file, range: own.replace.line.range },
            key,
            about: [own.replace.oldPath.value],
            fixes: isUsed(work, own) ? [] : [own, other].map((one) => decideFix(work, one)),
            related: [
              { file: other.file, range: other.replace.line.range, message: say('other', { other: words.other }) },
            ],
          },
        ];
      });
    }),
};

/** go.work may not replace what it uses. */
function isUsed({ modules }: GoWorkRead, { replace }: Replacement): boolean {
  return modules.some(({ goMod }) => goMod.kind === 'file' && goMod.file.module?.path.value === replace.oldPath.value);
}

/** A replace line in go.work, which counts for all. What the folder is called depends on where it is named. */
function decideFix(work: GoWorkRead, { dir, replace }: Replacement): EditFix {
  const { oldPath, oldVersion, newPath, newVersion } = replace;
  const named = newPath.value;
  const folder = isAbsolutePath(named) ? named : (relativePath(work.dir, joinPath(dir, named)) ?? named);
  const target = newVersion === undefined ? quotedIfNeeded(folder) : `${named} ${newVersion.value}`;
  const left = oldVersion === undefined ? oldPath.value : `${oldPath.value} ${oldVersion.value}`;
  const lines = work.text.split('\n');
  const end = { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
  const text = `${end.column === 0 ? '' : '\n'}\nreplace ${left} => ${target}\n`;
  const title = say('gowork-replace-conflict.fix.decide', { module: left, target });
  return editFix(title, false, replaceText(work.path, { start: end, end }, text));
}

/** modfile.AutoQuote, of a folder. */
function quotedIfNeeded(folder: string): string {
  return /[\s"'`()[\]{},]|\/\//.test(folder) ? JSON.stringify(folder) : folder;
}

/** Two lines of go.work itself. go compares them as they are written, and stops before it reads a member's. */
function conflictsWithin(work: GoWorkRead): readonly FindingDraft[] {
  const first = new Map<string, ReplaceDirective>();
  return work.file.replace.flatMap((own): readonly FindingDraft[] => {
    const key = keyOf(own);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, own);
      return [];
    }
    const [target, before] = [writtenTarget(own), writtenTarget(other)];
    if (target === before) return [];
    return [
      {
        message: say('within', { module: key, target, other: before }),
        location: { file: work.path, range: own.line.range },
        key: `${key} in go.work`,
        about: [own.oldPath.value],
        related: [{ file: work.path, range: other.line.range, message: say('other', { other: before }) }],
      },
    ];
  });
}

function writtenTarget({ newPath, newVersion }: ReplaceDirective): string {
  return newVersion === undefined ? newPath.value : `${newPath.value}@${newVersion.value}`;
}

function replacements(work: GoWorkRead): readonly Replacement[] {
  return work.modules.flatMap(({ dir, goMod }) => {
    if (goMod.kind !== 'file') return [];
    // Within one go.mod the last line counts; conflicts there have a check of their own.
    const last = new Map(goMod.file.replace.map((replace) => [keyOf(replace), replace]));
    return [...last.values()].map((replace) => ({ file: goMod.path, dir, replace, target: targetOf(dir, replace) }));
  });
}

function keyOf({ oldPath, oldVersion }: ReplaceDirective): string {
  return oldVersion === undefined ? oldPath.value : `${oldPath.value}@${oldVersion.value}`;
}

function targetOf(dir: string, { newPath, newVersion }: ReplaceDirective): string {
  if (newVersion !== undefined) return `${newPath.value}@${newVersion.value}`;
  return isAbsolutePath(newPath.value) ? joinPath(newPath.value) : joinPath(dir, newPath.value);
}
