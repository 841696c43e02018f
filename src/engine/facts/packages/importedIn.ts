import { remember } from '../../../base/remember';
import type { GoFile } from '../../model/tree';

/** All that the Go files of a folder import, whatever builds them. A folder whose files are the same has the same list. */
export const importedIn: (goFiles: readonly GoFile[]) => ReadonlySet<string> = remember(
  (goFiles) => new Set(goFiles.flatMap(({ imports }) => imports)),
);
