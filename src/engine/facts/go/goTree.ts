import { dirname, joinPath } from '../../../base/paths';
import { goVersionOfToolchain } from '../../parse/goVersion';
import type { Facts } from '../factStore';

/** An unpacked Go distribution. */
export interface GoTree {
  readonly goroot: string;
  /** what the binary calls itself: `go1.26.8`, `go1.26.8-bigcorp`, `go1.26.8 X:boringcrypto` */
  readonly toolchain: string;
  /** `1.26.8`; of a development tree the language version it works on, `1.28` */
  readonly version: string;
}

/**
 * The tree of a `go` binary, found as `cfg.findGOROOT` of cmd/go does: the folder above `bin`, recognised by `pkg/tool`,
 * by the path as given and then with its symbolic links resolved.
 */
export async function treeOfBinary(binary: string, facts: Facts): Promise<GoTree | undefined> {
  const real = await facts.realPath(binary);
  for (const path of real === undefined || real === binary ? [binary] : [binary, real]) {
    const above = dirname(dirname(path));
    for (const folder of [above, dirname(above)]) {
      if ((await facts.stat(joinPath(folder, 'pkg/tool')))?.kind === 'directory') return readGoTree(folder, facts);
    }
  }
  return undefined;
}

/** Reads which Go a folder holds; undefined where it cannot be told without running it. */
export async function readGoTree(goroot: string, facts: Facts): Promise<GoTree | undefined> {
  const text = await facts.readText(joinPath(goroot, 'VERSION'));
  const toolchain = text?.split('\n')[0]?.trim() ?? '';
  const version = goVersionOfToolchain(toolchain) || (await developmentVersion(goroot, facts));
  return version === undefined ? undefined : { goroot, toolchain: toolchain || `go${version}`, version };
}

/** A development tree has no VERSION (or one that starts with `devel`); it reports the language version it works on. */
async function developmentVersion(goroot: string, facts: Facts): Promise<string | undefined> {
  const source = await facts.readText(joinPath(goroot, 'src/internal/goversion/goversion.go'));
  const minor = /^const Version = (\d+)/m.exec(source ?? '')?.[1];
  return minor === undefined ? undefined : `1.${minor}`;
}
