import type { ReadSumFile } from '../../facts/sums/sumFile';
import type { GoModFile } from '../../parse/goMod';
import type { GoSumEntry } from '../../parse/goSum';
import { compareSemver } from '../../parse/semver';

export interface UnselectedZip {
  readonly entry: GoSumEntry;
  /** of the version that go.mod requires, or the highest */
  readonly other: GoSumEntry;
}

/** Hashes of the files of module versions beside another version of the same module: at most one is selected. */
export function unselectedZips({ table }: ReadSumFile, goMod: GoModFile): readonly UnselectedZip[] {
  // What a replace leads to may be used beside the version that is required.
  const targets = new Set(goMod.replace.map(({ newPath }) => newPath.value));
  const byPath = new Map<string, GoSumEntry[]>();
  for (const [entry] of table.values()) {
    if (entry === undefined || entry.version.endsWith('/go.mod') || targets.has(entry.path)) continue;
    // One for each platform.
    if (entry.path === 'golang.org/toolchain') continue;
    const known = byPath.get(entry.path);
    if (known) known.push(entry);
    else byPath.set(entry.path, [entry]);
  }
  return [...byPath.values()].flatMap((entries) => {
    if (entries.length < 2) return [];
    const required = goMod.require.find(({ path }) => path.value === entries[0]?.path)?.version.value;
    const highest = entries.toSorted((a, b) => compareSemver(b.version, a.version))[0];
    const other = entries.find(({ version }) => version === required) ?? highest;
    return other === undefined ? [] : entries.filter((entry) => entry !== other).map((entry) => ({ entry, other }));
  });
}
