import { whenKnown, type Awaitable } from '../../../base/awaitable';
import { moduleCacheFolder } from '../environment/goFolders';
import type { Fact, Facts } from '../factStore';
import { cachedFilePath, extractedFolder, isCacheable, type CachedFile } from './cacheLayout';
import { goModHash } from '../../tree/dirhash';

/** What the module cache knows of one module version. Keys: `path@version`, as `moduleKey` makes them. */

export function moduleKey(path: string, version: string): string {
  return `${path}@${version}`;
}

export type CachedHash =
  | { readonly kind: 'hash'; readonly hash: string }
  /** not downloaded, or no folder of the cache is known */
  | { readonly kind: 'absent' }
  /** there, but not readable as a hash; go makes it again from the zip */
  | { readonly kind: 'unusable' };

/** Text of the `.ziphash`, which go compares with go.sum whenever it uses the module. */
export const cachedZipHash: Fact<CachedHash> = {
  name: 'cachedZipHash',
  compute: (key, facts) => whenKnown(cachedText(key, 'ziphash', facts), readZipHash),
  equals: sameHash,
};

/** Hash of the cached `.mod`, which go compares with the `/go.mod` line of go.sum. */
export const cachedGoModHash: Fact<CachedHash> = {
  name: 'cachedGoModHash',
  compute: (key, facts) =>
    whenKnown(cachedFile(key, 'mod', facts), (file): Awaitable<CachedHash> => {
      if (file === undefined) return { kind: 'absent' };
      return whenKnown(facts.sha256(file), (digest) =>
        digest === undefined ? { kind: 'absent' } : { kind: 'hash', hash: goModHash(digest, facts.hasher) },
      );
    }),
  equals: sameHash,
};

/** The cached `.mod`; undefined where it is not there. */
export const cachedGoMod: Fact<string | undefined> = {
  name: 'cachedGoMod',
  compute: (key, facts) => cachedText(key, 'mod', facts),
};

/** The extracted files of a module. Complete as `modfetch.DownloadDir` defines it: folder and `.ziphash`, and no `.partial`. */
export type ExtractedModule =
  | { readonly kind: 'present'; readonly dir: string }
  | { readonly kind: 'partial'; readonly dir: string }
  | { readonly kind: 'absent' };

export const extractedModule: Fact<ExtractedModule> = {
  name: 'extractedModule',
  compute: async (key, facts) => {
    const cache = await facts.get(moduleCacheFolder);
    const { path, version } = splitModuleKey(key);
    if (cache === undefined || !isCacheable(path, version)) return { kind: 'absent' };
    const dir = extractedFolder(cache, path, version);
    if ((await facts.stat(dir))?.kind !== 'directory') return { kind: 'absent' };
    const partial = await facts.stat(cachedFilePath(cache, path, version, 'partial'));
    const zipHash = await facts.stat(cachedFilePath(cache, path, version, 'ziphash'));
    return partial || !zipHash ? { kind: 'partial', dir } : { kind: 'present', dir };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

function readZipHash(text: string | undefined): CachedHash {
  if (text === undefined) return { kind: 'absent' };
  const hash = text.trim();
  return /^h1:[\x21-\x7e]{44}$/.test(hash) ? { kind: 'hash', hash } : { kind: 'unusable' };
}

// A go.sum asks for thousands of these: nothing here waits for what is known.

function cachedText(key: string, file: CachedFile, facts: Facts): Awaitable<string | undefined> {
  return whenKnown(cachedFile(key, file, facts), (path) => (path === undefined ? undefined : facts.readText(path)));
}

/** Path of a file of the cache; undefined where there can be none. */
function cachedFile(key: string, file: CachedFile, facts: Facts): Awaitable<string | undefined> {
  return whenKnown(facts.get(moduleCacheFolder), (cache) => {
    const { path, version } = splitModuleKey(key);
    if (cache === undefined || !isCacheable(path, version)) return undefined;
    return cachedFilePath(cache, path, version, file);
  });
}

/** What `moduleKey` put together. */
export function splitModuleKey(key: string): { path: string; version: string } {
  const at = key.lastIndexOf('@');
  return { path: key.slice(0, at), version: key.slice(at + 1) };
}

function sameHash(a: CachedHash, b: CachedHash): boolean {
  return a.kind === b.kind && (a.kind !== 'hash' || b.kind !== 'hash' || a.hash === b.hash);
}
