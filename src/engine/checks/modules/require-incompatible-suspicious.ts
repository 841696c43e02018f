import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { goModCheck } from '../../modfile/goModCheck';
import { editFix, replaceText } from '../../modfile/goModFixes';

export const requireIncompatibleSuspicious: ModuleCheck = {
  id: 'require-incompatible-suspicious',
  family: 'modules',
  scope: 'module',
  title: '+incompatible stands only where a major version has no path of its own',
  why: 'The suffix is for v2 and higher of a module without a go.mod. Of v0 and v1 there is no such version: go finds none and stops as soon as it needs the module.',
  fix: 'Take the suffix away.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    suspicious: 'there is no version {version} of {module}: +incompatible is for v2 and higher',
    'fix.write': 'Write {version}',
  },
  run: goModCheck(({ path: file, file: goMod }) =>
    goMod.require
      .filter(({ version }) => /^v[01]\..*\+incompatible$/.test(version.value))
      .map(({ path, version }): FindingDraft => {
        const plain = version.value.slice(0, -'+incompatible'.length);
        const title = say('require-incompatible-suspicious.fix.write', { version: plain });
        return {
          message: say('suspicious', { version: version.value, module: path.value }),
          location: { file, range: version.range },
          fixes: [editFix(title, false, replaceText(file, version.range, plain))],
          key: path.value,
          about: [path.value],
        };
      }),
  ),
};
