import { cachedZip } from '../../facts/cache/cachedZip';
import { extractedModule, moduleKey } from '../../facts/cache/moduleCache';
import { isHere, ownUse } from '../../facts/sums/sumUse';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { cachedModules } from './cachedModules';

/** An archive in the module cache that go cannot extract, and that it does not download again by itself. */
export const modcacheZipBroken: ModuleCheck = {
  id: 'modcache-zip-broken',
  family: 'cache',
  scope: 'module',
  title: 'The archives of modules that are still to be extracted are whole',
  why: 'go takes the archive for downloaded and does not fetch it again: every build stops with "not a valid zip file", online too.',
  fix: 'Delete the archive; the next go command downloads it again.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: 'the archive of {module} in the module cache is cut off; go build stops with "not a valid zip file"',
    other:
      'the archive of {module} in the module cache is cut off; what needs the module stops with "not a valid zip file"',
    zip: 'this file: delete it, and go downloads it again',
  },
  run: async (module, facts) => {
    const cached = await cachedModules(module, facts);
    if (cached.kind === 'none') return cached.result;
    const findings: FindingDraft[] = [];
    for (const { path, version, location, listed } of cached.modules) {
      const key = moduleKey(path, version);
      // Once the files are extracted, nobody opens the archive but go mod verify.
      if ((await facts.get(extractedModule, key)).kind === 'present') continue;
      const zip = await facts.get(cachedZip, key);
      if (zip.kind !== 'broken') continue;
      // Asked of what is broken alone: most edits change who imports what, and nothing here.
      const use = (await facts.get(ownUse, module.dir)).get(listed.path);
      const stops = use?.provides === true && isHere(use.use);
      findings.push({
        message: say(stops ? 'build' : 'other', { module: `${path} ${version}` }),
        severity: stops ? 'error' : 'warning',
        location,
        related: [{ file: zip.path, range: startOfFile, message: say('zip') }],
        key,
        about: [listed.path],
      });
    }
    return found(findings);
  },
};
