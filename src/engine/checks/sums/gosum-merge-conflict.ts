import { readsSums } from '../../facts/sums/sumUse';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { TextEdit } from '../../model/fix';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { lineRange, type Location } from '../../model/range';
import type { ReadSumFile } from '../../facts/sums/sumFile';
import { isKnownHash, sumKey, type GoSumEntry, type MergeConflict } from '../../parse/goSum';
import { compareSumEntries } from '../../parse/goSumOrder';
import { readableSums } from './readableSums';
import { editFix, goSumPath } from './sumFixes';

/** The markers that a merge left behind. The lines between them are hashes of both sides, and both may stay. */
export const gosumMergeConflict: ModuleCheck = {
  id: 'gosum-merge-conflict',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has no merge conflict',
  why: 'go takes the markers for malformed lines and stops. The lines of both sides are true, so a merge of go.sum keeps both.',
  fix: 'Keep the lines of both sides and delete the markers.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflict: 'go.sum has an unresolved merge conflict; every go command but go mod tidy stops with "malformed go.sum"',
    unread: 'go.sum has an unresolved merge conflict; go stops here as soon as it needs go.sum',
    middle: 'the other side begins here',
    end: 'the conflict ends here',
    union: 'Keep the lines of both sides',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const { conflicts } = sums.file.parsed;
    if (conflicts.length === 0) return passed;
    const stops = await readsSums(module.dir, facts);
    const lines = sums.file.text.split('\n');
    const safe = !contradicts(sums.file);
    return found(
      conflicts.map((conflict, at): FindingDraft => {
        const marker = (line: number): Location => ({
          file: sums.path,
          range: lineRange(line, 0, (lines[line] ?? '').trimEnd().length),
        });
        return {
          message: say(stops ? 'conflict' : 'unread'),
          severity: stops ? 'error' : 'warning',
          location: marker(conflict.start),
          related: [
            { ...marker(conflict.middle), message: say('middle') },
            { ...marker(conflict.end), message: say('end') },
          ],
          key: `conflict ${at}`,
          fixes: [editFix(say('union'), safe, [union(sums.path, conflict, lines, sums.file)])],
        };
      }),
    );
  },
};

/** Replaces a conflict by the lines of both sides, in go's order; the common ancestor's lines go. */
function union(file: string, conflict: MergeConflict, lines: readonly string[], sums: ReadSumFile): TextEdit {
  const kept = sums.parsed.entries.filter((entry) => isOnASide(entry, conflict)).toSorted(compareSumEntries);
  const lineEnd = (lines[conflict.start] ?? '').endsWith('\r') ? '\r\n' : '\n';
  const texts = kept.map((entry) => `${entry.path} ${entry.version} ${entry.hash}${lineEnd}`);
  const range = { start: { line: conflict.start, column: 0 }, end: { line: conflict.end + 1, column: 0 } };
  return { kind: 'text', file, range, newText: [...new Set(texts)].join('') };
}

function isOnASide(entry: GoSumEntry, conflict: MergeConflict): boolean {
  const { start, base = conflict.middle, middle, end } = conflict;
  return (start < entry.line && entry.line < base) || (middle < entry.line && entry.line < end);
}

/** Whether the file, without the lines of common ancestors, knows two hashes for one key: then somebody must decide. */
function contradicts({ parsed }: ReadSumFile): boolean {
  const hashes = new Map<string, string>();
  for (const entry of parsed.entries) {
    if (parsed.conflicts.some((conflict) => isOfTheBase(entry, conflict)) || !isKnownHash(entry.hash)) continue;
    const key = sumKey(entry.path, entry.version);
    if ((hashes.get(key) ?? entry.hash) !== entry.hash) return true;
    hashes.set(key, entry.hash);
  }
  return false;
}

function isOfTheBase(entry: GoSumEntry, { base, middle }: MergeConflict): boolean {
  return base !== undefined && base < entry.line && entry.line < middle;
}
