/**
 * What the `ignore` lines of a go.mod take out of `./...` and of `go mod tidy` (`search.NewIgnorePatterns`): `x/y` at any
 * depth, `./x` from the folder of go.mod. Whole elements only; no wildcards.
 */
export class IgnoredFolders {
  readonly #fromRoot: readonly string[];
  readonly #anywhere: readonly string[];

  constructor(patterns: readonly string[]) {
    this.#fromRoot = patterns
      .filter((pattern) => pattern.startsWith('./'))
      .map((pattern) => enclosed(pattern.slice(2)));
    this.#anywhere = patterns.filter((pattern) => !pattern.startsWith('./')).map(enclosed);
  }

  /** @param folder relative to the folder of go.mod; a folder below an ignored one is ignored */
  has(folder: string): boolean {
    if (folder === '' || this.#fromRoot.length + this.#anywhere.length === 0) return false;
    const path = enclosed(folder);
    return (
      this.#fromRoot.some((pattern) => path.startsWith(pattern)) ||
      this.#anywhere.some((pattern) => path.includes(pattern))
    );
  }
}

function enclosed(path: string): string {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return rooted.endsWith('/') ? rooted : `${rooted}/`;
}
