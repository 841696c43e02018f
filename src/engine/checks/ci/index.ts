import type { Check } from '../../model/check';
import { alpineCgo } from './alpine-cgo';
import { ciCacheKey } from './ci-cache-key';
import { ciGoEol } from './ci-go-eol';
import { ciGoUnpinned } from './ci-go-unpinned';
import { ciMatrixExcludeNothing } from './ci-matrix-exclude-nothing';
import { ciMatrixMissingFloor } from './ci-matrix-missing-floor';
import { dockerGoLocalToolchain } from './docker-go-local-toolchain';
import { dockerWorkdirIsGopath } from './docker-workdir-is-gopath';
import { dockerignoreExcludes } from './dockerignore-excludes';
import { goVersionDrift } from './go-version-drift';
import { gocacheOffInCi } from './gocache-off-in-ci';
import { goVersionFileMissing, setupGoBothInputs } from './setup-go-both-inputs';
import { submoduleUninitialised } from './submodule-uninitialised';
import { toolVersionsWrongKey } from './tool-versions-wrong-key';
import { toolchainLineAboveGo } from './toolchain-line-above-go';
import { toolchainLineIgnored } from './toolchain-line-ignored';
import { yamlVersionFloat } from './yaml-version-float';

/** Sorted by id. */
export const ciChecks: readonly Check[] = [
  alpineCgo,
  ciCacheKey,
  ciGoEol,
  ciGoUnpinned,
  ciMatrixExcludeNothing,
  ciMatrixMissingFloor,
  dockerGoLocalToolchain,
  dockerWorkdirIsGopath,
  dockerignoreExcludes,
  goVersionDrift,
  goVersionFileMissing,
  gocacheOffInCi,
  setupGoBothInputs,
  submoduleUninitialised,
  toolVersionsWrongKey,
  toolchainLineAboveGo,
  toolchainLineIgnored,
  yamlVersionFloat,
];
