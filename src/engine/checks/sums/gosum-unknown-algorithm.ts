import { stopsWithout } from '../../facts/sums/sumUse';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { isKnownHash } from '../../parse/goSum';
import { readableSums } from './readableSums';
import { hashLocation, sumName } from './sumEntries';
import { tidyFix } from '../../modfile/goModFixes';
import { goSumPath } from './sumFixes';

/** Hashes that no released go understands. go keeps such lines, and behaves as if they were not there. */
export const gosumUnknownAlgorithm: ModuleCheck = {
  id: 'gosum-unknown-algorithm',
  family: 'sums',
  scope: 'module',
  title: 'Every hash of go.sum begins with h1:',
  why: 'h1: is the only algorithm that go knows. Where it is the only hash of a module that a build needs, go says "missing go.sum entry".',
  fix: 'Run go mod tidy, which adds the h1: hash.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    only: 'go.sum has no h1: hash of {name}, only {hash}, which go does not know: it counts as missing',
    beside: 'go does not know the algorithm of {hash}, the hash of {name}; it goes by the h1: hash beside it',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const findings: FindingDraft[] = [];
    for (const entries of sums.file.table.values()) {
      const only = !entries.some((entry) => isKnownHash(entry.hash));
      for (const [at, entry] of entries.entries()) {
        if (isKnownHash(entry.hash)) continue;
        const stops = only && at === 0 && (await stopsWithout(module.dir, entry, facts));
        findings.push({
          message: say(only ? 'only' : 'beside', { name: sumName(entry), hash: shorten(entry.hash) }),
          severity: stops ? 'error' : 'warning',
          location: hashLocation(sums.path, entry),
          key: `${sumName(entry)} ${entry.hash}`,
          about: [entry.path],
          fixes: only ? [tidyFix(module.dir)] : [],
        });
      }
    }
    return found(findings);
  },
};

function shorten(hash: string): string {
  return hash.length > 16 ? `${hash.slice(0, 12)}...` : hash;
}
