import type { Check } from '../../model/check';
import { gomodBadQuoting } from './gomod-bad-quoting';
import { gomodExcludeHitsRequire } from './gomod-exclude-hits-require';
import { gomodGoFormat } from './gomod-go-format';
import { gomodGoMissing } from './gomod-go-missing';
import { gomodGoOlderThanDependency } from './gomod-go-older-than-dependency';
import { gomodLexError } from './gomod-lex-error';
import { gomodMergeConflict } from './gomod-merge-conflict';
import { gomodModuleMissing } from './gomod-module-missing';
import { gomodModulePathInvalid } from './gomod-module-path-invalid';
import { gomodRepeatedDirective } from './gomod-repeated-directive';
import { gomodReplaceConflict } from './gomod-replace-conflict';
import { gomodReplaceDuplicate } from './gomod-replace-duplicate';
import { gomodReplaceSyntax } from './gomod-replace-syntax';
import { gomodReplaceTargetMissing } from './gomod-replace-target-missing';
import { gomodReplaceTargetNoGomod } from './gomod-replace-target-no-gomod';
import { gomodReplacedNotRequired } from './gomod-replaced-not-required';
import { gomodRetractSyntax } from './gomod-retract-syntax';
import { gomodSlashslash } from './gomod-slashslash';
import { gomodTidyDrift } from './gomod-tidy-drift';
import { gomodToolPathInvalid } from './gomod-tool-path-invalid';
import { gomodToolchainDefault } from './gomod-toolchain-default';
import { gomodToolchainFormat } from './gomod-toolchain-format';
import { gomodToolchainPre121 } from './gomod-toolchain-pre121';
import { gomodToolchainRedundant } from './gomod-toolchain-redundant';
import { gomodUnknownDirective } from './gomod-unknown-directive';
import { gomodUnterminatedBlock } from './gomod-unterminated-block';
import { gomodUpdatesNeeded } from './gomod-updates-needed';
import { gomodUsage } from './gomod-usage';
import { importNestedModule } from './import-nested-module';
import { requireBelowDependency } from './require-below-dependency';
import { requireDuplicate } from './require-duplicate';
import { requireDuplicateConflicting } from './require-duplicate-conflicting';
import { requireMajorMismatch } from './require-major-mismatch';
import { requireMissing } from './require-missing';
import { requirePathInvalid } from './require-path-invalid';
import { requireShouldBeDirect } from './require-should-be-direct';
import { requireShouldBeIndirect } from './require-should-be-indirect';
import { requireUnused } from './require-unused';
import { requireVersionNoncanonical } from './require-version-noncanonical';

/** Sorted by id. */
export const modulesChecks: readonly Check[] = [
  gomodBadQuoting,
  gomodExcludeHitsRequire,
  gomodGoFormat,
  gomodGoMissing,
  gomodGoOlderThanDependency,
  gomodLexError,
  gomodMergeConflict,
  gomodModuleMissing,
  gomodModulePathInvalid,
  gomodRepeatedDirective,
  gomodReplaceConflict,
  gomodReplaceDuplicate,
  gomodReplaceSyntax,
  gomodReplaceTargetMissing,
  gomodReplaceTargetNoGomod,
  gomodReplacedNotRequired,
  gomodRetractSyntax,
  gomodSlashslash,
  gomodTidyDrift,
  gomodToolPathInvalid,
  gomodToolchainDefault,
  gomodToolchainFormat,
  gomodToolchainPre121,
  gomodToolchainRedundant,
  gomodUnknownDirective,
  gomodUnterminatedBlock,
  gomodUpdatesNeeded,
  gomodUsage,
  importNestedModule,
  requireBelowDependency,
  requireDuplicate,
  requireDuplicateConflicting,
  requireMajorMismatch,
  requireMissing,
  requirePathInvalid,
  requireShouldBeDirect,
  requireShouldBeIndirect,
  requireUnused,
  requireVersionNoncanonical,
];
