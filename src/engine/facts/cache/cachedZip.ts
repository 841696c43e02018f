import { moduleCacheFolder } from '../environment/goFolders';
import type { Fact } from '../factStore';
import { cachedFilePath, isCacheable } from './cacheLayout';
import { splitModuleKey } from './moduleCache';

/** The archive that go extracts a module from. */
export type CachedZip =
  | { readonly kind: 'absent' }
  | { readonly kind: 'whole'; readonly path: string }
  /** it does not end as an archive does: cut off, or something else altogether */
  | { readonly kind: 'broken'; readonly path: string };

/** Reads the whole file: for modules whose extracted files are not there. Key: `path@version`. */
export const cachedZip: Fact<CachedZip> = {
  name: 'cachedZip',
  compute: async (key, facts) => {
    const cache = await facts.get(moduleCacheFolder);
    const { path, version } = splitModuleKey(key);
    if (cache === undefined || !isCacheable(path, version)) return { kind: 'absent' };
    const file = cachedFilePath(cache, path, version, 'zip');
    if ((await facts.stat(file))?.kind !== 'file') return { kind: 'absent' };
    const content = await facts.readFile(file);
    // What cannot be read here may be good all the same.
    const isWhole = content.kind !== 'file' || hasDirectory(content.bytes);
    return { kind: isWhole ? 'whole' : 'broken', path: file };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

const signature = [0x50, 0x4b, 0x05, 0x06];
/** the record itself, and the longest comment behind it */
const furthest = 22 + 0xffff;

/** Whether an archive has the record that every reader begins with, at its end. */
function hasDirectory(bytes: Uint8Array): boolean {
  const first = Math.max(0, bytes.length - furthest);
  for (let at = bytes.length - 22; at >= first; at--)
    if (signature.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}
