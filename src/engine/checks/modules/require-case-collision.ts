import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { RequireDirective } from '../../parse/goMod';
import { goModCheck } from '../../modfile/goModCheck';

export const requireCaseCollision: ModuleCheck = {
  id: 'require-case-collision',
  family: 'modules',
  scope: 'module',
  title: 'No two required modules differ in upper and lower case alone',
  why: 'go takes them for two modules; a build that needs both stops with "case-insensitive import collision", and so does go mod vendor. One of the two is a misspelling.',
  fix: 'Write the path as the module itself writes it in its go.mod, in go.mod and in the imports.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    collision: '{path} and {other} differ in case alone; a build that imports both stops',
    other: 'the other spelling',
  },
  run: goModCheck(({ path: file, file: goMod }) => {
    const first = new Map<string, RequireDirective>();
    const findings: FindingDraft[] = [];
    for (const require of goMod.require) {
      const { path, line } = require;
      const folded = path.value.toLowerCase();
      const other = first.get(folded);
      if (other === undefined) first.set(folded, require);
      else if (other.path.value !== path.value)
        findings.push({
          message: say('collision', { path: path.value, other: other.path.value }),
          location: { file, range: line.range },
          related: [{ file, range: other.line.range, message: say('other') }],
          key: path.value,
          about: [path.value, other.path.value],
        });
    }
    return findings;
  }),
};
