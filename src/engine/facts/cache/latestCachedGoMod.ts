import { parseGoMod } from '../../parse/goMod';
import { compareSemver, parseSemver } from '../../parse/semver';
import { moduleCacheFolder } from '../environment/goFolders';
import type { Fact } from '../factStore';
import { cachedFilePath, isCacheable } from './cacheLayout';
import { cachedGoMod, moduleKey } from './moduleCache';

/**
 * What the newest version of a module in the module cache says of the module: go asks a module's latest version which versions
 * are retracted, and whether the module is deprecated. A newer one may say more, and only the network knows it.
 */
export interface LatestWord {
  readonly version: string;
  /** '' where it is not deprecated */
  readonly deprecated: string;
  readonly retracts: readonly { readonly low: string; readonly high: string; readonly rationale: string }[];
}

/** undefined where the cache has no version of it. Key: the module path. */
export const latestCachedGoMod: Fact<LatestWord | undefined> = {
  name: 'latestCachedGoMod',
  compute: async (path, facts) => {
    const cache = await facts.get(moduleCacheFolder);
    if (cache === undefined || !isCacheable(path, 'v0.0.0')) return undefined;
    const sample = cachedFilePath(cache, path, 'v0.0.0', 'mod');
    const entries = await facts.readDirectory(sample.slice(0, sample.lastIndexOf('/')));
    const names = (entries ?? []).flatMap(({ name }) => (name.endsWith('.mod') ? [name.slice(0, -'.mod'.length)] : []));
    const versions = names.map((name) => name.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    const latest = latestOf(versions.filter((version) => parseSemver(version) !== undefined));
    const text = latest === undefined ? undefined : await facts.get(cachedGoMod, moduleKey(path, latest));
    if (latest === undefined || text === undefined) return undefined;
    const { module, retract } = parseGoMod(text, { lax: true });
    return {
      version: latest,
      deprecated: module?.deprecated ?? '',
      retracts: retract.map(({ low, high, rationale }) => ({ low: low.value, high: high.value, rationale })),
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** As the query "latest": the highest release, without any the highest pre-release. */
function latestOf(versions: readonly string[]): string | undefined {
  const sorted = versions.toSorted(compareSemver);
  return sorted.findLast((version) => parseSemver(version)?.prerelease === '') ?? sorted.at(-1);
}
