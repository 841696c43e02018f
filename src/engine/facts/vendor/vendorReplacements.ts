import { isAbsolutePath, joinPath, relativePath } from '../../../base/paths';
import type { GoModFile } from '../../parse/goMod';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import type { VendorFolder } from './vendorFolders';

/** A module that something is replaced with; `version` is '' for a folder. */
export interface ReplaceTarget {
  readonly path: string;
  readonly version: string;
}

/** A replace line that counts for a vendor folder. */
export interface EffectiveReplace {
  readonly directive: ReplaceDirective;
  /** the file it stands in */
  readonly file: string;
  /** what the module is replaced with in the end, as modules.txt must name it */
  readonly target: ReplaceTarget;
}

/** The replace lines that modules.txt must repeat: each left side once. A main module is replaced by nothing. */
export function effectiveReplaces(folder: VendorFolder): readonly EffectiveReplace[] {
  const seen = new Set<string>();
  const found: EffectiveReplace[] = [];
  const sources = [
    ...folder.goMods.map(({ path, file }) => ({ path, replaces: file.replace })),
    ...(folder.goWork ? [{ path: folder.goWork.path, replaces: folder.goWork.file.replace }] : []),
  ];
  for (const { path, replaces } of sources) {
    for (const directive of replaces) {
      const version = directive.oldVersion?.value ?? '';
      const key = `${directive.oldPath.value}@${version}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const target = replacementIn(folder, directive.oldPath.value, version);
      if (target) found.push({ directive, file: path, target });
    }
  }
  return found;
}

/** What go replaces a module with (`modload.Replacement`); undefined where it does not. */
export function replacementIn(folder: VendorFolder, path: string, version: string): ReplaceTarget | undefined {
  if (version === '' && folder.goMods.some(({ file }) => file.module?.path.value === path)) return undefined;
  const ofWork = folder.goWork && lookUp(folder.goWork.file.replace, path, version);
  if (ofWork) return targetOf(ofWork);
  for (const { file, dir } of folder.goMods) {
    const directive = lookUp(file.replace, path, version);
    if (directive) return folder.goWork ? relativeTo(folder.owner, dir, targetOf(directive)) : targetOf(directive);
  }
  return undefined;
}

function lookUp(replaces: GoModFile['replace'], path: string, version: string): ReplaceDirective | undefined {
  const candidates = replaces.filter((directive) => directive.oldPath.value === path);
  return (
    candidates.findLast((directive) => (directive.oldVersion?.value ?? '') === version) ??
    candidates.findLast((directive) => directive.oldVersion === undefined)
  );
}

function targetOf({ newPath, newVersion }: ReplaceDirective): ReplaceTarget {
  return { path: newPath.value, version: newVersion?.value ?? '' };
}

/** A folder that a member's go.mod names, as seen from go.work (`canonicalizeReplacePath`). */
function relativeTo(workspace: string, member: string, target: ReplaceTarget): ReplaceTarget {
  if (target.version !== '' || isAbsolutePath(target.path)) return target;
  const folder = joinPath(member, target.path);
  return { path: relativePath(workspace, folder) ?? folder, version: '' };
}
