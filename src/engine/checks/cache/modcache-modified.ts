import { cachedZipHash, extractedModule, moduleKey } from '../../facts/cache/moduleCache';
import type { Facts } from '../../facts/factStore';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { cachedModules, type CachedModule } from './cachedModules';

/** Files of the module cache that somebody edited, added or deleted. A build does not notice. */
export const modcacheModified: ModuleCheck = {
  id: 'modcache-modified',
  family: 'cache',
  scope: 'module',
  title: 'The extracted files of downloaded modules are what was downloaded',
  why: 'Builds here use the changed files, builds elsewhere do not: a bug that nobody else sees, or a patch that is lost with the cache.',
  fix: 'Delete the folder of the module version and run go mod download.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'build',
  since: '0.1.0',
  messages: {
    modified:
      'The files of {module} in the module cache are not what was downloaded; builds here use them all the same',
    folder: 'the changed folder: delete it, and download the module again',
    unreadable: 'cannot be read in the module cache: {modules}',
  },
  run: async (module, facts) => {
    const cached = await cachedModules(module, facts);
    if (cached.kind === 'none') return cached.result;
    const unreadable: string[] = [];
    const judged = await Promise.all(cached.modules.map((one) => judge(one, unreadable, facts)));
    const findings = judged.filter((finding) => finding !== undefined);
    if (unreadable.length === 0) return found(findings);
    const modules = unreadable.slice(0, 5).join(', ');
    return found(findings, { reason: say('unreadable', { modules }), needs: 'readable-files', missing: unreadable });
  },
};

async function judge(
  { path, version, location, listed }: CachedModule,
  unreadable: string[],
  facts: Facts,
): Promise<FindingDraft | undefined> {
  const key = moduleKey(path, version);
  const extracted = await facts.get(extractedModule, key);
  const downloaded = await facts.get(cachedZipHash, key);
  if (extracted.kind !== 'present' || downloaded.kind !== 'hash') return undefined;
  const hash = await facts.hashFolder(extracted.dir, key);
  if (hash.kind === 'unreadable') unreadable.push(key);
  if (hash.kind === 'unreadable' || hash.hash === downloaded.hash) return undefined;
  return {
    message: say('modified', { module: `${path} ${version}` }),
    location,
    related: [{ file: extracted.dir, range: startOfFile, message: say('folder') }],
    key,
    about: [listed.path],
  };
}
