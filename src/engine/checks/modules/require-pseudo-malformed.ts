import { cachedGoMod, moduleKey } from '../../facts/cache/moduleCache';
import { requiredModules } from '../../facts/sums/requiredModules';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { pseudoVersionFault } from '../../parse/pseudoVersion';
import { goModCheck } from '../../modfile/goModCheck';
import { getFix } from '../../modfile/goModFixes';

export const requirePseudoMalformed: ModuleCheck = {
  id: 'require-pseudo-malformed',
  family: 'modules',
  scope: 'module',
  title: 'Every version that stands for a commit is one that go can resolve',
  why: 'go looks at the date and the commit of such a version when it downloads the module, and rejects what does not fit. On a machine that does not have the module yet the build stops there.',
  fix: 'Let go write the version: go get with the commit.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    time: '{version} cannot be downloaded: {word} is no date and time',
    base: '{version} cannot be downloaded: no version comes before {word}',
    revision: '{version} cannot be downloaded: {word} is no commit of 12 lower-case hexadecimal digits',
    'fix.get': 'Run go get {query} (needs the network)',
  },
  run: goModCheck(async ({ path: file, file: goMod }, module, facts) => {
    const findings: FindingDraft[] = [];
    for (const { path, version, source, require } of requiredModules(goMod)) {
      if (source.kind === 'folder' || source.replaced) continue;
      const fault = pseudoVersionFault(version);
      if (fault === undefined) continue;
      // What is in the module cache was accepted once.
      if ((await facts.get(cachedGoMod, moduleKey(path, version))) !== undefined) continue;
      const query = `${path}@${fault.revision}`;
      findings.push({
        message: say(fault.kind, { version, word: fault.word }),
        location: { file, range: require.version.range },
        fixes: [getFix(module.dir, say('require-pseudo-malformed.fix.get', { query }), query)],
        key: path,
        about: [path],
      });
    }
    return findings;
  }),
};
