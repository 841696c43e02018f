import type { Check } from '../../model/check';
import { envEmptyOverride, envShadowed } from './env-shadowed';
import { envUnknownName } from './env-unknown-name';
import { go111moduleAuto, go111moduleInvalid, go111moduleOff } from './go111module-off';
import { goamd64Invalid } from './goamd64-invalid';
import { gocacheOff, gocacheRelative } from './gocache-off';
import { goflagsModConflict } from './goflags-mod-conflict';
import { goflagsSplitValue, goflagsSyntax } from './goflags-syntax';
import { gopathRelative } from './gopath-relative';
import { goproxyCredentialsInUrl, goproxyOrder, goproxySyntax } from './goproxy-syntax';
import { gosumdbInvalid, gosumdbOff } from './gosumdb-off';

/** Sorted by id. */
export const environmentChecks: readonly Check[] = [
  envEmptyOverride,
  envShadowed,
  envUnknownName,
  go111moduleAuto,
  go111moduleInvalid,
  go111moduleOff,
  goamd64Invalid,
  gocacheOff,
  gocacheRelative,
  goflagsModConflict,
  goflagsSplitValue,
  goflagsSyntax,
  gopathRelative,
  goproxyCredentialsInUrl,
  goproxyOrder,
  goproxySyntax,
  gosumdbInvalid,
  gosumdbOff,
];
