import { getOrSet } from '../../../base/getOrSet';
import { kept } from '../../../base/kept';
import type { BuildTarget } from '../../constraints/inclusion';
import { isTestFileName } from '../../constraints/fileName';
import type { Directory } from '../../model/tree';
import { useOfFiles, type FileUse } from './defaultBuild';

/** A file of a folder, with those of its imports that no file of its kind before it has. */
export interface ImportingFile {
  readonly name: string;
  readonly use: Exclude<FileUse, 'never'>;
  readonly isTest: boolean;
  readonly imports: readonly string[];
}

/** What the Go files of one folder import: each path once for each use, and once more for tests. */
export interface FolderImports {
  /** of those of its files that some build takes */
  readonly uses: ReadonlySet<ImportingFile['use']>;
  readonly files: readonly ImportingFile[];
}

/**
 * Both keys are plain data that never change: a folder whose files are the same is the same object. After an edit that leaves
 * one folder of a thousand to be looked through.
 */
const known = new WeakMap<readonly BuildTarget[], WeakMap<Directory, FolderImports>>();

export function folderImports(directory: Directory, targets: readonly BuildTarget[]): FolderImports {
  const byFolder = getOrSet(known, targets, () => new WeakMap<Directory, FolderImports>());
  return getOrSet(byFolder, directory, () => collect(directory, targets));
}

// Plain loops and as few objects as can be: in a cold start this goes through all imports of a large repository, interpreted.

function collect({ goFiles }: Directory, targets: readonly BuildTarget[]): FolderImports {
  const uses = new Set<ImportingFile['use']>();
  const files: ImportingFile[] = [];
  const seen: Seen = {};
  const seenByTests: Seen = {};
  const useOf = useOfFiles(targets);
  for (const file of goFiles) {
    const use = useOf(file);
    if (use === 'never') continue;
    uses.add(use);
    const isTest = isTestFileName(file.name);
    const imports = takeFresh(file.imports, ((isTest ? seenByTests : seen)[use] ??= new Set()));
    if (imports !== undefined) files.push({ name: file.name, use, isTest, imports });
  }
  return { uses, files: kept(files) };
}

/** What files of each use have imported so far. */
type Seen = Partial<Record<ImportingFile['use'], Set<string>>>;

/** @returns the paths that were not seen before, which now are; undefined where there is none */
function takeFresh(paths: readonly string[], seen: Set<string>): readonly string[] | undefined {
  let fresh: string[] | undefined;
  for (let at = 0; at < paths.length; at++) {
    const path = paths[at] as string;
    if (seen.has(path)) continue;
    seen.add(path);
    (fresh ??= []).push(path);
  }
  return fresh?.length === paths.length ? paths : fresh && kept(fresh);
}
