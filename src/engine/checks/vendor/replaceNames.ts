import type { ReplaceTarget } from '../../facts/vendor/vendorReplacements';
import type { ReplaceDirective } from '../../parse/goModDirectives';

/** The left side of a replace: `rsc.io/quote`, or `rsc.io/quote v1.5.2`. */
export function replaceName({ oldPath, oldVersion }: ReplaceDirective): string {
  return targetName({ path: oldPath.value, version: oldVersion?.value ?? '' });
}

export function targetName({ path, version }: ReplaceTarget): string {
  return version === '' ? path : `${path} ${version}`;
}
