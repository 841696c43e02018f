import { modulePackages } from '../../facts/modules/moduleImports';
import { requiredModules, type RequiredModule } from '../../facts/sums/requiredModules';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { effectiveBuildMode } from '../../modfile/importFindings';
import { goModCheck } from '../../modfile/goModCheck';

export const gomodTwoPathsOneModule: ModuleCheck = {
  id: 'gomod-two-paths-one-module',
  family: 'modules',
  scope: 'module',
  title: 'No module is used under two paths',
  why: 'Two required paths that lead to one module or folder would give every type of it twice. go stops as soon as it loads packages.',
  fix: 'Keep one of the paths, in go.mod and in the imports.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    two: '{source} is used for two module paths, {module} and {other}; go build stops with the same words',
    vendored: '{source} is used for two module paths, {module} and {other}; go mod tidy stops at it',
    other: 'the other path',
  },
  run: goModCheck(async (goMod, module, facts) => {
    const first = new Map<string, RequiredModule>();
    const findings: FindingDraft[] = [];
    const packages = await facts.get(modulePackages, module.dir);
    const { mode } = await effectiveBuildMode(module, facts);
    const stops = packages.size > 0 && mode !== 'vendor';
    for (const required of requiredModules(goMod.file)) {
      const { source, path, require } = required;
      const key = source.kind === 'folder' ? source.path : `${source.path}@${source.version}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, required);
      else
        findings.push({
          message: say(stops ? 'two' : 'vendored', { source: key, module: path, other: other.path }),
          severity: stops ? 'error' : 'warning',
          location: { file: goMod.path, range: require.line.range },
          related: [{ file: goMod.path, range: other.require.line.range, message: say('other') }],
          key: path,
          about: [path, other.path],
        });
    }
    return findings;
  }),
};
