import type { Check } from '../../model/check';
import { goworkGoTooOld } from './gowork-go-too-old';
import { goworkHidesMissingRequire } from './gowork-hides-missing-require';
import { goworkModuleDuplicate } from './gowork-module-duplicate';
import { goworkModuleUnlisted } from './gowork-module-unlisted';
import { goworkReplaceConflict } from './gowork-replace-conflict';
import { goworkSyntax } from './gowork-syntax';
import { goworkUseDuplicate } from './gowork-use-duplicate';
import { goworkUseMissing } from './gowork-use-missing';

/** Sorted by id. */
export const workspaceChecks: readonly Check[] = [
  goworkGoTooOld,
  goworkHidesMissingRequire,
  goworkModuleDuplicate,
  goworkModuleUnlisted,
  goworkReplaceConflict,
  goworkSyntax,
  goworkUseDuplicate,
  goworkUseMissing,
];
