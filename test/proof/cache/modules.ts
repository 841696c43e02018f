import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { go } from '../trees';

/** A module as it lies, extracted and read-only, in the module cache. */
export interface CachedModule {
  /** `rsc.io/quote@v1.5.2`, with the cache's `!` for capitals */
  readonly name: string;
  readonly dir: string;
}

/** Every extracted module of this machine's cache that has a go.mod, but the Go toolchains, in the order of their names. */
export async function cachedModules(): Promise<readonly CachedModule[]> {
  const cache = (await go('.', ['env', 'GOMODCACHE'])).trim();
  const modules: CachedModule[] = [];
  const open = [''];
  for (const folder of open) {
    for (const entry of await readdir(join(cache, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory() || name === 'cache') continue;
      if (!entry.name.includes('@')) open.push(name);
      else if (existsSync(join(cache, name, 'go.mod')) && !name.startsWith('golang.org/toolchain@'))
        modules.push({ name, dir: join(cache, name) });
    }
  }
  return modules.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
