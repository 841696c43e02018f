import { getOrSet } from '../../../base/getOrSet';
import { kept } from '../../../base/kept';
import type { BuildTarget } from '../../constraints/inclusion';
import { isTestFileName } from '../../constraints/fileName';
import type { GoFile } from '../../model/tree';
import { useOfFile, type FileUse } from './defaultBuild';

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
 * Both keys are plain data that never change: a folder whose files are the same has the same list. After an edit that leaves
 * one folder of a thousand to be looked through.
 */
const known = new WeakMap<readonly BuildTarget[], WeakMap<readonly GoFile[], FolderImports>>();

export function folderImports(goFiles: readonly GoFile[], targets: readonly BuildTarget[]): FolderImports {
  const byFiles = getOrSet(known, targets, () => new WeakMap<readonly GoFile[], FolderImports>());
  return getOrSet(byFiles, goFiles, () => collect(goFiles, targets));
}

function collect(goFiles: readonly GoFile[], targets: readonly BuildTarget[]): FolderImports {
  const uses = new Set<ImportingFile['use']>();
  const files: ImportingFile[] = [];
  const seen = new Map<string, Set<string>>();
  for (const file of goFiles) {
    const use = useOfFile(file, targets);
    if (use === 'never') continue;
    uses.add(use);
    const isTest = isTestFileName(file.name);
    const kind = isTest ? `${use} test` : use;
    const before = getOrSet(seen, kind, () => new Set<string>());
    const fresh = file.imports.filter((path) => !before.has(path) && before.add(path));
    if (fresh.length > 0) files.push({ name: file.name, use, isTest, imports: kept(fresh) });
  }
  return { uses, files: kept(files) };
}
