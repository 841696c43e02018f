import type { Facts } from '../../facts/factStore';
import { extractedModule, moduleKey } from '../../facts/cache/moduleCache';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { isKnownHash, isPossibleH1 } from '../../parse/goSum';
import { downloadedHash, hashLocation, moduleOf, sumName } from './sumEntries';
import { eachWorkspaceSums, type WorkspaceSums } from './workspaceSums';

/** What go.work.sum recorded against what was downloaded. */
export const goworkSumCacheMismatch: RootCheck = {
  id: 'gowork-sum-cache-mismatch',
  family: 'sums',
  scope: 'root',
  title: 'Downloaded modules are what go.work.sum recorded',
  why: 'Somebody changed a published version, or the download, or go.work.sum. go calls it a SECURITY ERROR where the workspace uses it.',
  fix: 'Find out which of the two is true before anything uses the module.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    mismatch:
      'Security: the downloaded {module} is not what go.work.sum recorded; go stops where the workspace uses it',
    downloaded: 'the downloaded one has {hash}',
  },
  run: (_, facts) => eachWorkspaceSums(facts, (sums) => judge(sums, facts)),
};

async function judge({ path, file }: WorkspaceSums, facts: Facts): Promise<readonly FindingDraft[]> {
  const findings: FindingDraft[] = [];
  for (const entries of file.table.values()) {
    const [entry, ...more] = entries.filter(({ hash }) => isKnownHash(hash));
    // Two hashes, and impossible ones, are other findings.
    if (entry === undefined || !isPossibleH1(entry.hash) || more.some(({ hash }) => hash !== entry.hash)) continue;
    const downloaded = await downloadedHash(entry, facts);
    if (downloaded.kind !== 'hash' || downloaded.hash === entry.hash) continue;
    const { path: module, version, goMod } = moduleOf(entry);
    const extracted = goMod ? undefined : await facts.get(extractedModule, moduleKey(module, version));
    // Somebody is downloading it right now, or was interrupted.
    if (extracted?.kind === 'partial') continue;
    findings.push({
      message: say('mismatch', { module: sumName(entry) }),
      location: hashLocation(path, entry),
      related: [{ ...hashLocation(path, entry), message: say('downloaded', { hash: downloaded.hash }) }],
      key: sumName(entry),
      about: [entry.path],
    });
  }
  return findings;
}
