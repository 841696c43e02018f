import { basename, dirname, joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import type { GoverningLine } from '../../facts/go/governingFile';
import { selectedToolchain, type SelectedToolchain } from '../../facts/go/selectedToolchain';
import type { Root } from '../../model/check';
import { lineRange, type Location } from '../../model/range';
import { treeLists } from '../../facts/treeLists';

/** What go would run in one of the repository's folders. */
export interface Selection {
  /** absolute folder in which the question was asked */
  readonly folder: string;
  readonly selected: Exclude<SelectedToolchain, { kind: 'no-go' }>;
}

/**
 * The selections of all modules, one for each file that governs one: modules of a workspace share go.work. Undefined where
 * there is no go to select with.
 */
export async function selections(root: Root, facts: Facts): Promise<readonly Selection[] | undefined> {
  const tree = await facts.get(treeLists, root.dir);
  const folders = new Set([...tree.workspaces, ...tree.modules].map((path) => joinPath(root.dir, path)));
  const byFile = new Map<string, Selection>();
  for (const folder of folders) {
    const selected = await facts.get(selectedToolchain, folder);
    if (selected.kind === 'no-go') return undefined;
    const file = selected.lines.file ?? folder;
    if (!byFile.has(file)) byFile.set(file, { folder: selected.lines.file ? dirname(file) : folder, selected });
  }
  return [...byFile.values()];
}

export function placeOfLine(file: string, line: GoverningLine): Location {
  return { file, range: lineRange(line.line, line.startColumn, line.endColumn) };
}

/** `go.mod` or `go.work`, for a message. */
export function nameOf(file: string): string {
  return basename(file);
}
