import type { Check } from '../../model/check';
import { goArchEmulated, go32bitOn64 } from './go-arch-emulated';
import { goDoesNotRun } from './go-does-not-run';
import { goEol, goPatchOutdated } from './go-eol';
import { goExtensionOtherGo, goSettingIgnored } from './go-extension-other-go';
import { goMultipleOnPath } from './go-multiple-on-path';
import { goNotFound } from './go-not-found';
import { goPathGuiVsShell } from './go-path-gui-vs-shell';
import { goVersionBelowModule } from './go-version-below-module';
import { gobinNotOnPath, gobinRelative } from './gobin-not-on-path';
import { gorootMismatch } from './goroot-mismatch';
import { gorootSetNeedlessly } from './goroot-set-needlessly';
import { gotoolchainInvalid } from './gotoolchain-invalid';
import { toolBuiltWithOlderGo, toolArchMismatch } from './tool-built-with-older-go';
import { toolMissing } from './tool-missing';
import { gotoolchainNeedsDownload, toolchainUnavailable } from './toolchain-unavailable';

/** Sorted by id. */
export const toolchainChecks: readonly Check[] = [
  go32bitOn64,
  goArchEmulated,
  goDoesNotRun,
  goEol,
  goExtensionOtherGo,
  goMultipleOnPath,
  goNotFound,
  goPatchOutdated,
  goPathGuiVsShell,
  goSettingIgnored,
  goVersionBelowModule,
  gobinNotOnPath,
  gobinRelative,
  gorootMismatch,
  gorootSetNeedlessly,
  gotoolchainInvalid,
  gotoolchainNeedsDownload,
  toolArchMismatch,
  toolBuiltWithOlderGo,
  toolMissing,
  toolchainUnavailable,
];
