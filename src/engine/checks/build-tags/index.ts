import type { Check } from '../../model/check';
import { cgoDirectiveCondition } from './cgo-directive-condition';
import { constantOverflowOnTarget } from './constant-overflow-on-target';
import {
  constraintContradictsCgo,
  constraintContradictsFileName,
  constraintUnsatisfiable,
} from './constraint-contradictions';
import { dependencyExcludedOnTarget } from './dependency-excluded-on-target';
import { constraintInvalidReleaseTag } from './constraint-invalid-release-tag';
import { constraintDeadReleaseTag, constraintLowersLanguageVersion } from './constraint-language-version';
import {
  constraintAlwaysTrue,
  constraintFutureReleaseTag,
  constraintRaisesLanguageVersion,
  portUnsupported,
} from './constraint-reach';
import { fileNameAccidentalConstraint, fileNameNotAConstraint, fileNameTagOrder, testSuffixOrder } from './file-names';
import {
  cSourceWithoutCgoFile,
  cgoInTestFile,
  documentationPackage,
  packageClauseMismatch,
  sourceEncoding,
} from './folder-conflicts';
import { functionBodyMissing } from './function-body-missing';
import { goBuildAfterBlockCommentOnLine } from './go-build-after-block-comment-on-line';
import { goBuildInBlockComment } from './go-build-in-block-comment';
import { goBuildMisplaced } from './go-build-misplaced';
import { goBuildMultiple } from './go-build-multiple';
import { goBuildNearMiss } from './go-build-near-miss';
import { goBuildPlusBuildMismatch } from './go-build-plus-build-mismatch';
import { goBuildSpaceAfterSlashes } from './go-build-space-after-slashes';
import { goBuildSyntaxError } from './go-build-syntax-error';
import { importOfExcludedPackage } from './import-of-excluded-package';
import { importedSymbolMissingInConfiguration } from './imported-symbol-missing-in-configuration';
import { mainUndeclaredInConfiguration } from './main-undeclared-in-configuration';
import {
  constraintOddWhitespace,
  goBuildNeedsPlusBuild,
  goBuildPlusBuildOrder,
  plusBuildEmpty,
  plusBuildObsolete,
  plusBuildOnly,
  plusBuildTooComplex,
} from './old-constraint-form';
import { packageExcludedOnTarget } from './package-excluded-on-target';
import { tagsCollideWithEnvironment, tagsIgnore, tagsInvalidName, tagsOverridden, tagsSeparator } from './passed-tags';
import { plusBuildDanglingComma, plusBuildInvalidLiteral } from './plus-build-invalid-literal';
import { plusBuildAfterBlockComment, plusBuildTooClose } from './plus-build-misplaced';
import {
  stubSignatureDrift,
  symbolMissingInConfiguration,
  symbolRedeclaredInConfiguration,
} from './symbols-in-configurations';
import { syntaxErrorOnTarget } from './syntax-error-on-target';
import { homoglyphTag, tagMisspelt } from './tag-misspelt';
import { tagPassedButUnused } from './tag-passed-but-unused';
import { ignoreFileNotMain, tagNearDuplicates, tagNeverEnabled, taggedTestsNeverRun } from './tag-use';
import {
  booleanLiteralTag,
  featureTagInvalid,
  goexperimentUnknown,
  pseudoIgnore,
  tagForeignAlias,
  testTagAssumed,
} from './tag-words';

export const buildTagsChecks: readonly Check[] = [
  booleanLiteralTag,
  cSourceWithoutCgoFile,
  cgoDirectiveCondition,
  cgoInTestFile,
  constantOverflowOnTarget,
  constraintAlwaysTrue,
  constraintContradictsCgo,
  constraintContradictsFileName,
  constraintDeadReleaseTag,
  constraintFutureReleaseTag,
  constraintInvalidReleaseTag,
  constraintLowersLanguageVersion,
  constraintOddWhitespace,
  constraintRaisesLanguageVersion,
  constraintUnsatisfiable,
  dependencyExcludedOnTarget,
  documentationPackage,
  featureTagInvalid,
  fileNameAccidentalConstraint,
  fileNameNotAConstraint,
  fileNameTagOrder,
  functionBodyMissing,
  goBuildAfterBlockCommentOnLine,
  goBuildInBlockComment,
  goBuildMisplaced,
  goBuildMultiple,
  goBuildNearMiss,
  goBuildNeedsPlusBuild,
  goBuildPlusBuildMismatch,
  goBuildPlusBuildOrder,
  goBuildSpaceAfterSlashes,
  goBuildSyntaxError,
  goexperimentUnknown,
  homoglyphTag,
  ignoreFileNotMain,
  importOfExcludedPackage,
  importedSymbolMissingInConfiguration,
  mainUndeclaredInConfiguration,
  packageClauseMismatch,
  packageExcludedOnTarget,
  plusBuildAfterBlockComment,
  plusBuildDanglingComma,
  plusBuildEmpty,
  plusBuildInvalidLiteral,
  plusBuildObsolete,
  plusBuildOnly,
  plusBuildTooClose,
  plusBuildTooComplex,
  portUnsupported,
  pseudoIgnore,
  sourceEncoding,
  stubSignatureDrift,
  symbolMissingInConfiguration,
  symbolRedeclaredInConfiguration,
  syntaxErrorOnTarget,
  tagForeignAlias,
  tagMisspelt,
  tagNearDuplicates,
  tagNeverEnabled,
  tagPassedButUnused,
  taggedTestsNeverRun,
  tagsCollideWithEnvironment,
  tagsIgnore,
  tagsInvalidName,
  tagsOverridden,
  tagsSeparator,
  testSuffixOrder,
  testTagAssumed,
];
