import type { Meaning } from '../parse/ci/goDeclaration';
import type { GoAnswer } from '../ask/goAnswer';
import type { EnvironmentRow } from '../ask/environmentAnswer';

/**
 * The environment of a folder as plain data, to be kept in a file and held against another one: the contract with whoever
 * reads such a file. Additions are possible within a `schemaVersion`; anything else raises it.
 * `schemas/snapshot.schema.json` says the same to other languages; a test compares them.
 */
export interface Snapshot {
  readonly schemaVersion: typeof snapshotVersion;
  /** tells it from the other JSON files of Go Preflight */
  readonly kind: typeof snapshotKind;
  readonly tool: { readonly name: 'go-preflight'; readonly version: string };
  /** ISO 8601, UTC: the only thing that differs between two snapshots of the same environment */
  readonly takenAt: string;
  /** where it was taken; below it paths begin with `<folder>` */
  readonly folder: string;
  /** offline: go was asked which versions the tools have; static: nothing was run */
  readonly profile: 'static' | 'offline';
  readonly system: SystemFacts;
  readonly toolchain: ToolchainFacts;
  /** by name */
  readonly variables: readonly VariableFacts[];
  /** the entries of GOPROXY in their order */
  readonly proxies: readonly ProxyFacts[];
  readonly compilers: readonly CompilerFacts[];
  /** by name */
  readonly tools: readonly ToolFacts[];
  /** the commit that is checked out in the folder */
  readonly revision: string | null;
  /** the go.work in effect */
  readonly workspace: WorkspaceFacts | null;
  /** by folder */
  readonly modules: readonly ModuleFacts[];
  /** every place of the repository that says which Go, by place */
  readonly versions: readonly VersionFacts[];
}

export const snapshotVersion = 1;
export const snapshotKind = 'go-preflight-snapshot';

export interface SystemFacts {
  /** GOOS and GOARCH of the machine itself */
  readonly os: string;
  readonly arch: string;
  /** `Debian GNU/Linux 13 (trixie)` */
  readonly distribution: string | null;
  readonly kernel: string | null;
  /** the C libraries whose loaders are there */
  readonly libc: readonly ('glibc' | 'musl')[];
}

/** Which go runs in the folder; `go-preflight why go` says why. */
export interface ToolchainFacts {
  readonly outcome: GoAnswer['outcome'];
  /** the go command that is started */
  readonly command: {
    readonly toolchain: string;
    readonly path: string;
    readonly goroot: string;
    readonly source: 'setting' | 'PATH' | 'well-known';
    readonly manager: string | null;
  } | null;
  /** the toolchain that does the work; null where none does */
  readonly runs: { readonly toolchain: string; readonly version: string; readonly path: string | null } | null;
}

export interface VariableFacts {
  readonly name: string;
  /** what go works with */
  readonly value: string;
  readonly source: EnvironmentRow['source'];
  /** values of weaker layers that do not count */
  readonly hides: readonly { readonly source: EnvironmentRow['source']; readonly value: string }[];
  /** values that settings of an editor give to its own programs */
  readonly elsewhere: readonly { readonly setting: string; readonly value: string }[];
}

export interface ProxyFacts {
  readonly url: string;
  /** when go asks the next one: `,` after 404 and 410, `|` after any error; '' for the last */
  readonly separator: ',' | '|' | '';
}

/** A C compiler as far as files tell: it is never run. */
export interface CompilerFacts {
  readonly name: 'CC' | 'CXX';
  /** the command line that go uses */
  readonly command: string;
  readonly path: string | null;
  /** the file behind the links */
  readonly realPath: string | null;
  /** from the name of that file: `14` of `x86_64-linux-gnu-gcc-14` */
  readonly version: string | null;
}

/** A program for Go code, as go reads it from the binary. */
export interface ToolFacts {
  readonly name: string;
  readonly path: string;
  readonly module: string | null;
  readonly version: string | null;
  /** what it was built with */
  readonly go: string | null;
}

export interface WorkspaceFacts {
  readonly file: string;
  readonly go: string | null;
  readonly toolchain: string | null;
  readonly uses: readonly string[];
  readonly replaces: readonly ReplaceFacts[];
}

export interface ModuleFacts {
  /** relative to the folder of the snapshot; `.` for itself */
  readonly folder: string;
  /** '' where go.mod names none */
  readonly path: string;
  readonly go: string | null;
  readonly toolchain: string | null;
  /** the toolchain that go runs in its folder */
  readonly runs: string | null;
  readonly godebug: readonly string[];
  readonly requires: readonly RequireFacts[];
  /** whether the module cache had what it takes to know `selected` */
  readonly complete: boolean;
  readonly replaces: readonly ReplaceFacts[];
  readonly excludes: readonly string[];
  readonly tools: readonly string[];
  readonly sha256: {
    readonly goMod: string | null;
    readonly goSum: string | null;
    /** vendor/modules.txt */
    readonly vendor: string | null;
  };
}

export interface RequireFacts {
  readonly path: string;
  /** what go.mod says; null for a module that only the graph brings, as with a go line before 1.17 */
  readonly version: string | null;
  /** what go selects as the module alone, without a go.work; absent where that is the same, or not known */
  readonly selected?: string;
  readonly indirect: boolean;
}

export interface ReplaceFacts {
  readonly path: string;
  /** null: every version */
  readonly version: string | null;
  readonly by: string;
  /** null: a folder */
  readonly byVersion: string | null;
}

export interface VersionFacts {
  readonly file: string;
  readonly kind: string;
  /** what in the file it is about */
  readonly about: string;
  readonly text: string;
  readonly meaning: Meaning;
}
