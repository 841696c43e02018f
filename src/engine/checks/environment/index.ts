import type { Check } from '../../model/check';
import { cgoEnabledInvalid } from './cgo-enabled-invalid';
import { envFileIgnoredLine, envFileUnreadable } from './env-file-ignored-line';
import { envEmptyOverride, envShadowed } from './env-shadowed';
import { envUnknownName } from './env-unknown-name';
import { go111moduleAuto, go111moduleInvalid, go111moduleOff } from './go111module-off';
import { goamd64Invalid } from './goamd64-invalid';
import { gocacheOff, gocacheRelative } from './gocache-off';
import { gocacheprogBroken } from './gocacheprog-broken';
import { goexperimentInvalid } from './goexperiment-invalid';
import { goflagsModConflict } from './goflags-mod-conflict';
import { goflagsSplitValue, goflagsSyntax } from './goflags-syntax';
import { goinsecureSet } from './goinsecure-set';
import { goosGoarchSetGlobally } from './goos-goarch-set-globally';
import { gopathEqualsGoroot } from './gopath-equals-goroot';
import { gopathIsModuleRoot } from './gopath-is-module-root';
import { gopathRelative } from './gopath-relative';
import { goproxyPlainHttp, goproxyQueryString } from './goproxy-plain-http';
import { goproxyCredentialsInUrl, goproxyOrder, goproxySyntax } from './goproxy-syntax';
import { gosumdbInvalid, gosumdbOff } from './gosumdb-off';
import { gotmpdirMissing } from './gotmpdir-missing';
import { goworkEnv } from './gowork-env';
import { privatePatternMismatch, privatePatternTooWide } from './private-pattern-mismatch';

/** Sorted by id. */
export const environmentChecks: readonly Check[] = [
  cgoEnabledInvalid,
  envEmptyOverride,
  envFileIgnoredLine,
  envFileUnreadable,
  envShadowed,
  envUnknownName,
  go111moduleAuto,
  go111moduleInvalid,
  go111moduleOff,
  goamd64Invalid,
  gocacheOff,
  gocacheRelative,
  gocacheprogBroken,
  goexperimentInvalid,
  goflagsModConflict,
  goflagsSplitValue,
  goflagsSyntax,
  goinsecureSet,
  goosGoarchSetGlobally,
  gopathEqualsGoroot,
  gopathIsModuleRoot,
  gopathRelative,
  goproxyCredentialsInUrl,
  goproxyOrder,
  goproxyPlainHttp,
  goproxyQueryString,
  goproxySyntax,
  gosumdbInvalid,
  gosumdbOff,
  gotmpdirMissing,
  goworkEnv,
  privatePatternMismatch,
  privatePatternTooWide,
];
