import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { isKnownHash, type GoSumEntry } from '../../parse/goSum';
import { compareSumEntries } from '../../parse/goSumOrder';
import { readableSums } from './readableSums';
import { editFix, goSumPath } from './sumFixes';
import { entryLocation, sumName } from './sumEntries';

/** Lines in another order than go writes them, as a merge leaves them. */
export const gosumUnsorted: ModuleCheck = {
  id: 'gosum-unsorted',
  family: 'sums',
  scope: 'module',
  title: 'The lines of go.sum are in the order in which go writes them',
  why: 'go does not mind, but go mod tidy -diff reports the file until somebody sorts it, and go mod tidy alone does not.',
  fix: 'Sort the lines by module path, version and hash.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unsorted: '{name} stands out of order in go.sum; go mod tidy -diff reports it, go mod tidy leaves it',
    blank: 'go.sum has a blank line above {name}; go mod tidy -diff reports it, go mod tidy leaves it',
    before: 'it belongs above this line',
    sort: 'Sort go.sum as go does',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const { entries, malformed, conflicts, firstCrLf, lineCount } = sums.file.parsed;
    const misplaced = entries.findIndex((entry, at) => {
      const before = entries[at - 1];
      return before !== undefined && compareSumEntries(before, entry) > 0;
    });
    const entry = entries[misplaced];
    const isPlain = malformed.length === 0 && conflicts.length === 0 && sums.file.encoding === undefined;
    if (!isPlain) return passed;
    if (entry === undefined) return found(blankLine(sums.path, entries, firstCrLf === undefined));
    const first = entries.find((other) => compareSumEntries(other, entry) > 0) ?? entry;
    // Which of two hashes comes first decides what go compares with.
    const canSort = firstCrLf === undefined && !hasContradiction(entries);
    const range = { start: startOfFile.start, end: { line: lineCount, column: 0 } };
    return found([
      {
        message: say('unsorted', { name: sumName(entry) }),
        location: entryLocation(sums.path, entry),
        related: [{ ...entryLocation(sums.path, first), message: say('before') }],
        key: 'order',
        fixes: canSort
          ? [editFix(say('sort'), true, [{ kind: 'text', file: sums.path, range, newText: sorted(entries) }])]
          : [],
      },
    ]);
  },
};

/** go passes over blank lines, but writes none. In a file without faults a gap between the entries is blank. */
function blankLine(file: string, entries: readonly GoSumEntry[], canSort: boolean): readonly FindingDraft[] {
  const entry = entries.find(({ line }, at) => line > (entries[at - 1]?.line ?? -1) + 1);
  if (entry === undefined || !canSort) return [];
  return [
    { message: say('blank', { name: sumName(entry) }), location: entryLocation(file, entry), key: 'blank', fixes: [] },
  ];
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
        fixes: [editFix(say('add'), true, [{ kind: 'text', file: sums.path, range, newText: '\n' }])],
      },
    ]);
  },
};
