import { stopsAtWrong } from '../../facts/sums/sumUse';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found } from '../../model/outcome';
import { isPossibleH1, type GoSumEntry } from '../../parse/goSum';
import { readableSums } from './readableSums';
import { downloadedHash, hashLocation, sumName } from './sumEntries';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines, goSumPath } from './sumFixes';

/** Two different hashes of one thing: at most one is true. go tries them in file order and stops at the first that differs. */
export const gosumConflictingHash: ModuleCheck = {
  id: 'gosum-conflicting-hash',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has one hash for each module version and go.mod',
  why: 'At most one of them is true. go compares with the first; whenever it rewrites the file it sorts them, so a wrong one can come to stand first.',
  fix: 'Find out which one is true, and delete the other line.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    undecided: 'go.sum has different hashes of {name}; at most one is true, and go stops where a wrong one comes first',
    wrongFirst:
      'go.sum has different hashes of {name}; this one comes first but is not that of the downloaded module, so go stops',
    wrongLater: 'go.sum has different hashes of {name}; this one is not that of the downloaded module',
    neither: 'go.sum has different hashes of {name}, and none is that of the downloaded module, so go stops',
    other: 'the other hash',
    delete: 'Delete this line; keep the one that the downloaded module has',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const findings: FindingDraft[] = [];
    for (const entries of sums.file.table.values()) {
      // An impossible hash is gosum-bad-hash's.
      const known = entries.filter((entry) => isPossibleH1(entry.hash));
      if (new Set(known.map((entry) => entry.hash)).size < 2) continue;
      findings.push(await judge(known, module, sums.path, facts));
    }
    return found(findings);
  },
};

/** @param entries of one key, at least two of them different */
async function judge(
  entries: readonly GoSumEntry[],
  module: Module,
  file: string,
  facts: Facts,
): Promise<FindingDraft> {
  const downloaded = await downloadedHash(first(entries), facts);
  const wrong = downloaded.kind === 'hash' ? entries.filter((entry) => entry.hash !== downloaded.hash) : [];
  const verdict = verdictOf(entries, wrong);
  const accused =
    verdict === 'wrongLater' || verdict === 'wrongFirst' ? first(wrong) : first(entries.slice(1), entries);
  const isFirst = verdict === 'neither' || verdict === 'wrongFirst';
  const stops = isFirst && (await stopsAtWrong(module.dir, accused, facts));
  const other = entries.find((entry) => entry.hash !== accused.hash) ?? accused;
  return {
    message: messageOf(verdict, sumName(accused)),
    severity: stops ? 'error' : 'warning',
    location: hashLocation(file, accused),
    related: [{ ...hashLocation(file, other), message: say('other') }],
    key: sumName(accused),
    about: [accused.path],
    fixes:
      verdict === 'wrongFirst' || verdict === 'wrongLater'
        ? [editFix(say('delete'), false, ...wrong.map((entry) => deleteLines(file, entry.line)))]
        : [],
  };
}

type Verdict = 'undecided' | 'wrongFirst' | 'wrongLater' | 'neither';

function verdictOf(entries: readonly GoSumEntry[], wrong: readonly GoSumEntry[]): Verdict {
  if (wrong.length === 0) return 'undecided';
  if (wrong.length === entries.length) return 'neither';
  return wrong.includes(first(entries)) ? 'wrongFirst' : 'wrongLater';
}

function messageOf(verdict: Verdict, name: string): Message {
  return say(verdict, { name });
}

function first(entries: readonly GoSumEntry[], otherwise: readonly GoSumEntry[] = []): GoSumEntry {
  const [entry = otherwise[0]] = entries;
  if (entry === undefined) throw new Error('a key of go.sum without a line');
  return entry;
}
