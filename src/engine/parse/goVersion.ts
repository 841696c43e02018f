/**
 * Go's own versions, as `internal/gover` of the Go distribution reads them: `1.21`, `1.21rc1`, `1.21.0`, without the `go`
 * prefix. They are no semantic versions: from 1.21 on `1.21 < 1.21rc1 < 1.21.0`, before that `1.20 == 1.20.0`.
 * Numbers stay decimal strings, as in Go, so that none overflows.
 */
export interface GoVersion {
  readonly major: string;
  readonly minor: string;
  /** '' where there is none and its absence means something */
  readonly patch: string;
  /** '', `alpha`, `beta`, `rc`, or any other lower-case word */
  readonly kind: string;
  readonly pre: string;
}

/** @returns undefined for a malformed version: of all that `go` itself accepts, only `1`, `1.2`, `1.2.3` and `1.2rc3` are well formed */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = /^(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)|([a-z]+)(0|[1-9][0-9]*)?)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, major = '', minor, patch, kind, pre] = match;
  if (minor === undefined) return { major, minor: '0', patch: '0', kind: '', pre: '' };
  const impliedPatch = kind === undefined && compareDecimals(minor, '21') < 0 ? '0' : '';
  return { major, minor, patch: patch ?? impliedPatch, kind: kind ?? '', pre: pre ?? '' };
}

/** gover.Compare: negative, 0 or positive. Malformed versions are less than well-formed ones and equal to each other. */
export function compareGoVersions(a: string, b: string): number {
  const left = parseGoVersion(a) ?? malformed;
  const right = parseGoVersion(b) ?? malformed;
  return (
    compareDecimals(left.major, right.major) ||
    compareDecimals(left.minor, right.minor) ||
    compareDecimals(left.patch, right.patch) ||
    compareText(left.kind, right.kind) ||
    compareDecimals(left.pre, right.pre)
  );
}

export function isValidGoVersion(text: string): boolean {
  return parseGoVersion(text) !== undefined;
}

/** gover.IsLang: names a language version (`1.21`) and no release (`1.21.0`). Before 1.21 nothing does. */
export function isGoLanguageVersion(text: string): boolean {
  const version = parseGoVersion(text);
  return version !== undefined && version.patch === '' && version.kind === '' && version.pre === '';
}

/** gover.Lang: the language version, `1.21` of `1.21.3`; '' for a malformed version. */
export function goLanguageVersion(text: string): string {
  const version = parseGoVersion(text);
  if (version === undefined) return '';
  const short = version.minor === '' || (version.major === '1' && version.minor === '0');
  return short ? version.major : `${version.major}.${version.minor}`;
}

/** The later of two; the first where they are equal. */
export function laterGoVersion(a: string, b: string): string {
  return compareGoVersions(a, b) < 0 ? b : a;
}

/** gover.FromToolchain: `1.21.3` of `go1.21.3` and of `go1.21.3-bigcorp`; '' for what names no toolchain. */
export function goVersionOfToolchain(name: string): string {
  if (!name.startsWith('go') || /[\\/]/.test(name)) return '';
  const version = name.slice('go'.length).split(/[ \t-]/, 1)[0] ?? '';
  return isValidGoVersion(version) ? version : '';
}

const malformed: GoVersion = { major: '', minor: '', patch: '', kind: '', pre: '' };

/** Decimal strings of any length, as numbers. '' is less than '0'. */
function compareDecimals(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
