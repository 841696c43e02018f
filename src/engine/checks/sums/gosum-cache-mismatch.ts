import { allKnown, whenKnown, type Awaitable } from '../../../base/awaitable';
import type { Facts } from '../../facts/factStore';
import { extractedModule, moduleKey } from '../../facts/cache/moduleCache';
import { useOfSum } from '../../facts/sums/sumUse';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { isKnownHash, isPossibleH1, type GoSumEntry } from '../../parse/goSum';
import { readableSums } from './readableSums';
import { downloadedHash, hashLocation, moduleOf, sumName } from './sumEntries';
import { goSumPath } from './sumFixes';

/** What go.sum recorded against what was downloaded. No process, no network: the module cache keeps the hash of each module. */
export const gosumCacheMismatch: ModuleCheck = {
  id: 'gosum-cache-mismatch',
  family: 'sums',
  scope: 'module',
  title: 'Downloaded modules are what go.sum recorded',
  why: 'Somebody changed a published version, or the download, or go.sum. go calls it a SECURITY ERROR and stops; go mod verify does not see it.',
  fix: 'Find out which of the two is true before anything uses the module.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    mismatch:
      'Security: the downloaded {module} is not what go.sum recorded; go stops with "checksum mismatch" where it uses it',
    unused: 'The downloaded {module} is not what go.sum recorded; nothing here uses it now',
    downloaded: 'the downloaded one has {hash}',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const lines = [...sums.file.table.values()].flatMap(comparable);
    const judged = await allKnown(lines.map((entry) => compare(entry, facts)));
    const byModule = new Map<string, Mismatch[]>();
    for (const mismatch of judged) {
      if (mismatch === undefined) continue;
      const { path } = mismatch.entry;
      byModule.set(path, [...(byModule.get(path) ?? []), mismatch]);
    }
    const groups = [...byModule.values()];
    return found(await Promise.all(groups.map((group) => describe(group, sums.path, module, facts))));
  },
};

interface Mismatch {
  readonly entry: GoSumEntry;
  readonly downloaded: string;
}

/** The one hash that go knows of a key. Lines with two, or with an impossible one, have checks of their own. */
function comparable(entries: readonly GoSumEntry[]): readonly GoSumEntry[] {
  const known = entries.filter(({ hash }) => isKnownHash(hash));
  const [first, ...more] = known;
  if (first === undefined || more.some(({ hash }) => hash !== first.hash) || !isPossibleH1(first.hash)) return [];
  return [first];
}

/** Thousands of lines, nearly all of them right. */
function compare(entry: GoSumEntry, facts: Facts): Awaitable<Mismatch | undefined> {
  return whenKnown(downloadedHash(entry, facts), (downloaded) =>
    downloaded.kind !== 'hash' || downloaded.hash === entry.hash
      ? undefined
      : unlessPartial({ entry, downloaded: downloaded.hash }, facts),
  );
}

async function unlessPartial(mismatch: Mismatch, facts: Facts): Promise<Mismatch | undefined> {
  const { path, version, goMod } = moduleOf(mismatch.entry);
  const extracted = goMod ? undefined : await facts.get(extractedModule, moduleKey(path, version));
  // Somebody is downloading it right now, or was interrupted.
  return extracted?.kind === 'partial' ? undefined : mismatch;
}

/** @param group mismatches of one module path, at least one */
async function describe(group: readonly Mismatch[], file: string, module: Module, facts: Facts): Promise<FindingDraft> {
  const uses = await Promise.all(group.map(({ entry }) => useOfSum(module.dir, entry, facts)));
  const used = uses.findIndex((use) => use !== 'unused');
  const chosen = group[Math.max(used, 0)];
  if (chosen === undefined) throw new Error('a group without a mismatch');
  return {
    message: say(used === -1 ? 'unused' : 'mismatch', { module: sumName(chosen.entry) }),
    severity: used === -1 ? 'warning' : 'error',
    location: hashLocation(file, chosen.entry),
    related: [chosen, ...group.filter((other) => other !== chosen)].map(({ entry, downloaded }) => ({
      ...hashLocation(file, entry),
      message: say('downloaded', { hash: downloaded }),
    })),
    key: chosen.entry.path,
    about: [chosen.entry.path],
  };
}
