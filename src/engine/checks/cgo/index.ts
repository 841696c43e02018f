import type { Check } from '../../model/check';
import { ccMissing } from './cc-missing';
import { ccRelative } from './cc-relative';
import { cgoAutoDisabled } from './cgo-auto-disabled';
import { cgoFlagBlocked } from './cgo-flag-blocked';
import { pkgConfigMissing } from './pkg-config-missing';

/** Sorted by id. */
export const cgoChecks: readonly Check[] = [ccMissing, ccRelative, cgoAutoDisabled, cgoFlagBlocked, pkgConfigMissing];
