import type { Check } from '../../model/check';
import { ciMatrixExcludeNothing } from './ci-matrix-exclude-nothing';
import { dockerGoLocalToolchain } from './docker-go-local-toolchain';
import { goVersionDrift } from './go-version-drift';
import { goVersionFileMissing, setupGoBothInputs } from './setup-go-both-inputs';
import { yamlVersionFloat } from './yaml-version-float';

/** Sorted by id. */
export const ciChecks: readonly Check[] = [
  ciMatrixExcludeNothing,
  dockerGoLocalToolchain,
  goVersionDrift,
  goVersionFileMissing,
  setupGoBothInputs,
  yamlVersionFloat,
];
