import type { Check } from '../../model/check';
import { goworkEmpty } from './gowork-empty';
import { goworkGoTooOld } from './gowork-go-too-old';
import { goworkGodebug } from './gowork-godebug';
import { goworkHidesMissingRequire } from './gowork-hides-missing-require';
import { goworkModuleDuplicate } from './gowork-module-duplicate';
import { goworkModuleUnlisted } from './gowork-module-unlisted';
import { goworkReplaceConflict } from './gowork-replace-conflict';
import { goworkReplaceOverrides } from './gowork-replace-overrides';
import { goworkReplacesMain } from './gowork-replaces-main';
import { goworkSyntax } from './gowork-syntax';
import { goworkUseDuplicate } from './gowork-use-duplicate';
import { goworkUseMissing } from './gowork-use-missing';
import { goworkUseOutside } from './gowork-use-outside';

/** Sorted by id. */
export const workspaceChecks: readonly Check[] = [
  goworkEmpty,
  goworkGoTooOld,
  goworkGodebug,
  goworkHidesMissingRequire,
  goworkModuleDuplicate,
  goworkModuleUnlisted,
  goworkReplaceConflict,
  goworkReplaceOverrides,
  goworkReplacesMain,
  goworkSyntax,
  goworkUseDuplicate,
  goworkUseMissing,
  goworkUseOutside,
];
