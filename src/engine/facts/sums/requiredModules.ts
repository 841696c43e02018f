import { getOrSet } from '../../../base/getOrSet';
import type { GoModFile, RequireDirective } from '../../parse/goMod';
import { compareSemver } from '../../parse/semver';

/** A module version. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** What go really reads for a module: another module's content or a folder where go.mod replaces it. */
export type ModuleSource =
  | ({ readonly kind: 'version'; readonly replaced: boolean } & ModuleVersion)
  /** as it is written, relative to the folder of go.mod; has no hash in go.sum */
  | { readonly kind: 'folder'; readonly path: string };

/** A root of the module graph: a requirement of go.mod as go takes it. */
export interface RequiredModule extends ModuleVersion {
  readonly require: RequireDirective;
  readonly source: ModuleSource;
}

/**
 * The requirements that count: neither excluded nor of the module itself, of several versions the highest. A version that
 * is not canonical names nothing yet, so its line is left out; another check reports it.
 */
export function requiredModules(file: GoModFile): readonly RequiredModule[] {
  return getOrSet(known, file, () => chosenOf(file));
}

/** A file that was parsed never changes, and many ask. */
const known = new WeakMap<GoModFile, readonly RequiredModule[]>();

function chosenOf(file: GoModFile): readonly RequiredModule[] {
  const own = file.module?.path.value;
  const chosen = new Map<string, RequireDirective>();
  for (const require of file.require) {
    const path = require.path.value;
    if (path === own || !isCanonical(require) || isExcluded(file, path, require.version.value)) continue;
    const known = chosen.get(path);
    if (!known || compareSemver(known.version.value, require.version.value) < 0) chosen.set(path, require);
  }
  return [...chosen].map(([path, require]) => {
    const version = require.version.value;
    return { path, version, require, source: sourceOf(file, { path, version }) };
  });
}

function isCanonical({ version }: RequireDirective): boolean {
  return version.value !== '' && version.canonical === version.value;
}

export function isExcluded(file: GoModFile, path: string, version: string): boolean {
  return file.exclude.some((exclude) => exclude.path.value === path && exclude.version.value === version);
}

/** An exact replacement before one for every version; the last line of several equal ones, as in go's map. */
export function sourceOf(file: Pick<GoModFile, 'replace'>, { path, version }: ModuleVersion): ModuleSource {
  const candidates = file.replace.filter((replace) => replace.oldPath.value === path);
  const exact = candidates.findLast((replace) => replace.oldVersion?.value === version);
  const replace = exact ?? candidates.findLast((candidate) => candidate.oldVersion === undefined);
  if (replace === undefined) return { kind: 'version', path, version, replaced: false };
  const target = replace.newPath.value;
  if (replace.newVersion === undefined) return { kind: 'folder', path: target };
  return { kind: 'version', path: target, version: replace.newVersion.value, replaced: true };
}
