import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { RequireDirective } from '../../parse/goMod';
import { splitPathVersion } from '../../parse/modulePath';
import { goModCheck } from '../../modfile/goModCheck';

export const requireTwoMajors: ModuleCheck = {
  id: 'require-two-majors',
  family: 'modules',
  scope: 'module',
  title: 'No module is used in two major versions',
  why: 'Two major versions are two modules with types of their own: legal, and usually a migration that stopped half-way.',
  fix: 'Move the remaining imports to one of them, unless both are meant.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    two: '{path} and {other} are two major versions of one module, and both are required directly',
    other: 'the other major version',
  },
  run: goModCheck(({ path: file, file: goMod }) => {
    const first = new Map<string, RequireDirective>();
    const findings: FindingDraft[] = [];
    for (const require of goMod.require) {
      const { path, indirect, line } = require;
      const prefix = splitPathVersion(path.value)?.prefix;
      if (indirect || prefix === undefined) continue;
      const other = first.get(prefix);
      if (other === undefined) first.set(prefix, require);
      else if (other.path.value !== path.value)
        findings.push({
          message: say('two', { path: path.value, other: other.path.value }),
          location: { file, range: line.range },
          related: [{ file, range: other.line.range, message: say('other') }],
          key: path.value,
          about: [path.value],
        });
    }
    return findings;
  }),
};
