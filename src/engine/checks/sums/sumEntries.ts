import type { Awaitable } from '../../../base/awaitable';
import { cachedGoModHash, cachedZipHash, moduleKey, type CachedHash } from '../../facts/cache/moduleCache';
import type { Facts } from '../../facts/factStore';
import { lineRange, type Location } from '../../model/range';
import type { GoSumEntry } from '../../parse/goSum';

/** The words of go.sum itself: `rsc.io/quote v1.5.2/go.mod`. */
export function sumName(entry: Pick<GoSumEntry, 'path' | 'version'>): string {
  return `${entry.path} ${entry.version}`;
}

/** The whole line. */
export function entryLocation(file: string, entry: GoSumEntry): Location {
  return { file, range: lineRange(entry.line, entry.column, entry.hashColumn + entry.hash.length) };
}

export function hashLocation(file: string, entry: GoSumEntry): Location {
  return { file, range: lineRange(entry.line, entry.hashColumn, entry.hashColumn + entry.hash.length) };
}

const goModSuffix = '/go.mod';

/** The module version of an entry, without what says that its go.mod is meant. */
export function moduleOf(entry: Pick<GoSumEntry, 'path' | 'version'>): {
  path: string;
  version: string;
  goMod: boolean;
} {
  const goMod = entry.version.endsWith(goModSuffix);
  const version = goMod ? entry.version.slice(0, -goModSuffix.length) : entry.version;
  return { path: entry.path, version, goMod };
}

/** The hash of what was downloaded for an entry. */
export function downloadedHash(entry: Pick<GoSumEntry, 'path' | 'version'>, facts: Facts): Awaitable<CachedHash> {
  const { path, version, goMod } = moduleOf(entry);
  return facts.get(goMod ? cachedGoModHash : cachedZipHash, moduleKey(path, version));
}
