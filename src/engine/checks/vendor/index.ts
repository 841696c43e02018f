import type { Check } from '../../model/check';
import { vendorExplicitNotRequired } from './vendor-explicit-not-required';
import { vendorFileExtra } from './vendor-file-extra';
import { vendorFileMissing } from './vendor-file-missing';
import { vendorFileModified } from './vendor-file-modified';
import { vendorGitignored } from './vendor-gitignored';
import { vendorGoTooNew } from './vendor-go-too-new';
import { vendorImportMissing } from './vendor-import-missing';
import { vendorInWorkspaceModule } from './vendor-in-workspace-module';
import { vendorModulesTxtGarbage } from './vendor-modules-txt-garbage';
import { vendorModulesTxtMissing } from './vendor-modules-txt-missing';
import { vendorNestedGomod } from './vendor-nested-gomod';
import { vendorNotRequired } from './vendor-not-required';
import { vendorPackageDirMissing } from './vendor-package-dir-missing';
import { vendorPackageUnlisted } from './vendor-package-unlisted';
import { vendorReplaceDiffers } from './vendor-replace-differs';
import { vendorReplaceExtra } from './vendor-replace-extra';
import { vendorReplaceMissing } from './vendor-replace-missing';
import { vendorRequireNotExplicit } from './vendor-require-not-explicit';
import { vendorUnused } from './vendor-unused';

export const vendorChecks: readonly Check[] = [
  vendorExplicitNotRequired,
  vendorFileExtra,
  vendorFileMissing,
  vendorFileModified,
  vendorGitignored,
  vendorGoTooNew,
  vendorImportMissing,
  vendorInWorkspaceModule,
  vendorModulesTxtGarbage,
  vendorModulesTxtMissing,
  vendorNestedGomod,
  vendorNotRequired,
  vendorPackageDirMissing,
  vendorPackageUnlisted,
  vendorReplaceDiffers,
  vendorReplaceExtra,
  vendorReplaceMissing,
  vendorRequireNotExplicit,
  vendorUnused,
];
