import type { Check } from '../../model/check';
import { cgoEnabledInvalid } from './cgo-enabled-invalid';
import { envFileIgnoredLine, envFileUnreadable } from './env-file-ignored-line';
import { envEmptyOverride, envShadowed } from './env-shadowed';
import { envUnknownName } from './env-unknown-name';
import { go111moduleAuto, go111moduleInvalid, go111moduleOff } from './go111module-off';
import { goauthInvalid } from './goauth-invalid';
import { gitMissing, govcsBlocks } from './govcs-blocks';
import { govcsInvalid } from './govcs-invalid';
import { netrcProblems } from './netrc-problems';
import { goamd64Invalid } from './goamd64-invalid';
import { goamd64VsCpu } from './goamd64-vs-cpu';
import { gocacheOff, gocacheRelative } from './gocache-off';
import { gocacheprogBroken } from './gocacheprog-broken';
import { godebugLeftOn, godebugUnknownKey } from './godebug-left-on';
import { goexperimentInvalid } from './goexperiment-invalid';
import { goflagsModConflict } from './goflags-mod-conflict';
import { goflagsRisky } from './goflags-risky';
import { goflagsSplitValue, goflagsSyntax } from './goflags-syntax';
import { goinsecureSet } from './goinsecure-set';
import { goosGoarchSetGlobally } from './goos-goarch-set-globally';
import { gopathEqualsGoroot } from './gopath-equals-goroot';
import { gopathIsModuleRoot } from './gopath-is-module-root';
import { gopathRelative } from './gopath-relative';
import { gopathUnset } from './gopath-unset';
import { goprivateInVscodeOnly } from './goprivate-in-vscode-only';
import { goproxyPlainHttp, goproxyQueryString } from './goproxy-plain-http';
import { goproxyCredentialsInUrl, goproxyOrder, goproxySyntax } from './goproxy-syntax';
import { gosumdbInvalid, gosumdbOff } from './gosumdb-off';
import { gotmpdirMissing } from './gotmpdir-missing';
import { goworkEnv } from './gowork-env';
import { httpProxyEnv } from './http-proxy-env';
import { privatePatternMismatch, privatePatternTooWide } from './private-pattern-mismatch';
import { tmpNoexec } from './tmp-noexec';

/** Sorted by id. */
export const environmentChecks: readonly Check[] = [
  cgoEnabledInvalid,
  envEmptyOverride,
  envFileIgnoredLine,
  envFileUnreadable,
  envShadowed,
  envUnknownName,
  gitMissing,
  go111moduleAuto,
  go111moduleInvalid,
  go111moduleOff,
  goamd64Invalid,
  goamd64VsCpu,
  goauthInvalid,
  gocacheOff,
  gocacheRelative,
  gocacheprogBroken,
  godebugLeftOn,
  godebugUnknownKey,
  goexperimentInvalid,
  goflagsModConflict,
  goflagsRisky,
  goflagsSplitValue,
  goflagsSyntax,
  goinsecureSet,
  goosGoarchSetGlobally,
  gopathEqualsGoroot,
  gopathIsModuleRoot,
  gopathRelative,
  gopathUnset,
  goprivateInVscodeOnly,
  goproxyCredentialsInUrl,
  goproxyOrder,
  goproxyPlainHttp,
  goproxyQueryString,
  goproxySyntax,
  gosumdbInvalid,
  gosumdbOff,
  gotmpdirMissing,
  govcsBlocks,
  govcsInvalid,
  goworkEnv,
  httpProxyEnv,
  netrcProblems,
  privatePatternMismatch,
  privatePatternTooWide,
  tmpNoexec,
];
