import type { Check } from '../../model/check';
import { goworkGoTooOld } from './gowork-go-too-old';
import { goworkModuleDuplicate } from './gowork-module-duplicate';
import { goworkModuleUnlisted } from './gowork-module-unlisted';
import { goworkReplaceConflict } from './gowork-replace-conflict';
import { goworkUseDuplicate } from './gowork-use-duplicate';
import { goworkUseMissing } from './gowork-use-missing';

/** go.work and the modules that it joins. Sorted by id. */
export const workspaceChecks: readonly Check[] = [
  goworkGoTooOld,
  goworkModuleDuplicate,
  goworkModuleUnlisted,
  goworkReplaceConflict,
  goworkUseDuplicate,
  goworkUseMissing,
];
