import type { Check } from '../../model/check';
import { gomodBadQuoting } from './gomod-bad-quoting';
import { gomodDirectiveTooNew } from './gomod-directive-too-new';
import { gomodExcludeHitsRequire } from './gomod-exclude-hits-require';
import { gomodExcludeNoop } from './gomod-exclude-noop';
import { gomodGoFormat } from './gomod-go-format';
import { gomodGoMissing } from './gomod-go-missing';
import { gomodGoOlderThanDependency } from './gomod-go-older-than-dependency';
import { gomodGoPatchLevel } from './gomod-go-patch-level';
import { gomodGodebugUnknown } from './gomod-godebug-unknown';
import { gomodIgnoreAll, gomodIgnoreHidesImported, gomodIgnoreNomatch } from './gomod-ignore-all';
import { gomodFileMissing } from './gomod-file-missing';
import { gomodInGopathRoot, gomodInTempdir } from './gomod-in-tempdir';
import { gomodLexError } from './gomod-lex-error';
import { gomodMergeConflict } from './gomod-merge-conflict';
import { gomodModuleMissing } from './gomod-module-missing';
import { gomodModulePathInvalid } from './gomod-module-path-invalid';
import { gomodModulePathUnfetchable } from './gomod-module-path-unfetchable';
import { gomodModuleShadowsStd } from './gomod-module-shadows-std';
import { gomodRepeatedDirective } from './gomod-repeated-directive';
import { gomodReplaceAbsolute, gomodReplaceInVendor, gomodReplaceOutsideRepo } from './gomod-replace-absolute';
import { gomodReplaceConflict } from './gomod-replace-conflict';
import { gomodReplaceDuplicate } from './gomod-replace-duplicate';
import { gomodReplaceInDependency } from './gomod-replace-in-dependency';
import { gomodReplacePathMismatch, requirePathMismatch } from './gomod-replace-path-mismatch';
import { gomodReplaceSyntax } from './gomod-replace-syntax';
import { gomodReplaceTargetMissing } from './gomod-replace-target-missing';
import { gomodReplaceTargetNoGomod } from './gomod-replace-target-no-gomod';
import { gomodReplaceUnused, gomodReplaceVersionMismatch } from './gomod-replace-unused';
import { gomodReplacedNotRequired } from './gomod-replaced-not-required';
import { gomodRetractDuplicate, gomodRetractInverted } from './gomod-retract-inverted';
import { gomodRetractSyntax } from './gomod-retract-syntax';
import { gomodSlashslash } from './gomod-slashslash';
import { gomodTidyDrift } from './gomod-tidy-drift';
import { gomodToolPathInvalid } from './gomod-tool-path-invalid';
import { gomodToolUnprovided } from './gomod-tool-unprovided';
import { gomodToolchainDefault } from './gomod-toolchain-default';
import { gomodToolchainFormat } from './gomod-toolchain-format';
import { gomodToolchainOlderThanGo } from './gomod-toolchain-older-than-go';
import { gomodToolchainPre121 } from './gomod-toolchain-pre121';
import { gomodToolchainRedundant } from './gomod-toolchain-redundant';
import { gomodTwoPathsOneModule } from './gomod-two-paths-one-module';
import { gomodUnknownDirective } from './gomod-unknown-directive';
import { gomodUnterminatedBlock } from './gomod-unterminated-block';
import { gomodUpdatesNeeded } from './gomod-updates-needed';
import { gomodUsage } from './gomod-usage';
import { importAmbiguous } from './import-ambiguous';
import { importLocalMissing } from './import-local-missing';
import { importMalformed } from './import-malformed';
import { importNestedModule } from './import-nested-module';
import { importNotInStd } from './import-not-in-std';
import { importPackageNotInModule } from './import-package-not-in-module';
import { requireBelowDependency } from './require-below-dependency';
import { requireCaseCollision } from './require-case-collision';
import { requireDuplicate } from './require-duplicate';
import { requireDuplicateConflicting } from './require-duplicate-conflicting';
import { requireIncompatibleSuspicious } from './require-incompatible-suspicious';
import { requireIndirectCommentTypo } from './require-indirect-comment-typo';
import { requireMajorMismatch } from './require-major-mismatch';
import { requireMissing } from './require-missing';
import { requirePathInvalid } from './require-path-invalid';
import { requirePseudoMalformed } from './require-pseudo-malformed';
import { requireDeprecated, requireRetracted } from './require-retracted';
import { requireSelf } from './require-self';
import { requireShouldBeDirect } from './require-should-be-direct';
import { requireShouldBeIndirect } from './require-should-be-indirect';
import { requireTwoMajors } from './require-two-majors';
import { requireUnused } from './require-unused';
import { requireVersionNoncanonical } from './require-version-noncanonical';

/** Sorted by id. */
export const modulesChecks: readonly Check[] = [
  gomodBadQuoting,
  gomodDirectiveTooNew,
  gomodExcludeHitsRequire,
  gomodExcludeNoop,
  gomodFileMissing,
  gomodGoFormat,
  gomodGoMissing,
  gomodGoOlderThanDependency,
  gomodGoPatchLevel,
  gomodGodebugUnknown,
  gomodIgnoreAll,
  gomodIgnoreHidesImported,
  gomodIgnoreNomatch,
  gomodInGopathRoot,
  gomodInTempdir,
  gomodLexError,
  gomodMergeConflict,
  gomodModuleMissing,
  gomodModulePathInvalid,
  gomodModulePathUnfetchable,
  gomodModuleShadowsStd,
  gomodRepeatedDirective,
  gomodReplaceAbsolute,
  gomodReplaceConflict,
  gomodReplaceDuplicate,
  gomodReplaceInDependency,
  gomodReplaceInVendor,
  gomodReplaceOutsideRepo,
  gomodReplacePathMismatch,
  gomodReplaceSyntax,
  gomodReplaceTargetMissing,
  gomodReplaceTargetNoGomod,
  gomodReplaceUnused,
  gomodReplaceVersionMismatch,
  gomodReplacedNotRequired,
  gomodRetractDuplicate,
  gomodRetractInverted,
  gomodRetractSyntax,
  gomodSlashslash,
  gomodTidyDrift,
  gomodToolPathInvalid,
  gomodToolUnprovided,
  gomodToolchainDefault,
  gomodToolchainFormat,
  gomodToolchainOlderThanGo,
  gomodToolchainPre121,
  gomodToolchainRedundant,
  gomodTwoPathsOneModule,
  gomodUnknownDirective,
  gomodUnterminatedBlock,
  gomodUpdatesNeeded,
  gomodUsage,
  importAmbiguous,
  importLocalMissing,
  importMalformed,
  importNestedModule,
  importNotInStd,
  importPackageNotInModule,
  requireBelowDependency,
  requireCaseCollision,
  requireDeprecated,
  requireDuplicate,
  requireDuplicateConflicting,
  requireIncompatibleSuspicious,
  requireIndirectCommentTypo,
  requireMajorMismatch,
  requireMissing,
  requirePathInvalid,
  requirePathMismatch,
  requirePseudoMalformed,
  requireRetracted,
  requireSelf,
  requireShouldBeDirect,
  requireShouldBeIndirect,
  requireTwoMajors,
  requireUnused,
  requireVersionNoncanonical,
];
