import type { ReplaceDirective } from '../../parse/goModDirectives';

export interface RepeatedReplace {
  readonly first: ReplaceDirective;
  readonly again: ReplaceDirective;
}

/** Every replace whose left side an earlier line has already. A version and all versions are two left sides. */
export function repeatedReplaces(replaces: readonly ReplaceDirective[]): readonly RepeatedReplace[] {
  const seen = new Map<string, ReplaceDirective>();
  const repeated: RepeatedReplace[] = [];
  for (const again of replaces) {
    const first = seen.get(replacedOf(again));
    if (first) repeated.push({ first, again });
    else seen.set(replacedOf(again), again);
  }
  return repeated;
}

/** What is replaced, as go.mod says it: `path` or `path version`. */
export function replacedOf({ oldPath, oldVersion }: ReplaceDirective): string {
  return oldVersion ? `${oldPath.value} ${oldVersion.canonical}` : oldPath.value;
}

/** What it leads to: a folder, or `path version`. */
export function targetOf({ newPath, newVersion }: ReplaceDirective): string {
  return newVersion ? `${newPath.value} ${newVersion.canonical}` : newPath.value;
}
