import type { Check } from '../../model/check';
import { gobinNotOnPath, gobinRelative } from './gobin-not-on-path';
import { goDoesNotRun } from './go-does-not-run';
import { goMultipleOnPath } from './go-multiple-on-path';
import { goNotFound } from './go-not-found';
import { goPathGuiVsShell } from './go-path-gui-vs-shell';
import { goVersionBelowModule } from './go-version-below-module';
import { gorootMismatch } from './goroot-mismatch';
import { gorootSetNeedlessly } from './goroot-set-needlessly';
import { gotoolchainInvalid } from './gotoolchain-invalid';
import { gotoolchainNeedsDownload, toolchainUnavailable } from './toolchain-unavailable';

/** Sorted by id. */
export const toolchainChecks: readonly Check[] = [
  goDoesNotRun,
  goMultipleOnPath,
  goNotFound,
  goPathGuiVsShell,
  goVersionBelowModule,
  gobinNotOnPath,
  gobinRelative,
  gorootMismatch,
  gorootSetNeedlessly,
  gotoolchainInvalid,
  gotoolchainNeedsDownload,
  toolchainUnavailable,
];
