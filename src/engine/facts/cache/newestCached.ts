import { parseGoMod } from '../../parse/goMod';
import type { RetractDirective } from '../../parse/goModRetract';
import { compareSemver, isSemver, parseSemver } from '../../parse/semver';
import { moduleCacheFolder } from '../environment/goFolders';
import type { Fact } from '../factStore';
import { cachedFilePath, isCacheable } from './cacheLayout';
import { cachedGoMod, moduleKey } from './moduleCache';

/** What the authors of a module say of its versions, in the newest go.mod of it that the module cache has. */
export interface NewestCached {
  readonly version: string;
  readonly retract: readonly RetractDirective[];
  /** '' where it is not deprecated */
  readonly deprecated: string;
}

/**
 * Of a module path. go asks the newest version for retractions and deprecation (`modload.CheckRetractions`); what the cache
 * knows may be older, so that nothing here does not mean that there is nothing. Key: the module path.
 */
export const newestCached: Fact<NewestCached | undefined> = {
  name: 'newestCached',
  compute: async (path, facts) => {
    const cache = await facts.get(moduleCacheFolder);
    if (cache === undefined || !isCacheable(path, 'v0.0.0')) return undefined;
    const folder = cachedFilePath(cache, path, '', 'mod').slice(0, -'/.mod'.length);
    const versions = ((await facts.readDirectory(folder)) ?? []).flatMap(({ name }) => versionOf(name));
    const version = newestOf(versions);
    const text = version && (await facts.get(cachedGoMod, moduleKey(path, version)));
    if (version === undefined || text === undefined) return undefined;
    // Few have a word to say, and to parse a hundred files for nothing takes its time.
    if (!/retract|Deprecated:/.test(text)) return { version, retract: [], deprecated: '' };
    const { module, retract } = parseGoMod(text, { lax: true });
    return { version, retract, deprecated: module?.deprecated ?? '' };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The retraction that a version falls under. */
export function retractionOf(newest: NewestCached | undefined, version: string): RetractDirective | undefined {
  return newest?.retract.find(
    ({ low, high }) => compareSemver(low.value, version) <= 0 && compareSemver(version, high.value) <= 0,
  );
}

/** module.UnescapeVersion of the name of a `.mod`. */
function versionOf(file: string): readonly string[] {
  if (!file.endsWith('.mod')) return [];
  const version = file.slice(0, -'.mod'.length).replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return isSemver(version) ? [version] : [];
}

/** A release counts before every pre-release, as in `@latest`; one of before modules (`+incompatible`) after both. */
function newestOf(versions: readonly string[]): string | undefined {
  const rank = (version: string): number =>
    version.endsWith('+incompatible') ? 0 : parseSemver(version)?.prerelease === '' ? 2 : 1;
  return versions.toSorted((a, b) => rank(b) - rank(a) || compareSemver(b, a))[0];
}
