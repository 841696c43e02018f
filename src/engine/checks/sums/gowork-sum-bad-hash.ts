import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { emptyGoModHash, isKnownHash, isPossibleH1, type GoSumEntry } from '../../parse/goSum';
import { hashLocation, sumName } from './sumEntries';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines } from './sumFixes';
import { eachWorkspaceSums, type WorkspaceSums } from './workspaceSums';

/** Hashes of go.work.sum that no content has, and those of an algorithm that go does not know. */
export const goworkSumBadHash: RootCheck = {
  id: 'gowork-sum-bad-hash',
  family: 'sums',
  scope: 'root',
  title: 'Every hash of go.work.sum is a SHA-256 in base64 after h1:',
  why: 'A cut hash fits no content, so go stops with "checksum mismatch" where the workspace uses the module; others it passes over.',
  fix: 'Delete the line; go adds the hash again when the workspace needs it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    impossible:
      'The hash of {name} in go.work.sum fits no content; go stops with "checksum mismatch" where the workspace uses it',
    algorithm: 'go does not know the algorithm of this hash of {name} in go.work.sum, and passes over it',
    empty: 'This is the hash of an empty go.mod, which old versions of go wrote by mistake; go passes over it',
  },
  run: (_, facts) => eachWorkspaceSums(facts, judge),
};

function judge({ path, file }: WorkspaceSums): readonly FindingDraft[] {
  const { entries, conflicts } = file.parsed;
  return entries.flatMap((entry) => {
    const name = faultOf(entry);
    if (name === undefined || conflicts.some(({ start, end }) => start <= entry.line && entry.line <= end)) return [];
    return [
      {
        message: say(name, { name: sumName(entry) }),
        severity: name === 'impossible' ? 'warning' : 'hint',
        location: hashLocation(path, entry),
        key: `${sumName(entry)} ${entry.hash}`,
        about: [entry.path],
        fixes: [editFix(say('shared.fix.deleteLine'), name !== 'impossible', deleteLines(path, entry.line))],
      },
    ];
  });
}

function faultOf({ hash }: GoSumEntry): 'impossible' | 'algorithm' | 'empty' | undefined {
  if (hash === emptyGoModHash) return 'empty';
  if (!isKnownHash(hash)) return 'algorithm';
  return isPossibleH1(hash) ? undefined : 'impossible';
}
