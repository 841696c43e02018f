import type { ModuleCheck } from '../../model/check';
import type { Fix } from '../../model/fix';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { startOfFile, type Range } from '../../model/range';
import { isKnownHash, type GoSumEntry, type GoSumFile } from '../../parse/goSum';
import { compareSumEntries } from '../../parse/goSumOrder';
import { readableSums } from './readableSums';
import { editFix, replaceText } from '../../modfile/goModFixes';
import { goSumPath } from './sumFixes';
import { entryLocation, sumName } from './sumEntries';

/** Lines in another order than go writes them, or blank ones, as a merge leaves them. */
export const gosumUnsorted: ModuleCheck = {
  id: 'gosum-unsorted',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has the order in which go writes it, and no blank lines',
  why: 'go does not mind, but go mod tidy -diff reports the file until somebody sorts it, and go mod tidy alone does not.',
  fix: 'Sort the lines by module path, version and hash; delete blank ones.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unsorted: '{name} stands out of order in go.sum; go mod tidy -diff reports it, go mod tidy leaves it',
    blank: 'go.sum has a blank line; go mod tidy -diff reports it, go mod tidy leaves it',
    before: 'it belongs above this line',
    sort: 'Sort go.sum as go does',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const { entries, malformed, conflicts, firstCrLf, lineCount } = sums.file.parsed;
    const isPlain = malformed.length === 0 && conflicts.length === 0 && sums.file.encoding === undefined;
    if (!isPlain) return passed;
    const misplaced = entries.findIndex((entry, at) => {
      const before = entries[at - 1];
      return before !== undefined && compareSumEntries(before, entry) > 0;
    });
    const entry = entries[misplaced];
    if (entry === undefined) {
      const blank = firstCrLf === undefined ? firstBlankLine(entries, lineCount) : undefined;
      if (blank === undefined) return passed;
      return found([
        {
          message: say('blank'),
          location: { file: sums.path, range: startOfLine(blank) },
          key: 'blank',
          fixes: fixesFor(sums.path, sums.file.parsed),
        },
      ]);
    }
    const first = entries.find((other) => compareSumEntries(other, entry) > 0) ?? entry;
    return found([
      {
        message: say('unsorted', { name: sumName(entry) }),
        location: entryLocation(sums.path, entry),
        related: [{ ...entryLocation(sums.path, first), message: say('before') }],
        key: 'order',
        fixes: fixesFor(sums.path, sums.file.parsed),
      },
    ]);
  },
};

function fixesFor(path: string, { entries, firstCrLf, lineCount }: GoSumFile): readonly Fix[] {
  // Which of two hashes comes first decides what go compares with.
  if (firstCrLf !== undefined || hasContradiction(entries)) return [];
  const range = { start: startOfFile.start, end: { line: lineCount, column: 0 } };
  return [editFix(say('sort'), true, replaceText(path, range, sorted(entries)))];
}

/** go passes over blank lines, but writes none. In a file without faults what is no entry is blank. @returns zero-based */
function firstBlankLine(entries: readonly GoSumEntry[], lineCount: number): number | undefined {
  const gap = entries.findIndex(({ line }, at) => line !== at);
  if (gap >= 0) return gap;
  return entries.length < lineCount ? entries.length : undefined;
}

function startOfLine(line: number): Range {
  return { start: { line, column: 0 }, end: { line, column: 0 } };
}

function hasContradiction(entries: readonly GoSumEntry[]): boolean {
  const known = new Map<string, string>();
  for (const { path, version, hash } of entries) {
    if (!isKnownHash(hash)) continue;
    const other = known.get(`${path} ${version}`);
    if (other !== undefined && other !== hash) return true;
    known.set(`${path} ${version}`, hash);
  }
  return false;
}

function sorted(entries: readonly GoSumEntry[]): string {
  const lines = entries.toSorted(compareSumEntries).map(({ path, version, hash }) => `${path} ${version} ${hash}\n`);
  return [...new Set(lines)].join('');
}

/** A last line that does not end: the next tool that appends a line joins two. */
export const gosumNoFinalNewline: ModuleCheck = {
  id: 'gosum-no-final-newline',
  family: 'sums',
  scope: 'module',
  title: 'go.sum ends with a newline',
  why: 'go mod tidy -diff reports the last line, and a line that is appended by hand or by a script joins it.',
  fix: 'Add a newline at the end of the file.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unended: 'go.sum does not end with a newline; go mod tidy -diff reports its last line, go mod tidy leaves it',
    add: 'Add a newline at the end of go.sum',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const { text } = sums.file;
    if (text === '' || text.endsWith('\n')) return passed;
    const line = text.split('\n').length - 1;
    const column = text.length - (text.lastIndexOf('\n') + 1);
    const end = { line, column };
    const range = { start: end, end };
    return found([
      {
        message: say('unended'),
        location: { file: sums.path, range: { start: { line, column: 0 }, end } },
        key: 'newline',
        fixes: [editFix(say('add'), true, replaceText(sums.path, range, '\n'))],
      },
    ]);
  },
};
