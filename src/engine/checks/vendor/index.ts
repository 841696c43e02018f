import type { Check } from '../../model/check';
import { vendorExplicitNotRequired } from './vendor-explicit-not-required';
import { vendorImportMissing } from './vendor-import-missing';
import { vendorModulesTxtGarbage } from './vendor-modules-txt-garbage';
import { vendorModulesTxtMissing } from './vendor-modules-txt-missing';
import { vendorNotRequired } from './vendor-not-required';
import { vendorPackageDirMissing } from './vendor-package-dir-missing';
import { vendorReplaceDiffers } from './vendor-replace-differs';
import { vendorReplaceExtra } from './vendor-replace-extra';
import { vendorReplaceMissing } from './vendor-replace-missing';
import { vendorRequireNotExplicit } from './vendor-require-not-explicit';

export const vendorChecks: readonly Check[] = [
  vendorExplicitNotRequired,
  vendorImportMissing,
  vendorModulesTxtGarbage,
  vendorModulesTxtMissing,
  vendorNotRequired,
  vendorPackageDirMissing,
  vendorReplaceDiffers,
  vendorReplaceExtra,
  vendorReplaceMissing,
  vendorRequireNotExplicit,
];
