import { readsSums } from '../../facts/sums/sumUse';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { lineRange, type Location } from '../../model/range';
import { contradicts, union } from './mergedSums';
import { readableSums } from './readableSums';
import { editFix } from '../../modfile/goModFixes';
import { goSumPath } from './sumFixes';

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
          fixes: [editFix(say('union'), safe, union(sums.path, conflict, lines, sums.file))],
        };
      }),
    );
  },
};
