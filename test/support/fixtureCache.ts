import type { Fixture } from './fixture';
import type { ProxyModule } from './moduleProxy';

/** Where fixtures keep their module cache. */
const cache = '/home/u/go/pkg/mod/';

export function hasModuleCache({ archive }: Fixture): boolean {
  return archive.files.some(({ name }) => name.startsWith(`${cache}cache/download/`));
}

/** The modules of a fixture's module cache, so that a proxy can serve them to the real go. */
export function modulesOfCache({ archive }: Fixture): readonly ProxyModule[] {
  const mods = archive.files.flatMap(({ name, data }) => {
    const match = /^cache\/download\/(.+)\/@v\/(.+)\.mod$/.exec(withoutCache(name));
    return match?.[1] !== undefined && match[2] !== undefined
      ? [{ path: match[1], version: match[2], goMod: data }]
      : [];
  });
  return mods.map(({ path, version, goMod }) => {
    const folder = `${path}@${version}/`;
    const inside = archive.files.filter(({ name }) => withoutCache(name).startsWith(folder));
    const files = Object.fromEntries(inside.map(({ name, data }) => [withoutCache(name).slice(folder.length), data]));
    return { path: unescaped(path), version: unescaped(version), files: { 'go.mod': goMod, ...files } };
  });
}

function withoutCache(name: string): string {
  return name.startsWith(cache) ? name.slice(cache.length) : '';
}

/** `!a` is `A`. */
function unescaped(text: string): string {
  return text.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
