import { effectiveReplaces } from '../../facts/vendor/vendorReplacements';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { replaceFrame, vendoredReplace } from './replaceLines';
import { replaceName, targetName } from './replaceNames';
import { eachVendorFolder, inconsistent, isBefore114, withConsequence, type ReadVendorFolder } from './vendorCheck';

/** A replace that modules.txt does not know. Even one that replaces nothing vendored must be there. */
export const vendorReplaceMissing: RootCheck = {
  id: 'vendor-replace-missing',
  family: 'vendor',
  scope: 'root',
  title: 'vendor/modules.txt has every replace of go.mod',
  why: 'A replace can change every version of the build list, so go refuses a vendor folder that was made without it.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: withConsequence({
    missing: '{module} is replaced by {target}, which vendor/modules.txt does not know',
  }),
  run: (_, facts) => eachVendorFolder(facts, judge),
};

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  return effectiveReplaces(folder).flatMap((replace) => {
    if (vendoredReplace(folder, replace)?.replacement !== undefined) return [];
    if (isBefore114(folder) && !isOfVendoredVersion(folder, replace.directive)) return [];
    const args = { module: replaceName(replace.directive), target: targetName(replace.target) };
    return [{ ...inconsistent(folder, 'missing', args), ...replaceFrame(folder, replace) }];
  });
}

/** Before go 1.14 modules.txt left out every other replace. */
function isOfVendoredVersion({ modulesTxt }: ReadVendorFolder, { oldPath, oldVersion }: ReplaceDirective): boolean {
  const isVendored = ({ path, version }: { readonly path: string; readonly version: string }): boolean =>
    path === oldPath.value && version === oldVersion?.canonical;
  return modulesTxt.modules.some(isVendored);
}
