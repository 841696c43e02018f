import { editDistance } from '../../base/nearest';

/** `KnownEnv` of the Go distribution (internal/cfg) up to Go 1.27, and the variables that the runtime and its tools read. */
export const knownGoVariables: ReadonlySet<string> = new Set(
  (
    'CGO_CFLAGS CGO_CFLAGS_ALLOW CGO_CFLAGS_DISALLOW CGO_CPPFLAGS CGO_CPPFLAGS_ALLOW CGO_CPPFLAGS_DISALLOW ' +
    'CGO_CXXFLAGS CGO_CXXFLAGS_ALLOW CGO_CXXFLAGS_DISALLOW CGO_ENABLED CGO_FFLAGS CGO_FFLAGS_ALLOW ' +
    'CGO_FFLAGS_DISALLOW CGO_LDFLAGS CGO_LDFLAGS_ALLOW CGO_LDFLAGS_DISALLOW GO111MODULE GO386 GOAMD64 GOARCH GOARM ' +
    'GOARM64 GOAUTH GOBIN GOCACHE GOCACHEPROG GOENV GOEXE GOEXPERIMENT GOFIPS140 GOFLAGS GOGCCFLAGS GOHOSTARCH ' +
    'GOHOSTOS GOINSECURE GOMIPS GOMIPS64 GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY ' +
    'GORISCV64 GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOTOOLDIR GOVCS GOWASM GOWORK GO_EXTLINK_ENABLED ' +
    'GOMAXPROCS GOGC GOMEMLIMIT GOTRACEBACK GORACE GOCOVERDIR GODEBUG GOVERSION GOMOD GOTELEMETRY GOTELEMETRYDIR ' +
    'GOPACKAGESDRIVER GOROOT_BOOTSTRAP GOROOT_FINAL GOSSAFUNC GOSSADIR GOBOOTSTRAP_TOOLEXEC GOCLOBBERDEADHASH ' +
    'GO_LDSO GO_GCFLAGS GO_LDFLAGS GO_DISTFLAGS GONOSUMCHECK GOLDFLAGS GOGCFLAGS GOASMFLAGS'
  ).split(' '),
);

/** The variables that set the level of an architecture, with the GOARCH for which each counts. */
export const archOfLevel: Readonly<Record<string, RegExp>> = {
  GO386: /^386$/,
  GOAMD64: /^amd64$/,
  GOARM: /^arm$/,
  GOARM64: /^arm64$/,
  GOMIPS: /^mips(?:le)?$/,
  GOMIPS64: /^mips64(?:le)?$/,
  GOPPC64: /^ppc64(?:le)?$/,
  GORISCV64: /^riscv64$/,
  GOWASM: /^wasm$/,
};

/** Names of other programs and of images that only look like misspelt ones. */
const foreign: readonly RegExp[] = [
  /^GOENV_/,
  /^GOLANG_?/,
  /^GO_?VERSIONS?$/,
  /^GOOGLE/,
  /^GOROOT_\d/,
  /^GOLANGCI/,
  /^GOPLS/,
  /^GOTEST/,
  /^GORELEASER/,
  /^GOPROXY_/,
  /^GOPATH_/,
  /^GO_(BIN|BUILD|TEST|TAGS|MOD|CMD|ENV|ARCH|OS)/,
  /^GO_PREFLIGHT/,
];

export function isForeignGoName(name: string): boolean {
  return foreign.some((pattern) => pattern.test(name));
}

/** The variable of go that was probably meant; undefined where the name is known, foreign, or like none. */
export function nearestVariable(name: string): string | undefined {
  // GOOD is a word, and so are most short names near GOOS.
  if (!/^C?GO/.test(name) || name.length < 6 || knownGoVariables.has(name) || isForeignGoName(name)) return undefined;
  const limit = name.length >= 8 ? 2 : 1;
  let best: { readonly known: string; readonly distance: number } | undefined;
  for (const known of knownGoVariables) {
    const distance = Math.abs(known.length - name.length) > limit ? limit + 1 : editDistance(name, known);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { known, distance };
  }
  return best?.known;
}
