/** Where the module cache keeps what (`cmd/go/internal/modfetch/cache.go`). Pure path arithmetic. */

/** The files that the cache keeps of one module version. */
export type CachedFile = 'info' | 'mod' | 'zip' | 'ziphash' | 'partial';

/** module.EscapePath and module.EscapeVersion: file systems that ignore case must still tell `!a` from `A`. */
export function escapeModulePath(path: string): string {
  return !/[A-Z]/.test(path) ? path : path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** @param cache GOMODCACHE */
export function cachedFilePath(cache: string, path: string, version: string, file: CachedFile): string {
  return `${cache}/cache/download/${escapeModulePath(path)}/@v/${escapeModulePath(version)}.${file}`;
}

/** The folder of the extracted files. */
export function extractedFolder(cache: string, path: string, version: string): string {
  return `${cache}/${escapeModulePath(path)}@${escapeModulePath(version)}`;
}

/** Whether the cache could hold a file for these: anything else must not become a part of a path. */
export function isCacheable(path: string, version: string): boolean {
  return isSafe(path) && isSafe(version) && !version.includes('/');
}

/** Characters of module paths and versions (module.CheckPath is stricter), and no element that climbs. */
function isSafe(part: string): boolean {
  return /^[A-Za-z0-9\-._~+/]+$/.test(part) && !/(?:^|\/)\.*(?:\/|$)/.test(part);
}
