import { vendorKey, type VendorMeta } from '../../facts/vendor/vendorList';
import type { EffectiveReplace } from '../../facts/vendor/vendorReplacements';
import type { FindingDraft } from '../../model/finding';
import type { Location } from '../../model/range';
import { replaceName } from './replaceNames';
import { vendorFix, type ReadVendorFolder } from './vendorCheck';

/** What modules.txt knows of the left side of a replace. */
export function vendoredReplace(folder: ReadVendorFolder, { directive }: EffectiveReplace): VendorMeta | undefined {
  return folder.list.meta.get(vendorKey(directive.oldPath.value, directive.oldVersion?.value ?? ''));
}

/** What findings about a replace line have in common. */
export function replaceFrame(
  folder: ReadVendorFolder,
  { directive, file }: EffectiveReplace,
): Pick<FindingDraft, 'key' | 'about' | 'fixes'> & { location: Location } {
  const { oldPath, newPath, newVersion } = directive;
  const range = { start: oldPath.range.start, end: (newVersion ?? newPath).range.end };
  return { location: { file, range }, key: replaceName(directive), about: [oldPath.value], fixes: [vendorFix(folder)] };
}
