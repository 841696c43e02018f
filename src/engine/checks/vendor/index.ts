import type { Check } from '../../model/check';
import { vendorExplicitNotRequired } from './vendor-explicit-not-required';
import { vendorFileExtra } from './vendor-file-extra';
import { vendorFileMissing } from './vendor-file-missing';
import { vendorFileModified } from './vendor-file-modified';
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
  vendorFileExtra,
  vendorFileMissing,
  vendorFileModified,
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
