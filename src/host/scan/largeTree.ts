import { readdirSync, type Dirent } from 'node:fs';
import { isSkippedFolder } from '../../engine/index';

/** In Go files: to start a thread takes the main one as long as to read some hundred. */
const large = 800;
/** To list a folder takes as long as to read so many files. */
const folderWeight = 8;

/** Whether a tree is so large that a second thread pays: looks at its upper folders alone. */
export function isLargeTree(root: string): boolean {
  const folders = [root];
  let weight = 0;
  // Those that are found on the way are looked at, too.
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      if (entry.isDirectory() && !isSkippedFolder(entry.name)) {
        folders.push(`${folder}/${entry.name}`);
        weight += folderWeight;
      } else if (entry.name.endsWith('.go')) weight++;
    }
    if (weight >= large) return true;
  }
  return false;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
