import type { Check } from '../../model/check';
import {
  constraintContradictsCgo,
  constraintContradictsFileName,
  constraintUnsatisfiable,
} from './constraint-contradictions';
import { constraintInvalidReleaseTag } from './constraint-invalid-release-tag';
import { constraintDeadReleaseTag, constraintLowersLanguageVersion } from './constraint-language-version';
import { goBuildAfterBlockCommentOnLine } from './go-build-after-block-comment-on-line';
import { goBuildInBlockComment } from './go-build-in-block-comment';
import { goBuildMisplaced } from './go-build-misplaced';
import { goBuildMultiple } from './go-build-multiple';
import { goBuildNearMiss } from './go-build-near-miss';
import { goBuildPlusBuildMismatch } from './go-build-plus-build-mismatch';
import { goBuildSpaceAfterSlashes } from './go-build-space-after-slashes';
import { goBuildSyntaxError } from './go-build-syntax-error';
import { packageExcludedOnTarget } from './package-excluded-on-target';
import { tagsCollideWithEnvironment, tagsIgnore, tagsInvalidName, tagsOverridden, tagsSeparator } from './passed-tags';
import { plusBuildDanglingComma, plusBuildInvalidLiteral } from './plus-build-invalid-literal';
import { plusBuildAfterBlockComment, plusBuildTooClose } from './plus-build-misplaced';
import { symbolMissingInConfiguration, symbolRedeclaredInConfiguration } from './symbols-in-configurations';
import { homoglyphTag, tagMisspelt } from './tag-misspelt';

export const buildTagsChecks: readonly Check[] = [
  constraintContradictsCgo,
  constraintContradictsFileName,
  constraintDeadReleaseTag,
  constraintInvalidReleaseTag,
  constraintLowersLanguageVersion,
  constraintUnsatisfiable,
  goBuildAfterBlockCommentOnLine,
  goBuildInBlockComment,
  goBuildMisplaced,
  goBuildMultiple,
  goBuildNearMiss,
  goBuildPlusBuildMismatch,
  goBuildSpaceAfterSlashes,
  goBuildSyntaxError,
  homoglyphTag,
  packageExcludedOnTarget,
  plusBuildAfterBlockComment,
  plusBuildDanglingComma,
  plusBuildInvalidLiteral,
  plusBuildTooClose,
  symbolMissingInConfiguration,
  symbolRedeclaredInConfiguration,
  tagMisspelt,
  tagsCollideWithEnvironment,
  tagsIgnore,
  tagsInvalidName,
  tagsOverridden,
  tagsSeparator,
];
