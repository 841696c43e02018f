import { joinPath } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import { newestKnownMinor } from '../../constraints/ports';
import { isEmpty, isSubset, noRows, unite, type RowSet } from '../../constraints/rows';
import type { PartialPackage } from '../../model/importedNames';
import type { Directory, GoFile } from '../../model/tree';
import { namesHost } from '../../parse/importPath';
import { moduleGoLine } from '../buildTags/moduleGoLine';
import { moduleName } from '../buildTags/moduleName';
import type { Fact, Facts } from '../factStore';
import { selectedGoroot, standardFolder } from '../go/standardLibrary';
import { importedPaths } from '../modules/moduleImports';
import { directoriesOfModule } from '../packages/moduleDirectories';
import { FileRows, type AskedBuilds } from './fileRows';
import { findPackage, mayBeForeign } from './importedPackage';
import { packageSources, type KnownSources } from './packageSources';

/** A package that exports some names to some builds alone. */
export interface PartialImport {
  readonly package: PartialPackage;
  /** its files, other than tests; of those that every build takes one is enough */
  readonly files: readonly GoFile[];
  /** by the number of a group: the files that may declare its names */
  readonly declaring: readonly (readonly GoFile[])[];
}

export interface PartialImports {
  /** by import path */
  readonly packages: ReadonlyMap<string, PartialImport>;
  /** modules that are not at hand: what their packages export is not known */
  readonly missing: readonly string[];
  /** nor is what those of the standard library do */
  readonly noStandardLibrary: boolean;
}

/** Builds that matter, without the releases of Go. */
export type AskedLevel = Omit<AskedBuilds, 'oldestMinor'>;

/**
 * The packages that a module imports, its own too, which do not export the same names to all of some builds: of the standard
 * library these are syscall and few others. Headers say of most that every build takes all their files; the files of the others
 * are read, once. Key: see `partialKey`.
 */
export const partialImports: Fact<PartialImports> = {
  name: 'partialImports',
  compute: async (key, facts) => {
    const [dir, levels, folders] = JSON.parse(key) as KeyParts;
    // Without a line go takes the module for one of Go 1.16.
    const oldestMinor = (await facts.get(moduleGoLine, dir))?.minor ?? Math.min(16, newestKnownMinor);
    const rows = levels.map(
      ([open, hex, ...tags]) =>
        new FileRows({ rows: BigInt(`0x${hex}`), tags, hasOpenTags: open === 'open', oldestMinor }),
    );
    const around: Around = {
      dir,
      own: (await facts.get(moduleName, dir)) ?? '',
      folders: new Set(folders),
      directories: await facts.get(directoriesOfModule, dir),
      goroot: await facts.get(selectedGoroot, dir),
      sources: await facts.get(packageSources, dir),
    };
    const paths = [...(await facts.get(importedPaths, dir))].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const found = await Promise.all(paths.map(([path, isOwn]) => sourceOf(path, isOwn, around, facts)));
    const missing = new Set(found.flatMap((source) => (source.kind === 'missing' ? source.modules : [])));
    const partial = await Promise.all(
      found.map(async (source, at) =>
        source.kind === 'files' ? partialOf(paths[at]?.[0] ?? '', source, rows, facts) : undefined,
      ),
    );
    const packages = new Map(partial.flatMap((one) => (one ? [[one.package.path, one] as const] : [])));
    const noStandardLibrary = found.some(({ kind }) => kind === 'no standard library');
    return { packages, missing: [...missing].toSorted(), noStandardLibrary };
  },
  equals: (a, b) => JSON.stringify(plain(a)) === JSON.stringify(plain(b)),
};

type LevelKey = readonly [open: 'open' | '', rows: string, ...tags: string[]];
type KeyParts = readonly [dir: string, levels: readonly LevelKey[], folders: readonly string[]];

/** @param dir the module's folder @param folders of its packages that export names to some builds alone; absolute */
export function partialKey(dir: string, levels: readonly AskedLevel[], folders: readonly string[]): string {
  const keys = levels.map(({ rows, tags, hasOpenTags }): LevelKey => [
    hasOpenTags ? 'open' : '',
    rows.toString(16),
    ...tags,
  ]);
  const parts: KeyParts = [dir, keys, folders];
  return JSON.stringify(parts);
}

