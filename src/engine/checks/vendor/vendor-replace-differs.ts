import { effectiveReplaces } from '../../facts/vendor/vendorReplacements';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { replaceFrame, vendoredReplace } from './replaceLines';
import { replaceName, targetName } from './replaceNames';
import {
  eachVendorFolder,
  inconsistent,
  moduleLineLocation,
  withConsequence,
  type ReadVendorFolder,
} from './vendorCheck';

/** A replace that modules.txt knows with another target. */
export const vendorReplaceDiffers: RootCheck = {
  id: 'vendor-replace-differs',
  family: 'vendor',
  scope: 'root',
  title: 'vendor/modules.txt replaces modules with what go.mod replaces them with',
  why: 'The vendored packages come from another place than go.mod says, so go refuses all of them.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ...withConsequence({
      differs: '{module} is replaced by {target}, but vendor/modules.txt says by {vendored}',
    }),
    line: 'vendor/modules.txt says so here',
  },
  run: (_, facts) => eachVendorFolder(facts, judge),
};

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  return effectiveReplaces(folder).flatMap((replace) => {
    const known = vendoredReplace(folder, replace);
    const { target } = replace;
    const there = known?.replacement;
    if (known === undefined || there === undefined || (there.path === target.path && there.version === target.version))
      return [];
    const args = { module: replaceName(replace.directive), target: targetName(target), vendored: targetName(there) };
    const related = [{ ...moduleLineLocation(folder, known.line), message: say('line') }];
    return [{ ...inconsistent(folder, 'differs', args), ...replaceFrame(folder, replace), related }];
  });
}
