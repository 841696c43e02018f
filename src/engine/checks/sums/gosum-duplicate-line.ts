import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import type { GoSumFile } from '../../parse/goSum';
import { readableSums } from './readableSums';
import { entryLocation, sumName } from './sumEntries';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines, goSumPath } from './sumFixes';

/** The same hash of the same module twice, which go reads without a word and `go mod tidy -diff` reports until it is gone. */
export const gosumDuplicateLine: ModuleCheck = {
  id: 'gosum-duplicate-line',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has each hash once',
  why: 'go does not mind, but go mod tidy -diff reports the file until somebody cleans it up, and go mod tidy alone does not.',
  fix: 'Delete the second line.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    duplicate: 'go.sum has the hash of {name} twice; go mod tidy -diff reports it, go mod tidy leaves it',
    first: 'the same line stands here',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const findings: FindingDraft[] = [];
    for (const entries of sums.file.table.values()) {
      const lines = entries.filter((entry) => !isInConflict(sums.file.parsed, entry.line));
      for (const [at, entry] of lines.entries()) {
        const first = lines.findIndex((other) => other.hash === entry.hash);
        const original = lines[first];
        if (first === at || original === undefined) continue;
        findings.push({
          message: say('duplicate', { name: sumName(entry) }),
          location: entryLocation(sums.path, entry),
          related: [{ ...entryLocation(sums.path, original), message: say('first') }],
          key: `${sumName(entry)} ${entry.hash} ${at}`,
          fixes: [editFix(say('shared.fix.deleteLine'), true, deleteLines(sums.path, entry.line))],
        });
      }
    }
    return found(findings);
  },
};

/** Both sides of a conflict repeat what they have in common; resolving it resolves that. */
function isInConflict(file: GoSumFile, line: number): boolean {
  return file.conflicts.some((conflict) => conflict.start <= line && line <= conflict.end);
}
