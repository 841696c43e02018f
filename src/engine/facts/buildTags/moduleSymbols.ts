import { joinPath } from '../../../base/paths';
import { nameTagsOf } from '../../constraints/fileName';
import { oldestKnownMinor } from '../../constraints/ports';
import type { Module } from '../../model/check';
import { isLinkedAt, levelsAt, type TargetLevel } from '../../constraints/targetLevels';
import type { ConstantOverflow, FolderSymbols, LevelOfBuilds, SymbolClash, SyntaxFault } from '../../model/symbols';
import type { Directory, GoFile } from '../../model/tree';
import type { Facts } from '../factStore';
import { IgnoredFolders } from '../modules/ignoredFolders';
import { moduleGoLine } from './moduleGoLine';
import { ignoredFolders, pathWithinModule } from './moduleTags';
import { directoriesOfModule } from '../packages/moduleDirectories';
import { targetUniverse } from './targetUniverse';

/** What the whole files of a module say about its names. */
export interface ModuleSymbols {
  readonly overflows: readonly { readonly folder: string; readonly overflow: ConstantOverflow }[];
  readonly clashes: readonly { readonly folder: string; readonly clash: SymbolClash }[];
  readonly faults: readonly { readonly folder: string; readonly fault: SyntaxFault }[];
  /** absolute paths of files that do not parse, and that are no fault: what their packages lack is not known */
  readonly broken: readonly string[];
  /** absolute paths of files that do not parse, beside constants that seem too large */
  readonly undecided: readonly string[];
  /** files that could not be read: nothing is known of their folders */
  readonly unread: readonly { readonly path: string; readonly detail: string }[];
}

/**
 * Clashes of names in the module's packages, and constants too large for some builds. Names matter in folders in which a
 * constraint decides about a file: in the others every build takes the same files, and the compiler tells.
 */
export async function moduleSymbols(module: Module, facts: Facts, of: 'clashes' | 'constants'): Promise<ModuleSymbols> {
  const read = await readFolders(module, facts, of);
  return {
    clashes: read.flatMap(({ folder, symbols }) => symbols.clashes.map((clash) => ({ folder, clash }))),
    faults: read.flatMap(({ folder, symbols }) => symbols.faults.map((fault) => ({ folder, fault }))),
    overflows: read.flatMap(({ folder, symbols }) => symbols.overflows.map((overflow) => ({ folder, overflow }))),
    broken: read.flatMap(({ folder, symbols }) => symbols.broken.map((file) => joinPath(folder, file))),
    undecided: read.flatMap(({ folder, symbols }) => symbols.undecided.map((file) => joinPath(folder, file))),
    unread: read.flatMap(({ folder, symbols }) =>
      symbols.unread.map(({ file, detail }) => ({ path: joinPath(folder, file), detail })),
    ),
  };
}

/** The folders of a module whose packages export a name that some of their builds lack; absolute. */
export async function partlyExportedFolders(module: Module, facts: Facts): Promise<readonly string[]> {
  const read = await readFolders(module, facts, 'clashes');
  return read.filter(({ symbols }) => symbols.partlyExported).map(({ folder }) => folder);
}

async function readFolders(
  module: Module,
  facts: Facts,
  of: 'clashes' | 'constants',
): Promise<readonly { readonly folder: string; readonly symbols: FolderSymbols }[]> {
  const ignored = new IgnoredFolders(await facts.get(ignoredFolders, module.dir));
  const folders = (await facts.get(directoriesOfModule, module.dir)).filter(
    (directory) =>
      (of === 'constants' ? directory.goFileCount > 0 : isConstrained(directory)) &&
      !ignored.has(pathWithinModule(facts.root, module.dir, directory)),
  );
  const universe = await targetUniverse(module, facts);
  const oldestMinor = (await facts.get(moduleGoLine, module.dir))?.minor ?? oldestKnownMinor;
  return Promise.all(
    folders.map(async (directory) => {
      const folder = joinPath(facts.root, directory.path);
      const constrained = isConstrained(directory);
      const levels = buildsOf(levelsAt(universe, directory.path), directory.path);
      return { folder, symbols: await facts.readSymbols({ folder, constrained, oldestMinor, levels }) };
    }),
  );
}

/** Which folders a level is of is nothing that a folder has to know. */
function buildsOf(levels: readonly TargetLevel[], folder: string): readonly LevelOfBuilds[] {
  return levels.map((of) => {
    const { level, rows, tags, tested = false } = of;
    return { level, rows, tags, tested, linked: isLinkedAt(of, folder) };
  });
}

function isConstrained(directory: Directory): boolean {
  return directory.goFiles.some(hasConstraint);
}

function hasConstraint({ name, cgo, constraints: { goBuild, plusBuild } }: GoFile): boolean {
  return cgo || goBuild.length + plusBuild.length > 0 || nameTagsOf(name) !== undefined;
}
