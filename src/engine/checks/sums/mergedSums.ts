import type { ReadSumFile } from '../../facts/sums/sumFile';
import type { TextEdit } from '../../model/fix';
import { isKnownHash, sumKey, type GoSumEntry, type MergeConflict } from '../../parse/goSum';
import { compareSumEntries } from '../../parse/goSumOrder';

/** Replaces a conflict by the lines of both sides, in go's order; the common ancestor's lines go. */
export function union(file: string, conflict: MergeConflict, lines: readonly string[], sums: ReadSumFile): TextEdit {
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
export function contradicts({ parsed }: ReadSumFile): boolean {
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
