import { newestCached, retractionOf } from '../../facts/cache/newestCached';
import { requiredModules } from '../../facts/sums/requiredModules';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { goModCheck } from '../../modfile/goModCheck';
import { getFix } from '../../modfile/goModFixes';

export const requireRetracted: ModuleCheck = {
  id: 'require-retracted',
  family: 'modules',
  scope: 'module',
  title: 'No version is required that its authors retracted',
  why: 'The authors say that the version should not be used: it was published by mistake, or it has a serious fault. go builds with it all the same.',
  fix: 'Require another version.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    retracted: '{module} {version} is retracted by {latest}',
    reason: '{module} {version} is retracted by {latest}: {reason}',
    'fix.get': 'Run go get {query} (needs the network)',
  },
  run: goModCheck(async ({ path: file, file: goMod }, module, facts) => {
    const findings: FindingDraft[] = [];
    for (const { path, version, source, require } of requiredModules(goMod)) {
      // As go get: what others choose is not for this go.mod to change, and what is replaced is not built.
      if (require.indirect || source.kind === 'folder' || source.replaced) continue;
      const newest = await facts.get(newestCached, path);
      const hit = retractionOf(newest, version);
      if (newest === undefined || hit === undefined) continue;
      const reason = inOneLine(hit.rationale);
      const query = `${path}@latest`;
      findings.push({
        message: say(reason === '' ? 'retracted' : 'reason', { module: path, version, latest: newest.version, reason }),
        location: { file, range: require.version.range },
        fixes: [getFix(module.dir, say('require-retracted.fix.get', { query }), query)],
        key: path,
        about: [path],
      });
    }
    return findings;
  }),
};

export const requireDeprecated: ModuleCheck = {
  id: 'require-deprecated',
  family: 'modules',
  scope: 'module',
  title: 'No module is required directly that its authors deprecated',
  why: 'The module gets no more repairs; its go.mod says what to use instead.',
  fix: 'Move to what the comment names.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { deprecated: '{module} is deprecated: {reason}' },
  run: goModCheck(async ({ path: file, file: goMod }, _, facts) => {
    const findings: FindingDraft[] = [];
    for (const { path, source, require } of requiredModules(goMod)) {
      if (require.indirect || source.kind === 'folder' || source.replaced) continue;
      const newest = await facts.get(newestCached, path);
      if (newest === undefined || newest.deprecated === '') continue;
      findings.push({
        message: say('deprecated', { module: path, reason: inOneLine(newest.deprecated) }),
        location: { file, range: require.path.range },
        key: path,
        about: [path],
      });
    }
    return findings;
  }),
};

/** Of what authors write at length, what fits into a message. */
function inOneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 89).trimEnd()}…` : line;
}
