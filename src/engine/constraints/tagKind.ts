import { rowsOfTag, tagRows, type RowSet } from './rows';

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
const fips = /^fips140v\d/;
const tool: TagKind = { kind: 'tool' };
const custom: TagKind = { kind: 'custom' };

/** Of the tags that are known by name; others are known by their form. */
const namedKinds: ReadonlyMap<string, TagKind> = new Map<string, TagKind>([
  ...Array.from(tagRows, ([tag, rows]) => [tag, { kind: 'target', rows }] as const),
  ...['gc', 'gccgo'].map((tag) => [tag, { kind: 'compiler' }] as const),
  ...['race', 'msan', 'asan', 'boringcrypto', 'generate'].map((tag) => [tag, tool] as const),
  ['ignore', { kind: 'ignore' }],
]);

export function tagKind(tag: string): TagKind {
  return namedKinds.get(tag) ?? formedKind(tag);
}

function formedKind(tag: string): TagKind {
  if (fips.test(tag)) return tool;
  // Most tags are words: the other forms have a dot.
  if (!tag.includes('.')) return custom;
  const minor = releaseMinor(tag);
  if (minor !== undefined) return { kind: 'release', minor };
  if (tag.startsWith('goexperiment.')) return tool;
  const arch = feature.exec(tag)?.[1];
  const rows = arch === undefined ? undefined : rowsOfTag(arch);
  return rows === undefined ? custom : { kind: 'feature', rows };
}

/** The N of a tag `go1.N` that some toolchain sets. */
export function releaseMinor(tag: string): number | undefined {
  const digits = release.exec(tag)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
