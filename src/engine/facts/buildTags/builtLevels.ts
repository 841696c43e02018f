import { getOrSet } from '../../../base/getOrSet';
import { joinPath, relativeWithin } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import { isTestFileName } from '../../constraints/fileName';
import { complement, intersect, isEmpty } from '../../constraints/rows';
import { rowsOfFile } from '../../constraints/fileRows';
import type { ConstraintTable } from '../../constraints/constraintTable';
import type { TargetLevel } from '../../constraints/targetLevels';
import type { Directory, GoFile } from '../../model/tree';
import type { Fact } from '../factStore';
import { directoriesOfModule } from '../packages/moduleDirectories';
import { treeLists } from '../treeLists';
import type { PackagePattern } from './builtTarget';
import { constraintTable } from './constraintTable';
import { moduleName } from './moduleName';
import { builtTargets } from './builtTargets';

/**
 * The targets that a module is built for, and which of its packages: those that a command names, and what these import of the
 * module there. Where all are built, which is usual, nobody looks at a package. Key: the module's folder.
 */
export const builtLevels: Fact<readonly TargetLevel[]> = {
  name: 'builtLevels',
  barrier: true,
  compute: async (dir, facts) => {
    const targets = await facts.get(builtTargets, facts.root);
    const { modules } = await facts.get(treeLists, facts.root);
    const module = relativeWithin(facts.root, dir) ?? '';
    const levels: TargetLevel[] = [];
    let imports: ModuleImports | undefined;
    for (const { level, packages } of targets) {
      const own = packages.filter((pattern) => isOf(folderOf(pattern), module, modules));
      if (own.includes(below(module))) levels.push(level);
      else if (own.length > 0) {
        const folders = await facts.get(directoriesOfModule, dir);
        imports ??= new ModuleImports(module, await facts.get(moduleName, dir), folders);
        const named = imports.folders.filter((path) => own.some((pattern) => matches(path, pattern)));
        const reached = reachedFrom(named, imports, level, await facts.get(constraintTable));
        // Of a package that is only imported nobody runs the tests.
        if (level.tested === true) levels.push({ ...level, folders: new Set(named) });
        // Nor is it linked.
        levels.push({ ...level, tested: false, folders: reached, linkedFolders: new Set(named) });
      }
    }
    // Where a package is built for a target twice, what is known of its tests counts.
    const first = levels.map((level) => levels.findIndex((other) => isSameTarget(level, other)));
    const rank = new Map(levels.map((level, at) => [level, (first[at] ?? 0) * 2 + (level.tested === true ? 0 : 1)]));
    return levels.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  },
  equals: (a, b) => a.length === b.length && a.every((level, at) => isSame(level, b[at])),
};

function isSame(a: TargetLevel, b: TargetLevel | undefined): boolean {
  return (
    b !== undefined &&
    isSameTarget(a, b) &&
    a.tested === b.tested &&
    (a.folders === undefined) === (b.folders === undefined) &&
    sameElements([...(a.folders ?? [])], [...(b.folders ?? [])]) &&
    a.linked === b.linked &&
    sameElements([...(a.linkedFolders ?? [])], [...(b.linkedFolders ?? [])])
  );
}

function isSameTarget(a: TargetLevel, b: TargetLevel): boolean {
  return a.rows === b.rows && sameElements([...a.tags], [...b.tags]);
}

function folderOf(pattern: PackagePattern): string {
  return pattern.endsWith('/...') ? pattern.slice(0, -'/...'.length) : pattern;
}

function below(folder: string): PackagePattern {
  return `${folder}/...`;
}

/** Whether a module is the nearest at or above a folder. */
function isOf(folder: string, module: string, modules: readonly string[]): boolean {
  if (!isAtOrBelow(folder, module)) return false;
  return !modules.some((other) => other.length > module.length && isAtOrBelow(folder, other));
}

function isAtOrBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The folders of a module that a build takes, in the order in which it comes to them. */
function reachedFrom(
  named: readonly string[],
  imports: ModuleImports,
  level: TargetLevel,
  table: ConstraintTable,
): ReadonlySet<string> {
  const reached = new Set(named);
  const ownTests = new Set(level.tested === true ? named : []);
  // A set goes on with what is added on the way.
  for (const path of reached)
    for (const { file, folders } of imports.of(path)) {
      if (isTestFileName(file.name) && !ownTests.has(path)) continue;
      const left = complement(rowsOfFile(table, file, level, 'certain'));
      if (isEmpty(intersect(level.rows, left))) for (const folder of folders) reached.add(folder);
    }
  return reached;
}

/** A file, and the folders of its module that it imports. */
interface ImportingFile {
  readonly file: GoFile;
  readonly folders: readonly string[];
}

/** Which folders of a module its files import. */
class ModuleImports {
  readonly #module: string;
  readonly #name: string | undefined;
  readonly #directories: ReadonlyMap<string, Directory>;
  readonly #files = new Map<string, readonly ImportingFile[]>();

  /** @param name of the module */
  constructor(module: string, name: string | undefined, directories: readonly Directory[]) {
    this.#module = module;
    this.#name = name;
    this.#directories = new Map(directories.map((directory) => [directory.path, directory]));
  }

  get folders(): readonly string[] {
    return [...this.#directories.keys()];
  }

  /** The files of a folder that import something of the module. */
  of(path: string): readonly ImportingFile[] {
    return getOrSet(this.#files, path, () =>
      (this.#directories.get(path)?.goFiles ?? []).flatMap((file) => {
        const folders = file.imports.flatMap((imported) => this.#folderOf(imported)?.path ?? []);
        return folders.length > 0 ? [{ file, folders }] : [];
      }),
    );
  }

  /** Of a package of the module. */
  #folderOf(imported: string): Directory | undefined {
    const name = this.#name;
    if (name === undefined || (imported !== name && !imported.startsWith(`${name}/`))) return undefined;
    const inside = imported.slice(name.length + 1);
    return this.#directories.get(this.#module === '' ? inside : joinPath(this.#module, inside));
  }
}

/** `...` passes over the folders that go ignores, as the checks do. */
function matches(path: string, pattern: PackagePattern): boolean {
  if (!pattern.endsWith('/...')) return path === pattern;
  return isAtOrBelow(path, folderOf(pattern));
}
