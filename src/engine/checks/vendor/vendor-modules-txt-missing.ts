import { vendorFolders, type VendorFolder } from '../../facts/vendor/vendorFolders';
import { effectiveReplaces } from '../../facts/vendor/vendorReplacements';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Location } from '../../model/range';
import { inconsistent, isBefore114, vendorFix, withConsequence } from './vendorCheck';

/** A folder named vendor turns vendoring on, even an empty one; without modules.txt nothing in it counts. */
export const vendorModulesTxtMissing: RootCheck = {
  id: 'vendor-modules-txt-missing',
  family: 'vendor',
  scope: 'root',
  title: 'A vendor folder has a modules.txt',
  why: 'The mere presence of a vendor folder makes go build from it. Without modules.txt it finds none of the requirements there.',
  fix: 'Run go mod vendor, or delete the folder, or give it another name.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: withConsequence({
    missing: 'The folder vendor has no modules.txt, but go.mod requires {module}',
    missingReplace: 'The folder vendor has no modules.txt, but go.mod replaces {module}',
  }),
  run: async (_, facts) => {
    const folders = await facts.get(vendorFolders);
    if (folders.length === 0) return notApplicable(say('shared.noVendor'));
    const without = folders.filter((folder) => folder.modulesTxt === undefined && !isBefore114(folder));
    return found(without.flatMap(judge));
  },
};

function judge(folder: VendorFolder): readonly FindingDraft[] {
  const goMod = folder.goMods.find(({ file }) => file.require.length > 0);
  const require = goMod?.file.require[0];
  if (goMod && require) {
    const args = { module: `${require.path.value} ${require.version.value}` };
    return [describe(folder, 'missing', args, { file: goMod.path, range: require.version.range })];
  }
  const [replace] = effectiveReplaces(folder);
  if (replace === undefined) return [];
  const { oldPath } = replace.directive;
  return [describe(folder, 'missingReplace', { module: oldPath.value }, { file: replace.file, range: oldPath.range })];
}

function describe(folder: VendorFolder, name: string, args: { module: string }, location: Location): FindingDraft {
  return { ...inconsistent(folder, name, args), location, key: 'modules.txt', fixes: [vendorFix(folder)] };
}
