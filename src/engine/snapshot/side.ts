import { parseGoFlags } from '../parse/goFlags';
import { goVersionOfToolchain } from '../parse/goVersion';
import type { BuildInfo } from '../parse/buildInfo';
import type { Snapshot, VariableFacts } from './snapshot';

/** One of the two things that are compared. */
export type Side = EnvironmentSide | BinarySide;

/** A redacted snapshot, read from a file or taken now. */
export interface EnvironmentSide {
  readonly kind: 'environment';
  readonly snapshot: Snapshot;
  readonly variables: ReadonlyMap<string, VariableFacts>;
}

export interface BinarySide {
  readonly kind: 'binary';
  readonly info: BuildInfo;
}

export type SideName = 'A' | 'B';

export function sideOfSnapshot(snapshot: Snapshot): EnvironmentSide {
  return {
    kind: 'environment',
    snapshot,
    variables: new Map(snapshot.variables.map((variable) => [variable.name, variable])),
  };
}

export function sideOfBinary(info: BuildInfo): BinarySide {
  return { kind: 'binary', info };
}

/**
 * The value of a variable that a build depends on; '' where it is not set. Undefined where nobody recorded it: a binary
 * that other tools than go built has no settings.
 */
export function settingOf(side: Side, name: string): string | undefined {
  if (side.kind === 'environment') return side.variables.get(name)?.value ?? '';
  const { settings } = side.info;
  const value = settings.get(name);
  if (value !== undefined) return value;
  // go records these in each binary, the others where they are not what they are by default.
  return settings.size === 0 || ['GOOS', 'GOARCH', 'CGO_ENABLED'].includes(name) ? undefined : '';
}

/** The tags that a build gets, sorted. */
export function tagsOf(side: Side): readonly string[] | undefined {
  const text =
    side.kind === 'binary'
      ? settingOf(side, '-tags')
      : (parseGoFlags(settingOf(side, 'GOFLAGS') ?? '').flags.findLast(({ name }) => name === 'tags')?.value ?? '');
  return text === undefined ? undefined : [...new Set(text.split(/[\s,]+/).filter((tag) => tag !== ''))].toSorted();
}

export interface GoOfSide {
  /** `go1.26.8`, perhaps with what a packager put behind it */
  readonly toolchain: string;
  /** `1.26.8`; '' for a Go that is no release */
  readonly version: string;
}

/**
 * The Go that builds, or built.
 * @param module path of the module in whose folder go is run; the folder of the snapshot where it is absent
 */
export function goOf(side: Side, module?: string): GoOfSide | undefined {
  if (side.kind === 'binary') {
    // `go1.26.8 X:synctest`, `devel go1.28-abc Mon ...`
    const toolchain = /(?:^|\s)(go\d\S*)/.exec(side.info.go)?.[1] ?? side.info.go;
    return { toolchain: side.info.go.startsWith('devel') ? side.info.go : toolchain, version: versionOf(toolchain) };
  }
  const { modules, toolchain } = side.snapshot;
  const own = module === undefined ? undefined : modules.find(({ path }) => path === module);
  if (own) return own.runs === null ? undefined : { toolchain: own.runs, version: versionOf(own.runs) };
  return toolchain.runs ? { toolchain: toolchain.runs.toolchain, version: toolchain.runs.version } : undefined;
}

function versionOf(toolchain: string): string {
  return goVersionOfToolchain(toolchain);
}

export function usesCgo(side: Side): boolean {
  return settingOf(side, 'CGO_ENABLED') === '1';
}
