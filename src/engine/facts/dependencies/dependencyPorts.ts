import { newestKnownMinor } from '../../constraints/ports';
import { moduleGoLine } from '../buildTags/moduleGoLine';
import { moduleName } from '../buildTags/moduleName';
import { namesHost } from '../../parse/importPath';
import type { Fact } from '../factStore';
import { importedPaths } from '../modules/moduleImports';
import type { AskedBuilds } from './fileRows';
import { mayBeForeign } from './importedPackage';
import { packageSources, type KnownSources, type PackageSources } from './packageSources';
import { PortWalk, type PackagePorts } from './portWalk';

/** Which packages of other modules stop some of the builds that were asked for. */
export type DependencyPorts =
  /** by import path: those that the module imports itself */
  | { readonly kind: 'known'; readonly packages: ReadonlyMap<string, PackagePorts> }
  | Exclude<PackageSources, KnownSources>
  /** it imports none */
  | { readonly kind: 'none' };

/**
 * Reads the headers of every package that the module's builds rest on, and of no other. They are asked of the disk once: what
 * lies in the module cache never changes. Rests on which packages the module imports, not on its files. Key: see `portsKey`.
 */
export const dependencyPorts: Fact<DependencyPorts> = {
  name: 'dependencyPorts',
  compute: async (key, facts) => {
    const [dir = '', open = '', rows = '', ...tags] = key.split('\0');
    const imported = await facts.get(foreignPaths, dir);
    if (imported.length === 0) return { kind: 'none' };
    const sources = await facts.get(packageSources, dir);
    if (!isKnown(sources)) return sources;
    const own = (await facts.get(moduleName, dir)) ?? '';
    // Without a line go takes the module for one of Go 1.16.
    const oldestMinor = (await facts.get(moduleGoLine, dir))?.minor ?? Math.min(16, newestKnownMinor);
    const builds = { rows: BigInt(`0x${rows}`), tags, hasOpenTags: open === 'open', oldestMinor };
    const walk = new PortWalk(sources, own, builds, facts);
    return { kind: 'known', packages: await walk.from(imported) };
  },
};

/** What is asked about: builds of a module. @param dir its folder */
export function portsKey(dir: string, { rows, tags, hasOpenTags }: Omit<AskedBuilds, 'oldestMinor'>): string {
  return [dir, hasOpenTags ? 'open' : '', rows.toString(16), ...tags].join('\0');
}

/** What the module imports that another one may have. An edit seldom changes it. Key: its folder. */
const foreignPaths: Fact<readonly string[]> = {
  name: 'foreignPaths',
  compute: async (dir, facts) => {
    const sources = await facts.get(packageSources, dir);
    const own = (await facts.get(moduleName, dir)) ?? '';
    const paths = Array.from(await facts.get(importedPaths, dir)).flatMap(([path, isOwn]) => (isOwn ? [] : [path]));
    // Without sources there is no telling; a path without a dot is one of the standard library.
    const isForeign = (path: string): boolean =>
      isKnown(sources) ? mayBeForeign(path, sources, own) : namesHost(path);
    return paths.filter(isForeign).toSorted();
  },
  equals: (a, b) => a.length === b.length && a.every((path, at) => path === b[at]),
};

function isKnown(sources: PackageSources): sources is KnownSources {
  return sources.kind === 'modules' || sources.kind === 'vendor';
}
