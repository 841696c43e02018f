import { cachedZip } from '../../facts/cache/cachedZip';
import { extractedModule, moduleKey } from '../../facts/cache/moduleCache';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { CommandFix } from '../../model/fix';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { cachedModules } from './cachedModules';

/** Modules whose download was interrupted: a folder that go itself does not trust. */
export const modcachePartial: ModuleCheck = {
  id: 'modcache-partial',
  family: 'cache',
  scope: 'module',
  title: 'Downloaded modules are complete',
  why: 'go does not use a folder whose download was interrupted: it fetches the module again, and offline it stops.',
  fix: 'Run go mod download for the module.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    partial: 'The download of {module} was interrupted or is going on; go fetches it again, and offline it stops',
    folder: 'the incomplete folder',
  },
  run: async (module, facts) => {
    const cached = await cachedModules(module, facts);
    if (cached.kind === 'none') return cached.result;
    const findings: FindingDraft[] = [];
    for (const { path, version, location, listed } of cached.modules) {
      const extracted = await facts.get(extractedModule, moduleKey(path, version));
      // Out of an archive go extracts the files anew, without the network; one that is cut off is another finding.
      if (extracted.kind !== 'partial' || (await facts.get(cachedZip, moduleKey(path, version))).kind !== 'absent')
        continue;
      findings.push({
        message: say('partial', { module: `${path} ${version}` }),
        location,
        related: [{ file: extracted.dir, range: startOfFile, message: say('folder') }],
        key: moduleKey(path, version),
        about: [listed.path],
        fixes: [downloadFix(module.dir, [moduleKey(path, version)])],
      });
    }
    return found(findings);
  },
};

/** @param versions `path@version`, one at least */
export function downloadFix(dir: string, versions: readonly string[]): CommandFix {
  return {
    kind: 'command',
    title: say('shared.fix.download', { module: versions.join(' ') }),
    safe: false,
    args: ['mod', 'download', ...versions],
    cwd: dir,
    touches: [`${dir}/go.mod`, `${dir}/go.sum`],
    needsNetwork: true,
  };
}
