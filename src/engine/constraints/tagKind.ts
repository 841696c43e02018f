import { rowsOfTag, type RowSet } from './rows';

/** What decides whether a tag is set (`knowledge/build-tags.md` 1.6). */
export type TagKind =
  /** GOOS, GOARCH, `unix`, `cgo`: the target */
  | { readonly kind: 'target'; readonly rows: RowSet }
  /** `go1.N`: set by every toolchain from go1.N on */
  | { readonly kind: 'release'; readonly minor: number }
  /** `gc` or `gccgo`: exactly one, or neither with another toolchain */
  | { readonly kind: 'compiler' }
  /** `amd64.v3`: a level of an architecture, settable on its rows only */
  | { readonly kind: 'feature'; readonly rows: RowSet }
  /** set by the go command in certain runs: sanitizers, experiments, `generate` */
  | { readonly kind: 'tool' }
  /** `ignore`: by convention never set */
  | { readonly kind: 'ignore' }
  /** set by -tags only */
  | { readonly kind: 'custom' };

const release = /^go1\.([1-9][0-9]*)$/;
const feature = /^(386|amd64|arm|arm64|mips|mipsle|mips64|mips64le|ppc64|ppc64le|riscv64|wasm)\.[a-z0-9][a-z0-9.]*$/;
const toolTags: ReadonlySet<string> = new Set(['race', 'msan', 'asan', 'boringcrypto', 'generate']);

export function tagKind(tag: string): TagKind {
  const rows = rowsOfTag(tag);
  if (rows) return { kind: 'target', rows };
  const minor = releaseMinor(tag);
  if (minor !== undefined) return { kind: 'release', minor };
  if (tag === 'gc' || tag === 'gccgo') return { kind: 'compiler' };
  if (tag === 'ignore') return { kind: 'ignore' };
  if (toolTags.has(tag) || tag.startsWith('goexperiment.') || /^fips140v\d/.test(tag)) return { kind: 'tool' };
  const arch = feature.exec(tag)?.[1];
  const archRows = arch === undefined ? undefined : rowsOfTag(arch);
  return archRows ? { kind: 'feature', rows: archRows } : { kind: 'custom' };
}

/** The N of a tag `go1.N` that some toolchain sets. */
export function releaseMinor(tag: string): number | undefined {
  const digits = release.exec(tag)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
