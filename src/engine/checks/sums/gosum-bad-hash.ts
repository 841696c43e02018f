import { stopsAtWrong } from '../../facts/sums/sumUse';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { isKnownHash, isPossibleH1 } from '../../parse/goSum';
import { readableSums } from './readableSums';
import { hashLocation, sumName } from './sumEntries';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines, goSumPath } from './sumFixes';

/** An `h1:` that no content can have. go checks nothing when it reads, so it ends as a checksum mismatch on use. */
export const gosumBadHash: ModuleCheck = {
  id: 'gosum-bad-hash',
  family: 'sums',
  scope: 'module',
  title: 'Every h1: hash of go.sum is a SHA-256 in base64',
  why: 'A cut or edited hash fits no content: go stops with "checksum mismatch" as soon as it uses the module.',
  fix: 'Delete the line, then run go mod tidy or restore the line from the history.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    first:
      'The hash of {name} in go.sum is not 32 bytes in base64 and fits no content; go stops with "checksum mismatch" on use',
    later: 'This hash of {name} in go.sum is not 32 bytes in base64 and fits no content; go goes by the hash above it',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const findings: FindingDraft[] = [];
    for (const entries of sums.file.table.values()) {
      for (const entry of entries) {
        if (!isKnownHash(entry.hash) || isPossibleH1(entry.hash)) continue;
        // go takes the first h1: hash of a key; one after the right one does no harm.
        const first = entries.find((other) => isKnownHash(other.hash)) === entry;
        const stops = first && (await stopsAtWrong(module.dir, entry, facts));
        findings.push({
          message: say(first ? 'first' : 'later', { name: sumName(entry) }),
          severity: stops ? 'error' : 'warning',
          location: hashLocation(sums.path, entry),
          key: `${sumName(entry)} ${entry.hash}`,
          about: [entry.path],
          // Before the line is gone go mod tidy stops at it as well.
          fixes: [editFix(say('shared.fix.deleteLine'), false, deleteLines(sums.path, entry.line))],
        });
      }
    }
    return found(findings);
  },
};
