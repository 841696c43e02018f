import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** A module of a cache: its go line, the `path version` that it requires, and lines of its own. */
export interface CachedModule {
  readonly go?: string;
  readonly requires?: readonly string[];
  readonly lines?: readonly string[];
}

/** Writes a module cache that has the go.mod files of some modules, by `path@version`. Lower-case paths only. */
export async function writeModuleCache(folder: string, modules: Readonly<Record<string, CachedModule>>): Promise<void> {
  for (const [key, { go = '1.24', requires = [], lines = [] }] of Object.entries(modules)) {
    const [module = '', version = ''] = key.split('@');
    const versions = path.join(folder, 'cache', 'download', ...module.split('/'), '@v');
    const text = [`module ${module}`, `go ${go}`, ...requires.map((each) => `require ${each}`), ...lines, ''].join(
      '\n',
    );
    await mkdir(versions, { recursive: true });
    await writeFile(path.join(versions, `${version}.mod`), text);
  }
}

/** How many modules a large graph has, and how many of them each requires. */
export const largeGraph = { modules: 3000, each: 14 } as const;

/** A graph of some forty thousand requirements, without pruning: each module requires the ones after it, at the one version there is. */
export function largeGraphModules(): Record<string, CachedModule> {
  const name = (at: number): string => `example.com/team${at % 40}/service-${String(at).padStart(4, '0')}`;
  return Object.fromEntries(
    Array.from({ length: largeGraph.modules }, (_, at) => {
      const below = Array.from({ length: largeGraph.each }, (_, step) => at + 1 + step * step);
      const requires = below.filter((to) => to < largeGraph.modules).map((to) => `${name(to)} v1.0.0`);
      return [`${name(at)}@v1.0.0`, { go: '1.16', requires }];
    }),
  );
}
