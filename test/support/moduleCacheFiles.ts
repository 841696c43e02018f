import { createHash } from 'node:crypto';

/** A go.mod of the cache: its require lines, `path version`, and what else stands in it. */
export interface CachedModule {
  readonly requires?: readonly string[];
  readonly go?: string;
  /** further lines, and comments before the module line */
  readonly lines?: readonly string[];
  readonly comment?: string;
}

/** Files of a module cache in memory, by `path@version`: the `.mod`, and a `.ziphash` that fits no files. */
export function moduleCacheFiles(modules: Readonly<Record<string, CachedModule>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(modules).flatMap(([key, { requires = [], go = '1.24', lines = [], comment }]) => {
      const [path = '', version = ''] = key.split('@');
      const head = [...(comment === undefined ? [] : [comment]), `module ${path}`, `go ${go}`];
      const text = [...head, ...requires.map((require) => `require ${require}`), ...lines, ''].join('\n');
      const file = `/home/u/go/pkg/mod/cache/download/${path}/@v/${version}`;
      return [
        [`${file}.mod`, text],
        [`${file}.ziphash`, zipHashOf(key)],
      ];
    }),
  );
}

/** The hash that the cache of `moduleCacheFiles` has for the files of a module. */
export function zipHashOf(key: string): string {
  return `h1:${createHash('sha256').update(key).digest('base64')}`;
}

/** The two lines of go.sum that fit the cache. */
export function sumLinesOf(files: Readonly<Record<string, string>>, key: string): string {
  const [path = '', version = ''] = key.split('@');
  const goMod = files[`/home/u/go/pkg/mod/cache/download/${path}/@v/${version}.mod`] ?? '';
  const inner = createHash('sha256').update(goMod).digest('hex');
  const outer = createHash('sha256').update(`${inner}  go.mod\n`).digest('base64');
  return `${path} ${version} ${zipHashOf(key)}\n${path} ${version}/go.mod h1:${outer}\n`;
}
