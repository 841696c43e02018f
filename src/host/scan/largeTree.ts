import { readdirSync, type Dirent } from 'node:fs';
import { isSkippedFolder } from '../../engine/index';

/** In Go files. A thread takes as long to start as some hundred take to read, and two read more slowly than one alone. */
const large = 800;
/** Seen from above, whatever is in them. */
const manyFolders = 300;
/** To look takes time, too. */
const mostListed = 32;

/** Whether a tree is so large that a second thread pays: guessed from its upper folders. */
export function isLargeTree(root: string): boolean {
  const folders = [root];
  let goFiles = 0;
  let listed = 0;
  // Those that are found on the way are looked at, too.
  for (const folder of folders) {
    if (listed === mostListed) break;
    listed++;
    for (const entry of entriesOf(folder)) {
      if (entry.isDirectory() && !isSkippedFolder(entry.name)) folders.push(`${folder}/${entry.name}`);
      else if (entry.name.endsWith('.go')) goFiles++;
    }
  }
  return (goFiles * folders.length) / listed >= large || folders.length >= manyFolders;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