function plain({ packages, missing, noStandardLibrary }: PartialImports): unknown {
  return [Array.from(packages.values()), missing, noStandardLibrary];
}

interface Around {
  readonly dir: string;
  readonly own: string;
  /** of its own packages that matter */
  readonly folders: ReadonlySet<string>;
  readonly directories: readonly Directory[];
  readonly goroot: string | undefined;
  readonly sources: { readonly kind: 'faulty' | 'missing' } | KnownSources;
}

interface SourceFiles {
  readonly kind: 'files';
  readonly folder: string;
  readonly files: readonly GoFile[];
  readonly isImmutable: boolean;
}

type Source =
  | SourceFiles
  | { readonly kind: 'missing'; readonly modules: readonly string[] }
  | { readonly kind: 'other' | 'no standard library' };

const other: Source = { kind: 'other' };

async function sourceOf(path: string, isOwn: boolean, around: Around, facts: Facts): Promise<Source> {
  const { own, sources, goroot } = around;
  // The packages of the standard library are those of a module called std.
  if (isOwn || own === 'std') return ownSource(path, around, facts.root);
  if (isKnown(sources) && mayBeForeign(path, sources, own)) {
    const found = await findPackage(path, sources, own, facts);
    if (found.kind !== 'package') return found;
    const { folder, headers, isImmutable } = found;
    return headers.unread.length > 0 ? other : { kind: 'files', folder, files: headers.files, isImmutable };
  }
  if (namesHost(path)) return other;
  if (goroot === undefined) return { kind: 'no standard library' };
  const folder = standardFolder(goroot, path);
  const headers = await facts.readHeaders(folder, true);
  if (!headers.isPackage || headers.unread.length > 0) return other;
  return { kind: 'files', folder, files: headers.files, isImmutable: true };
}

function isKnown(sources: Around['sources']): sources is KnownSources {
  return sources.kind === 'modules' || sources.kind === 'vendor';
}

function ownSource(path: string, { dir, own, folders, directories }: Around, root: string): Source {
  const within = own === 'std' ? path : path === own ? '' : path.slice(own.length + 1);
  const folder = joinPath(dir, within);
  const directory = folders.has(folder) && directories.find((one) => joinPath(root, one.path) === folder);
  if (!directory) return other;
  const files = directory.goFiles.filter(({ name }) => !isTestFileName(name));
  return { kind: 'files', folder, files, isImmutable: false };
}

async function partialOf(
  path: string,
  { folder, files, isImmutable }: SourceFiles,
  levels: readonly FileRows[],
  facts: Facts,
): Promise<PartialImport | undefined> {
  const built = files.filter((file) => levels.some((rows) => !isEmpty(rows.of(file).possible)));
  const some = built.filter((file) => levels.some((rows) => !rows.isAlways(file)));
  if (some.length === 0) return undefined;
  const names = new Set(built.map(({ packageName }) => packageName));
  const [name = ''] = names;
  // Of a file without a clause, or of two packages in a folder, nobody knows what they export.
  if (names.size > 1 || name === '') return undefined;
  const none = files.filter((file) => !built.includes(file));
  const question = { folder, some: some.map(nameOf), none: none.map(nameOf) };
  const { digest, groups } = await facts.readExports(question, isImmutable);
  const byName = new Map(built.map((file) => [file.name, file]));
  const declaring = groups.map((group) => group.flatMap((each) => byName.get(each) ?? []));
  const asked = levels.map((rows) => ({
    rows,
    there: built.map((file) => rows.of(file).certain).reduce(unite, noRows),
  }));
  // Some build certainly has the package, and none of the files.
  const lacking = declaring.flatMap((group, at) => {
    const declaredIn = (rows: FileRows): RowSet => group.map((file) => rows.of(file).possible).reduce(unite, noRows);
    return asked.some(({ rows, there }) => !isSubset(there, declaredIn(rows))) ? [at] : [];
  });
  if (lacking.length === 0) return undefined;
  return { package: { ...question, digest, path, name, lacking }, files: built, declaring };
}

function nameOf({ name }: GoFile): string {
  return name;
}
