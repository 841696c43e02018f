import { compareSemver } from '../../parse/semver';
import type { GoModFile, RequireDirective } from '../../parse/goMod';

export interface RepeatedRequire {
  readonly first: RequireDirective;
  readonly again: RequireDirective;
}

/** Every requirement of a module that an earlier line requires already: at the same version, else the highest of them. */
export function repeatedRequires({ require }: GoModFile): readonly RepeatedRequire[] {
  const seen = new Map<string, RequireDirective[]>();
  const repeated: RepeatedRequire[] = [];
  for (const again of require) {
    const before = seen.get(again.path.value) ?? [];
    const same = before.find((other) => other.version.value === again.version.value);
    const first = same ?? highest(before);
    if (first) repeated.push({ first, again });
    if (!same) seen.set(again.path.value, [...before, again]);
  }
  return repeated;
}

function highest(requires: readonly RequireDirective[]): RequireDirective | undefined {
  let best: RequireDirective | undefined;
  for (const one of requires) if (!best || compareSemver(one.version.value, best.version.value) > 0) best = one;
  return best;
}
