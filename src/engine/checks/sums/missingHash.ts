import type { Facts } from '../../facts/factStore';
import { goModOf } from '../../facts/modules/goModOf';
import type { ModuleOfWalk, ModuleUse } from '../../facts/sums/moduleUse';
import { importLocation } from '../../facts/packages/importLocation';
import type { ListedModule } from '../../facts/sums/buildList';
import { sumFile } from '../../facts/sums/sumFile';
import type { Module } from '../../model/check';
import type { RelatedLocation } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say, type Templates } from '../../model/message';
import type { Location } from '../../model/range';
import { isKnownHash, sumKey } from '../../parse/goSum';
import { isFolderVersion } from '../../parse/pseudoVersion';
import { entryLocation } from './sumEntries';
import { tidyFix } from '../../modfile/goModFixes';
import { downloadFix } from './sumFixes';
import type { SumSubject } from './sumSubject';

/** What findings about a missing hash have in common: related places and ways out. */

export const missingHashMessages: Templates = {
  imported: 'package {package} imports {imported} here',
  replaced: 'go.mod replaces {module} here, and go.sum goes by what it is replaced with',
  known: 'the workspace has the hash here; a build outside the workspace does not see it',
};

/** A module as go.sum would name it, and the requirement that it belongs to. */
export interface MissingHash {
  readonly module: ListedModule;
  readonly path: string;
  /** with `/go.mod` where that is meant */
  readonly version: string;
  readonly why: ModuleUse | undefined;
}

export async function relatedPlaces(
  module: Module,
  subject: SumSubject,
  missing: MissingHash,
  facts: Facts,
): Promise<readonly RelatedLocation[]> {
  const { why } = missing;
  const related: RelatedLocation[] = [];
  const place = why && (await importLocation(module.dir, why, facts));
  if (why && place)
    related.push({ ...place, message: say('imported', { package: why.importer, imported: why.importPath }) });
  related.push(...(await replacedPlace(module, missing.module, facts)));
  const known = subject.workspace && (await workspaceLine(subject.workspace, missing, module.dir, facts));
  if (known) related.push({ ...known, message: say('known') });
  return related;
}

/** The line that replaces a module, whose replacement is what go.sum has to know. */
export async function replacedPlace(
  module: Module,
  { path, version, source }: ModuleOfWalk,
  facts: Facts,
): Promise<readonly RelatedLocation[]> {
  const goMod = await facts.get(goModOf, module.dir);
  if (goMod.kind !== 'file' || source.kind !== 'version' || !source.replaced) return [];
  const { replace } = goMod.file;
  const line =
    replace.findLast((one) => one.oldPath.value === path && one.oldVersion?.value === version) ??
    replace.findLast((one) => one.oldPath.value === path && one.oldVersion === undefined);
  return line ? [{ file: goMod.path, range: line.newPath.range, message: say('replaced', { module: path }) }] : [];
}

/** The hash in go.work.sum or in the go.sum of another module of the workspace. */
async function workspaceLine(
  workspace: NonNullable<SumSubject['workspace']>,
  { path, version }: MissingHash,
  own: string,
  facts: Facts,
): Promise<Location | undefined> {
  const others = workspace.modules.filter(({ dir }) => dir !== own).map(({ dir }) => `${dir}/go.sum`);
  for (const file of [`${workspace.path}.sum`, ...others]) {
    const sums = await facts.get(sumFile, file);
    const entry =
      sums.kind === 'read' ? sums.table.get(sumKey(path, version))?.find(({ hash }) => isKnownHash(hash)) : undefined;
    if (entry) return entryLocation(file, entry);
  }
  return undefined;
}

/** The version of a module that only a folder gives, with no line left that names the folder: nothing can download it. */
export function lacksFolder({ module: { version, source } }: MissingHash): boolean {
  return source.kind === 'version' && !source.replaced && isFolderVersion(version);
}

/** `go mod download` for the one module first: it touches nothing else. */
export function missingHashFixes(dir: string, missing: MissingHash, subject: SumSubject): readonly Fix[] {
  if (lacksFolder(missing)) return [];
  const { path, version, source } = missing.module;
  const replaced = source.kind === 'version' && source.replaced;
  return [...downloadFixes(dir, replaced ? path : `${path}@${version}`, subject), tidyFix(dir)];
}

/** None where go.sum has a line that only `go mod tidy` passes over. */
export function downloadFixes(dir: string, query: string, { file }: SumSubject): readonly Fix[] {
  return file?.parsed.malformed.length ? [] : [downloadFix(dir, query)];
}
