import { replacementIn } from '../../facts/vendor/vendorReplacements';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import {
  eachVendorFolder,
  inconsistent,
  moduleLineLocation,
  vendorFix,
  withConsequence,
  type ReadVendorFolder,
} from './vendorCheck';
import { targetName } from './replaceNames';

/** A replace of modules.txt that is no more. */
export const vendorReplaceExtra: RootCheck = {
  id: 'vendor-replace-extra',
  family: 'vendor',
  scope: 'root',
  title: 'What vendor/modules.txt replaces is replaced by go.mod',
  why: 'The vendored packages come from a replacement that go.mod does not have any more, so go refuses all of them.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: withConsequence({
    extra: 'vendor/modules.txt replaces {module} by {vendored}, but go.mod does not replace it',
  }),
  run: (_, facts) => eachVendorFolder(facts, judge),
};

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  const seen = new Set<string>();
  return folder.list.replaced.flatMap((line) => {
    const { path, version, replacement } = line;
    // A replace of every version has two lines.
    if (replacement === undefined || seen.has(path) || replacementIn(folder, path, version)) return [];
    seen.add(path);
    const args = { module: targetName({ path, version }), vendored: targetName(replacement) };
    return [
      {
        ...inconsistent(folder, 'extra', args),
        location: moduleLineLocation(folder, line),
        key: path,
        about: [path],
        fixes: [vendorFix(folder)],
      },
    ];
  });
}
